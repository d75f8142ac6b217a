from __future__ import annotations

import pytest

from teilhabe.engine.preparation.draft import RawDimension
from teilhabe.engine.preparation.meaning.harmonising import Harmonised, harmonise


def harmonised(*dimensions: RawDimension, **renamed: str) -> Harmonised:
    return harmonise(dimensions, renamed, range(2, 2 + len(dimensions[0].codes)))


def test_dimensions_get_standard_names_codes_and_order() -> None:
    result = harmonised(
        RawDimension("STAG", "Stichtag", ["31.12.2018", "31.12.2018"]),
        RawDimension("XYZ12", "Art der Größe", ["A", ""], ["a", "Insgesamt"]),
        RawDimension("GES", "Geschlecht", ["GESM", ""], ["männlich", "Insgesamt"]),
        RawDimension("KREISE", "Kreise", ["7312", "07335"], ["Kaiserslautern (bis 31.12.2030)", "Landkreis"]),
    )
    assert [d.name for d in result.dimensions] == ["ref_area", "time_period", "sex", "art_der_groesse"]
    assert result.columns["ref_area"] == ["07312", "07335"]
    assert result.columns["sex"] == ["M", "TOTAL"]
    assert result.columns["art_der_groesse"] == ["A", "TOTAL"]
    assert result.dimensions[0].labels["07312"] == "Kaiserslautern"
    assert result.until["07312"].year == 2030
    assert [f.code for f in result.findings] == ["lost-leading-zero"]


def test_years_and_months_become_one_period() -> None:
    result = harmonised(
        RawDimension("", "Jahr", ["2022", "2022", "2022"]),
        RawDimension("", "Monat", ["1", "April", "Insgesamt"]),
    )
    assert result.columns["time_period"] == ["2022-01", "2022-04", "2022"]
    assert [d.name for d in result.dimensions] == ["time_period"]


def test_two_dimensions_of_one_kind_keep_two_names() -> None:
    result = harmonised(
        RawDimension("", "Geschlecht", ["männlich", "weiblich"]),
        RawDimension("", "Geschlecht des Kindes", ["weiblich", "männlich"]),
    )
    assert [d.name for d in result.dimensions] == ["sex", "geschlecht_des_kindes"]
    assert result.columns["geschlecht_des_kindes"] == ["F", "M"]


@pytest.mark.parametrize("key", ["WDGAT1", "Einwanderungsgeschichte", "einwanderungsgeschichte"])
def test_a_recipe_renames_by_code_title_or_slug(key: str) -> None:
    result = harmonised(RawDimension("WDGAT1", "Einwanderungsgeschichte", ["A"]), **{key: "migration_status"})
    assert [d.name for d in result.dimensions] == ["migration_status"]


def test_a_land_may_be_a_country_of_origin() -> None:
    origin = harmonised(RawDimension("", "Land", ["Syrien", "Ukraine"]))
    assert [d.name for d in origin.dimensions] == ["land"]
    state = harmonised(RawDimension("", "Land", ["Bayern", "Hessen"]))
    assert state.columns["ref_area"] == ["09", "06"]


def test_numbers_of_city_districts_are_no_official_keys() -> None:
    result = harmonised(RawDimension("BezirkNummer", "Bezirk", ["7", "11"], ["Dorf", "Altstadt"]))
    assert result.columns["ref_area"] == ["7", "11"]
    assert not result.findings


def test_marks_behind_periods_are_kept_apart() -> None:
    result = harmonised(RawDimension("", "Jahr", ["2022", "2023p", "2024 1)"]))
    assert result.columns["time_period"] == ["2022", "2023", "2024"]
    assert list(result.marks) == ["", "p", "1)"]
    assert [f.code for f in result.findings] == ["marked-period"]


def test_days_written_with_slashes_that_may_be_others_are_an_error() -> None:
    result = harmonised(RawDimension("", "Datum", ["01/02/2020", "03/04/2020"]))
    assert [(f.code, f.severity) for f in result.findings] == [("ambiguous-date", "error")]


def test_runs_of_years_are_periods_only_below_a_heading_of_time() -> None:
    years = harmonised(RawDimension("", "Zeitraum", ["1990-1994", "1995-1999"]))
    assert years.columns["time_period"] == ["1990-01-01/P5Y", "1995-01-01/P5Y"]
    built = harmonised(RawDimension("", "Baujahr", ["1919 - 1948", "1949 - 1978"]))
    assert built.columns["baujahr"] == ["1919 - 1948", "1949 - 1978"]


@pytest.mark.parametrize("heading", ["Aufenthaltsdauer", "Duration of residence", "stay", "Length of stay"])
def test_spans_below_a_heading_of_duration_are_no_ages(heading: str) -> None:
    texts = ("Y_LT5", "Y5T7", "Y8T9", "Y_GE10")
    result = harmonised(RawDimension(heading, heading, texts, texts))
    assert result.dimensions[0].name != "age"


def test_the_heading_says_that_the_upper_age_is_not_included() -> None:
    result = harmonised(RawDimension("", "Alter von ... bis unter ... Jahren", ["3 - 6", "10 - 15"]))
    assert result.columns["age"] == ["Y3T5", "Y10T14"]


def test_single_citizenships_keep_their_code_or_get_one_by_name() -> None:
    result = harmonised(
        RawDimension(
            "", "Staatsangehörigkeit", ["ST475", "475", "SY", "Syrien", "Jugoslawien"], ["Syrien", "Syrien", "", "", ""]
        )
    )
    assert result.columns["citizenship"] == ["ST475", "ST475", "SY", "ST475", "Jugoslawien"]


def test_main_and_secondary_residence_are_a_dimension() -> None:
    result = harmonised(RawDimension("", "Wohnsitzart", ["Hauptwohnsitz", "Nebenwohnsitz", "Insgesamt"]))
    assert result.columns["residence"] == ["MAIN", "SECONDARY", "TOTAL"]
