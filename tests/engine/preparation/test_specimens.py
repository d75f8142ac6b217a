"""Each documented layout is read into the same shape (see tests/specimens/README.md)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from teilhabe.engine.preparation import Prepared
from teilhabe.engine.preparation.recipe import Recipe

PrepareSpecimen = Callable[..., Prepared]


def cell(prepared: Prepared, **codes: str) -> dict[str, Any]:
    """The one observation with these codes."""
    found = [
        row
        for values in prepared.observations.rows()
        if all((row := dict(zip(prepared.observations.names, values, strict=True)))[n] == c for n, c in codes.items())
    ]
    assert len(found) == 1, found
    return found[0]


def names(prepared: Prepared) -> list[str]:
    return [dimension.name for dimension in prepared.observations.dimensions]


def test_several_measures_with_a_row_of_units(prepare_specimen: PrepareSpecimen) -> None:
    table = prepare_specimen("classic_measures.csv")
    assert names(table) == ["ref_area", "time_period", "citizenship"]
    assert {(v.code, v.unit) for v in table.inspection.variables} == {
        ("Arbeitslose", "Anzahl"),
        ("Arbeitslosenquote bez. auf alle zivilen Erwerbspersonen", "Prozent"),
    }
    foreign = cell(table, ref_area="07312", time_period="2020", citizenship="FOREIGN")
    assert (foreign["obs_value"], foreign["source_row"], foreign["source_column"]) == ("15", 13, "E")
    assert (foreign["base"], foreign["concept"]) == ("unemployment_statistics", "citizenship")
    hidden = cell(table, ref_area="07335", time_period="2019", citizenship="FOREIGN")
    assert (hidden["obs_value"], hidden["source_sign"], hidden["conf_status"]) == (None, ".", "C")
    assert table.inspection.table == "13211-02-05-4"


def test_a_census_table_with_long_keys_and_the_date_across(prepare_specimen: PrepareSpecimen) -> None:
    table = prepare_specimen("classic_census_en.csv")
    area = cell(table, ref_area="01051011", variable="Area")
    assert (area["obs_value"], area["unit"], area["time_period"], area["base"]) == (
        "65.20", "km²", "2022-05-15", "census_2022",
    )  # fmt: skip
    assert [(f.code, f.severity) for f in table.findings] == [("truncated", "warning")]


def test_an_english_export_saved_again_with_commas(prepare_specimen: PrepareSpecimen) -> None:
    table = prepare_specimen("classic_en.csv")
    assert names(table) == ["ref_area", "time_period", "sex", "age", "causes_of_death"]
    assert cell(table, time_period="1981", sex="F", age="Y_GE85")["obs_value"] == "92"
    assert cell(table, time_period="1981", sex="M", age="UNKNOWN")["obs_value"] == "12"
    assert table.inspection.stand == "created: 2022-01-07 / 17:25:09"
    assert "invented" in table.inspection.footers[0]


def test_umlauts_read_as_mac_text_are_mended_and_nameless_headers_recognised(prepare_specimen: PrepareSpecimen) -> None:
    table = prepare_specimen("classic_mac.csv")
    assert names(table) == ["ref_area", "time_period", "sex", "age", "citizenship"]
    assert cell(table, sex="M", citizenship="FOREIGN", age="Y_GE1")["obs_value"] == "5"
    assert [f.code for f in table.findings] == ["mended-encoding"]
    assert table.inspection.dimension("citizenship").is_additive


def test_a_merged_district_that_shows_a_dash_is_missed(prepare_specimen: PrepareSpecimen) -> None:
    table = prepare_specimen("classic_districts.csv")
    found = {f.code: f for f in table.findings}
    assert found.keys() == {"missing-district", "abolished-territory", "lost-leading-zero", "mixed-bases"}
    assert found["missing-district"].data["territory"] == "03159"
    assert found["missing-district"].data["period"] == "2017-12-31"
    assert (found["missing-district"].row, found["missing-district"].column) == (13, "F")
    assert found["abolished-territory"].data["codes"] == "03152 03156"
    assert table.inspection.ended == {"03152": "2016-10-31", "03156": "2016-10-31"}
    assert cell(table, ref_area="03151", time_period="2010-12-31")["base"] == "population_update_1987"
    assert cell(table, ref_area="03151", time_period="2015-12-31")["base"] == "population_update_2011"


def test_quality_marks_belong_to_the_value_on_their_left(prepare_specimen: PrepareSpecimen) -> None:
    table = prepare_specimen("classic_quality.csv")
    assert len(table.observations) == 4
    limited = cell(table, time_period="2020", migrationshintergrund="Mit Migrationshintergrund")
    assert (limited["obs_value"], limited["obs_status"], limited["source_sign"]) == ("218", "U", "()")
    final = cell(table, time_period="2019", migrationshintergrund="Ohne Migrationshintergrund")
    assert (final["obs_status"], final["source_sign"], final["concept"]) == ("A", None, "migration_background")


def test_headings_over_the_label_columns_are_understood(prepare_specimen: PrepareSpecimen) -> None:
    table = prepare_specimen("classic_row_heads.csv")
    assert cell(table, ref_area="09", time_period="2020", sex="F")["obs_value"] == "121"
    assert cell(table, ref_area="06", time_period="2019", sex="F")["source_sign"] == "-"


def test_a_total_without_a_code_stands_among_codes(prepare_specimen: PrepareSpecimen) -> None:
    table = prepare_specimen("classic_citizenship.csv")
    assert cell(table, citizenship="TOTAL", time_period="2020-12-31", sex="TOTAL")["obs_value"] == "64"
    labels = {d.name: d.labels for d in table.observations.dimensions}
    assert labels["citizenship"]["ST121"] == "Albanien"


def test_the_flat_layout_of_2025_with_quality_and_two_classifications(prepare_specimen: PrepareSpecimen) -> None:
    table = prepare_specimen("flat_new.csv")
    assert names(table) == [
        "ref_area", "ref_area_level", "time_period", "einwanderungsgeschichte", "einwanderungsgeschichte_level",
    ]  # fmt: skip
    total = cell(table, ref_area="07", einwanderungsgeschichte="TOTAL")
    assert (total["obs_value"], total["obs_status"], total["ref_date"]) == ("40.5", "A", "2022-05-15")
    limited = cell(table, einwanderungsgeschichte="WANDERUNG-X")
    assert (limited["obs_value"], limited["obs_status"], limited["source_sign"]) == ("28.4", "U", "()")
    assert cell(table, einwanderungsgeschichte="WANDERUNG-BEID")["conf_status"] == "C"
    assert "overlapping-classifications" in {f.code for f in table.findings}


def test_the_flat_layout_until_2024_with_months(prepare_specimen: PrepareSpecimen) -> None:
    table = prepare_specimen("flat_old.csv")
    births = cell(table, ref_area="09", time_period="2019-01", variable="BEV018")
    assert (births["obs_value"], births["obs_status"], births["unit"]) == ("900", "P", "Anzahl")
    assert (births["source_row"], births["source_column"]) == (3, "N")
    still = cell(table, ref_area="08", variable="BEV019")
    assert (still["obs_value"], still["unit"]) == ("1.2", "je 1000")


def test_the_columns_of_our_own_contract(prepare_specimen: PrepareSpecimen) -> None:
    table = prepare_specimen("plain_contract.csv")
    assert names(table) == ["ref_area", "time_period", "sex", "age", "citizenship"]
    first = cell(table, ref_area="99901001", sex="M")
    assert (first["obs_value"], first["variable"], first["base"], first["citation"]) == (
        "12", "population", "register_main", "Register 2024",
    )  # fmt: skip
    empty = cell(table, ref_area="99901001", sex="F")
    assert (empty["obs_value"], empty["obs_status"]) == (None, "O")
    assert not table.findings


def test_district_numbers_and_names_become_one_dimension(prepare_specimen: PrepareSpecimen) -> None:
    table = prepare_specimen("plain_years.csv", Recipe(constants={"variable": "unemployed", "unit": "persons"}))
    assert names(table) == ["ref_area", "time_period"]
    old = cell(table, ref_area="11", time_period="2011")
    assert (old["obs_value"], old["variable"], old["unit"], old["source_column"]) == (
        "32",
        "unemployed",
        "persons",
        "D",
    )
    assert cell(table, ref_area="Innenstadt", time_period="2012")["obs_value"] == "58"
    assert cell(table, ref_area="Innenstadt", time_period="2012")["total_of"] == "ref_area"
    assert [(total.value, total.cells, total.printed) for total in table.sums][-1] == ("58", 2, "58")


@pytest.mark.parametrize(
    ("specimen", "found"),
    [
        ("classic_measures.csv", "classic"),
        ("classic_census_en.csv", "classic"),
        ("flat_new.csv", "flat"),
        ("flat_old.csv", "flat"),
        ("plain_contract.csv", "plain"),
        ("plain_years.csv", "plain"),
    ],
)
def test_the_format_is_recognised_by_content(prepare_specimen: PrepareSpecimen, specimen: str, found: str) -> None:
    assert prepare_specimen(specimen).inspection.format == found
