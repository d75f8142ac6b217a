from __future__ import annotations

from datetime import date

import pytest

from teilhabe.codes import districts, territory
from teilhabe.codes.territory import Name, Territory, parse_territory, split_name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07312", Territory("07312")),
        ("7312", Territory("07312", mended=True)),
        ("7312000", Territory("07312000", mended=True)),
        ("073120000000", Territory("07312000")),
        ("07", Territory("07")),
        ("7", Territory("07", mended=True)),
        ("071", Territory("071")),
        ("DG", Territory("DE")),
        ("99901001", Territory("99901001")),
        ("07 3 12 000", Territory("07312000")),
        ("073355001", Territory("073355001")),
        ("7312.0", Territory("07312", mended=True)),
        ("'07312", Territory("07312")),
    ],
)
def test_keys_are_text_and_lost_zeros_are_put_back(text: str, expected: Territory) -> None:
    assert parse_territory(text) == expected


@pytest.mark.parametrize("text", ["", "Kaiserslautern", "123456", "KL-01"])
def test_what_is_no_key_is_not_taken_for_one(text: str) -> None:
    assert parse_territory(text) is None


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("DE", "country"),
        ("07", "state"),
        ("071", "region"),
        ("07312", "district"),
        ("07312000", "municipality"),
        ("X", None),
    ],
)
def test_the_level_follows_from_the_code(code: str, level: str | None) -> None:
    assert territory.level(code) == level


@pytest.mark.parametrize("addition", ["(bis 31.10.2016)", "(b.31.10.2016)", "( bis zum 31.10.2016 )"])
def test_the_last_day_is_taken_out_of_a_name(addition: str) -> None:
    assert split_name(f"Göttingen, Landkreis {addition}") == Name("Göttingen, Landkreis", date(2016, 10, 31))


def test_a_name_without_addition_stays() -> None:
    assert split_name("Halle (Saale), kreisfreie Stadt") == Name("Halle (Saale), kreisfreie Stadt")


def test_states_are_known_by_german_and_english_names() -> None:
    assert territory.code_of_name("Bayern") == territory.code_of_name("Bavaria") == "09"
    assert territory.code_of_name("Deutschland") == "DE"
    assert territory.code_of_name("Kaiserslautern") is None


def test_goettingen_came_from_two_districts() -> None:
    old = districts.predecessors()["03159"]
    assert {district.code for district in old} == {"03152", "03156"}
    assert {district.until for district in old} == {date(2016, 10, 31)}


def test_every_abolished_district_has_successors_in_its_own_land_that_live_on() -> None:
    for district in districts.abolished().values():
        assert district.successors
        for successor in district.successors:
            assert successor[:2] == district.code[:2]
            assert successor not in districts.abolished()


@pytest.mark.parametrize(("text", "code"), [("51", "051"), ("73", "073"), ("97", "097")])
def test_two_digits_that_are_no_land_are_a_region_that_lost_its_zero(text: str, code: str) -> None:
    assert parse_territory(text) == Territory(code, mended=True)


@pytest.mark.parametrize("text", ["17", "00", "20", "99"])
def test_two_digits_that_are_neither_land_nor_region_are_no_territory(text: str) -> None:
    assert parse_territory(text) is None


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("05315000 Köln", ("05315000", "Köln")),
        ("Köln (05315)", ("05315", "Köln")),
        ("05315 - Köln", ("05315", "Köln")),
        ("Köln, Stadt [05315000]", ("05315000", "Köln, Stadt")),
        ("Frankfurt (Oder)", None),
        ("05315", None),
    ],
)
def test_key_and_name_in_one_cell(cell: str, parts: tuple[str, str] | None) -> None:
    assert territory.split_key(cell) == parts


def test_the_first_day_is_taken_out_of_a_name() -> None:
    assert split_name("Göttingen, Landkreis (ab 01.11.2016)") == Name("Göttingen, Landkreis", since=date(2016, 11, 1))
