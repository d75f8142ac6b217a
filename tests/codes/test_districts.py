from __future__ import annotations

from datetime import date

import pytest

from teilhabe.codes.districts import abolished, core_name, districts, is_called, is_official, successors


def test_there_are_400_districts_and_none_of_them_is_abolished() -> None:
    assert len(districts()) == 400
    assert not districts().keys() & abolished().keys()


@pytest.mark.parametrize(
    ("code", "on", "heirs"),
    [
        ("03152", date(2016, 10, 31), ("03152",)),
        ("03152", date(2016, 11, 1), ("03159",)),
        ("13052", date(2012, 1, 1), ("13071", "13075")),
        ("16056", date(2022, 1, 1), ("16063",)),
        ("07312", date(2022, 1, 1), ("07312",)),
        ("14161", date(2009, 12, 31), ("14511",)),
    ],
)
def test_the_area_of_a_merged_district_is_found_again(code: str, on: date, heirs: tuple[str, ...]) -> None:
    assert successors(code, on) == heirs


def test_everything_abolished_lives_on_in_a_district_of_today() -> None:
    for code in abolished():
        assert set(successors(code, date(2024, 12, 31))) <= districts().keys()


@pytest.mark.parametrize("code", ["DE", "07", "051", "07312", "03152", "07312000", "073350001"])
def test_keys_of_existing_and_former_territories_are_official(code: str) -> None:
    assert is_official(code)


@pytest.mark.parametrize("code", ["10101", "20101", "00351", "17", "101", "01011101", "01012018", "99901001", "XX"])
def test_keys_of_other_countries_and_dates_are_not(code: str) -> None:
    assert not is_official(code)


@pytest.mark.parametrize(
    "label",
    [
        "Kaiserslautern, kreisfreie Stadt",
        "Kaiserslautern, krfr. Stadt",
        "Stadt Kaiserslautern",
        "SK Kaiserslautern",
        "Kaiserslautern (Stadt)",
        "Kreisfreie Stadt Kaiserslautern",
        "Kaiserslautern, kreisfreie Stadt (bis 31.12.2030)",
    ],
)
def test_the_bare_name_is_found_behind_every_addition(label: str) -> None:
    assert core_name(label) == "kaiserslautern"
    assert is_called("07312", label)


@pytest.mark.parametrize(
    ("code", "label", "fits"),
    [
        ("07", "Rheinland-Pfalz", True),
        ("07314", "Ludwigshafen", True),
        ("03159", "Göttingen, Landkreis (ab 01.11.2016)", True),
        ("05315000", "Köln", True),
        ("11", "Aegidii", False),
        ("01001", "Doppleschwand", False),
        ("05315", "", False),
    ],
)
def test_a_key_and_a_name_belong_together_or_not(code: str, label: str, fits: bool) -> None:
    assert is_called(code, label) is fits
