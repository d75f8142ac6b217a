from __future__ import annotations

import pytest

from teilhabe.engine.preparation.draft import RawDimension
from teilhabe.engine.preparation.meaning.areas import hold_keys
from teilhabe.engine.preparation.meaning.harmonising import Harmonised, harmonise
from teilhabe.engine.preparation.meaning.pairs import Heading


def harmonised(*dimensions: RawDimension) -> Harmonised:
    return harmonise(dimensions, {}, range(2, 2 + len(dimensions[0].codes)))


@pytest.mark.parametrize(
    ("heading", "pairs"),
    [
        ("Kreis", [("7312", "7312"), ("7335", "7335")]),
        ("Gebiet", [("07", "Rheinland-Pfalz"), ("17", "Sonstige")]),
        ("Gebiet", [("5", "Nordrhein-Westfalen"), ("9", "Bayern")]),
        ("Bundesland", [("7", "7"), ("11", "11")]),
        ("Stadtteil", [("07312000", "A"), ("07335001", "B")]),
        ("AGS", [("16012000", "Artern")]),
        ("Region", [("DG", "Deutschland"), ("07312", "x")]),
    ],
)
def test_keys_are_trusted_where_something_speaks_for_them(heading: str, pairs: list[tuple[str, str]]) -> None:
    assert hold_keys(pairs, Heading("", heading))


@pytest.mark.parametrize(
    ("heading", "pairs"),
    [
        ("Bezirk", [("11", "Aegidii"), ("12", "Überwasser")]),
        ("Gemeinde", [("301", "Aarberg"), ("1001", "Doppleschwand"), ("351", "Bern")]),
        ("Gemeinde", [("10101", "Eisenstadt"), ("10201", "Rust"), ("20101", "Klagenfurt am Wörthersee")]),
        ("Gebiet", [("1", "Innenstadt"), ("2", "Rodenkirchen")]),
        ("Raumbezug", [("101", "Altstadt"), ("102", "Neustadt")]),
        ("Gemeinden", [("12", "12"), ("4", "4"), ("51", "51")]),
    ],
)
def test_numbers_of_other_countries_and_of_cities_are_not(heading: str, pairs: list[tuple[str, str]]) -> None:
    assert not hold_keys(pairs, Heading("", heading))


@pytest.mark.parametrize(
    ("cells", "codes", "labels"),
    [
        (["05315000 Köln", "05314000 Bonn"], ["05315000", "05314000"], ["Köln", "Bonn"]),
        (["Köln (05315)", "Bonn (05314)"], ["05315", "05314"], ["Köln", "Bonn"]),
        (["7312 - Kaiserslautern", "7315 - Mainz"], ["07312", "07315"], ["Kaiserslautern", "Mainz"]),
    ],
)
def test_key_and_name_in_one_cell_are_taken_apart(cells: list[str], codes: list[str], labels: list[str]) -> None:
    result = harmonised(RawDimension("", "Gemeinde", cells))
    assert result.columns["ref_area"] == codes
    assert [result.dimensions[0].labels[code] for code in codes] == labels


def test_a_number_before_the_name_of_a_city_district_stays() -> None:
    result = harmonised(RawDimension("", "Stadtteil", ["11 Aegidii", "12 Überwasser"]))
    assert result.columns["ref_area"] == ["11 Aegidii", "12 Überwasser"]


def test_names_of_districts_alone_stay_names_with_a_note() -> None:
    result = harmonised(RawDimension("", "Kreis", ["Kaiserslautern", "Mainz", "Rheinland-Pfalz"]))
    assert result.columns["ref_area"] == ["Kaiserslautern", "Mainz", "07"]
    assert [(f.code, f.severity, f.data["count"]) for f in result.findings] == [("missing-key", "note", 2)]


def test_a_territory_that_was_renamed_gets_its_newest_name() -> None:
    result = harmonised(
        RawDimension("", "Jahr", ["2005", "2010", "2005"]),
        RawDimension("KREISE", "Kreise", ["03358", "03358", "03351"], ["Soltau-Fallingbostel", "Heidekreis", "Celle"]),
    )
    assert result.dimensions[0].labels["03358"] == "Heidekreis"
    assert [f.code for f in result.findings] == ["several-names"]


def test_a_land_that_is_a_city_lacks_no_key() -> None:
    result = harmonised(RawDimension("", "Bundesland", ["Berlin", "Hamburg", "Bremen", "Hessen"]))
    assert result.columns["ref_area"] == ["11", "02", "04", "06"]
    assert not result.findings
