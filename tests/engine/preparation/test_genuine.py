"""Facts that must come out of genuine files (see the README of each folder of shared data)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from teilhabe.engine.preparation import Prepared, prepare
from teilhabe.engine.sources.snapshot import take

Row = dict[str, Any]


@cache
def _prepared(path: Path) -> Prepared:
    return prepare(take(path))


@pytest.fixture
def genesis(shared_data: Path) -> Callable[[str], Prepared]:
    return lambda name: _prepared(shared_data / "genesis" / name)


@pytest.fixture
def answer(shared_data: Path) -> Callable[[str], Any]:
    facts = json.loads((shared_data / "genesis" / "expected.json").read_text(encoding="utf-8"))
    answers = {fact["id"]: fact["answer"] for fact in facts}
    return answers.__getitem__


def rows(prepared: Prepared, **codes: str) -> Iterator[Row]:
    """The observations with these codes, as mappings."""
    for values in prepared.observations.rows():
        row = dict(zip(prepared.observations.names, values, strict=True))
        if all(row[name] == code for name, code in codes.items()):
            yield row


def value(prepared: Prepared, **codes: str) -> Decimal:
    (row,) = rows(prepared, **codes)
    return Decimal(row["obs_value"])


GenesisFile = Callable[[str], Prepared]
Answer = Callable[[str], Any]


def test_population_of_the_city(genesis: GenesisFile, answer: Answer) -> None:
    table = genesis("12411-0015.csv")
    assert value(table, ref_area="07312", time_period="2018-12-31") == answer("pop-kl-2018")
    assert value(table, ref_area="07312", time_period="2015-12-31") == answer("pop-kl-2015")


def test_every_district_row_is_there_also_the_abolished_ones(genesis: GenesisFile, answer: Answer) -> None:
    table = genesis("12411-0015.csv")
    assert len(table.inspection.dimension("ref_area").codes) == answer("kreise-rows")
    dashed = {row["ref_area"] for row in rows(table, source_sign="-")}
    assert len(dashed) == answer("abolished")


def test_names_with_an_end_give_the_last_day(genesis: GenesisFile, answer: Answer) -> None:
    ended = genesis("12411-0015.csv").inspection.ended
    abbreviated = 1  # one name says "(b.31.07.2008)" for lack of room; the fact counts those with "(bis …)"
    assert len(ended) - abbreviated == answer("abolished-named")
    assert ended["03152"] == "2016-10-31"


def test_the_sum_of_districts_2018_says_that_goettingen_is_missing(genesis: GenesisFile) -> None:
    table = genesis("12411-0015.csv")
    (total,) = (entry for entry in table.sums if entry.period == "2018-12-31")
    assert (total.value, total.cells, total.findings) == ("82691139", 400, ("missing-district",))
    assert 83_019_213 - int(total.value) == 328_074
    (finding,) = (entry for entry in table.findings if entry.code == "missing-district")
    assert finding.data["territory"] == "03159"
    assert finding.data["period"] == "2018-12-31"
    assert "82.691.139" in finding.text.de
    assert "03159 Göttingen" in finding.text.en


def test_the_sum_of_districts_is_that_of_the_country_where_no_district_is_missing(genesis: GenesisFile) -> None:
    sums = {entry.period: entry for entry in genesis("12411-0015.csv").sums}
    states = {entry.period: entry for entry in genesis("12411-0010.csv").sums}
    assert sums["2017-12-31"].value == states["2017-12-31"].value
    assert not sums["2017-12-31"].findings


def test_the_largest_drop_lies_between_two_bases(genesis: GenesisFile, answer: Answer) -> None:
    table = genesis("12411-0015.csv")
    series = sorted(rows(table, ref_area="07312"), key=lambda row: row["time_period"])
    values = {row["time_period"][:4]: int(row["obs_value"]) for row in series}
    drops = [(values[after] - values[before], before, after) for before, after in pairwise(values)]
    drop = min(drops)
    assert list(drop) == answer("kl-break")
    bases = {row["time_period"][:4]: row["base"] for row in series}
    assert (bases[drop[1]], bases[drop[2]]) == ("population_update_1987", "population_update_2011")


def test_the_state_line_is_kept(genesis: GenesisFile, answer: Answer) -> None:
    assert genesis("12411-0015.csv").inspection.stand == answer("footer")


def test_area_with_decimal_comma_and_density_from_two_files(genesis: GenesisFile, answer: Answer) -> None:
    area = value(genesis("11111-0002.csv"), ref_area="07312", time_period="2016-12-31")
    assert area == Decimal(str(answer("area-kl")))
    population = value(genesis("12411-0015.csv"), ref_area="07312", time_period="2016-12-31")
    assert round(population / area, 2) == Decimal(str(answer("density-kl")))


def test_a_year_without_the_districts_of_a_land_is_named(genesis: GenesisFile) -> None:
    (finding,) = (entry for entry in genesis("11111-0002.csv").findings if entry.code == "missing-district")
    assert (finding.data["period"], finding.data["count"]) == ("1999-12-31", 26)


def test_foreign_population(genesis: GenesisFile, answer: Answer) -> None:
    table = genesis("12521-0001.csv")
    assert value(table, time_period="2019-12-31", sex="TOTAL") == answer("foreign-de-2019")
    found = [value(table, time_period="2022-12-31", sex=sex) for sex in ("M", "F", "TOTAL")]
    assert found == answer("foreign-de-2022")
    dates = set(table.observations.columns["time_period"])
    assert sum(not str(date).endswith("-12-31") for date in dates) == answer("foreign-dates")


def test_a_rate_of_two_sources_comes_out_and_their_bases_differ(genesis: GenesisFile, answer: Answer) -> None:
    (foreigners,) = rows(genesis("12521-0001.csv"), time_period="2018-12-31", sex="TOTAL")
    (population,) = rows(genesis("12411-0010.csv"), time_period="2018-12-31", ref_area="07")
    table = genesis("12411-01-01-4_2018.csv")
    everybody = value(table, ref_area="DE", sex="TOTAL")
    incomplete = Decimal(next(entry.value for entry in genesis("12411-0015.csv").sums if entry.period == "2018-12-31"))
    rate = Decimal(foreigners["obs_value"]) * 100 / incomplete
    assert round(rate, 2) == Decimal(str(answer("foreign-rate-2018")))  # the fact divides by the incomplete sum
    assert round(Decimal(foreigners["obs_value"]) * 100 / everybody, 2) == Decimal("13.15")
    assert (foreigners["base"], population["base"]) == ("azr", "population_update_2011")


def test_births_by_month_make_the_year_and_the_last_year_is_incomplete(genesis: GenesisFile, answer: Answer) -> None:
    table = genesis("12612-0002.csv")
    months = [row for row in rows(table, sex="TOTAL") if row["time_period"].startswith("2020-")]
    assert sum(int(row["obs_value"]) for row in months) == answer("births-2020")
    (finding,) = (entry for entry in table.findings if entry.code == "incomplete-year")
    assert [finding.data["year"], finding.data["with_values"]] == answer("births-last")


def test_population_by_sex_under_an_indented_name(genesis: GenesisFile, answer: Answer) -> None:
    table = genesis("12411-01-01-4_2018.csv")
    assert [value(table, ref_area="07312", sex=sex) for sex in ("TOTAL", "M", "F")] == answer("pop-kl-2018-sex")
    labels = {dimension.name: dimension.labels for dimension in table.observations.dimensions}
    assert labels["ref_area"]["07312"] == "Kaiserslautern, Kreisfreie Stadt"


def test_single_ages_add_up_to_the_printed_total(genesis: GenesisFile, answer: Answer) -> None:
    table = genesis("12411-0006.csv")
    dates = sorted({row["time_period"] for row in rows(table)})
    printed = ["31.12.1970", "31.12.2021", len(table.inspection.dimension("age").codes)]
    assert [f"{d[8:]}.{d[5:7]}.{d[:4]}" for d in (dates[0], dates[-1])] == printed[:2] == answer("ages")[:2]
    assert printed[2] == answer("ages")[2]
    last = list(rows(table, time_period=dates[-1], sex="TOTAL"))
    total = sum(int(row["obs_value"]) for row in last if row["age"] == "TOTAL")
    parts = sum(int(row["obs_value"]) for row in last if row["age"] != "TOTAL")
    assert [total, parts] == answer("ages-total")
    assert table.inspection.dimension("age").is_additive
    assert not [entry for entry in table.findings if entry.code == "sum-differs"]


def test_lost_letters_are_restored(genesis: GenesisFile) -> None:
    table = genesis("12411-0006.csv")
    assert set(table.observations.columns["sex"]) == {"M", "F", "TOTAL"}
    assert "Bevölkerung" in table.inspection.title
    assert [entry.severity for entry in table.findings if entry.code == "lost-characters"] == ["note"]


def test_a_projection_has_its_title_variants_and_ages(genesis: GenesisFile, answer: Answer, shared_data: Path) -> None:
    table = genesis("12421-0002_F.csv")
    lines, title = answer("proj-head")
    assert title in table.inspection.title
    assert (shared_data / "genesis" / "12421-0002_F.csv").read_bytes().count(b"\n") == lines
    assert table.inspection.dimension("varianten_der_bevoelkerungsvorausberechnung").codes.keys() == {"BEV-VARIANTE-01"}
    assert set(table.observations.columns["base"]) == {"projection"}


def test_plain_csv_with_months_and_measures(genesis: GenesisFile) -> None:
    table = genesis("13211-0002.csv")
    assert len(table.inspection.variables) == 6
    assert value(table, ref_area="TOTAL", time_period="2005-01", variable="Arbeitslose") == 5086847


FLAT = (
    "12411-01-01-4_de_flat.csv", "12411-01-01-4_en_flat.csv", "1000A-2022_de_flat.csv", "1000A-2022_de_flat_2.csv",
    "13111-01-03-4_de_flat.csv", "12531-0043_flat.csv", "3000G-1008_de_flat.csv", "13111-0005_de_flat.csv",
    "81000-0001_de_flat.csv",
)  # fmt: skip
_DIMENSIONS = {"KREISE": "ref_area", "GES": "sex", "STAAG5": "citizenship", "SCHST2": "residence_status"}
_CODES = {"GESM": "M", "GESW": "F", "": "TOTAL"}


@pytest.fixture(params=FLAT)
def flat(request: pytest.FixtureRequest, shared_data: Path) -> tuple[Prepared, dict[str, Any]]:
    folder = shared_data / "genesis-ffcsv"
    facts = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    path = folder / request.param
    prepared = _prepared(path if path.exists() else path.with_suffix(".zip"))
    return prepared, {fact["id"]: fact["answer"] for fact in facts if fact["file"] == request.param}


Flat = tuple[Prepared, dict[str, Any]]


def test_a_flat_file_gives_one_observation_per_row(flat: Flat) -> None:
    prepared, facts = flat
    assert [len(prepared.observations), prepared.inspection.columns] == facts["rows"]
    assert set(prepared.observations.columns["source_row"]) == set(range(2, facts["rows"][0] + 2))


def test_a_flat_file_keeps_its_value_signs(flat: Flat) -> None:
    prepared, facts = flat
    assert dict(prepared.inspection.signs) == facts["signs"]
    missing = Counter(row["source_sign"] for row in rows(prepared) if row["obs_value"] is None)
    assert missing == facts["signs"]


def test_the_rows_of_the_city_come_out_of_flat_files(flat: Flat) -> None:
    prepared, facts = flat
    if "kaiserslautern" not in facts:
        return
    found = list(rows(prepared, ref_area="07312"))
    assert len(found) == facts["kaiserslautern"]["rows"]
    for example in facts["kaiserslautern"]["examples"]:
        codes = {_DIMENSIONS[n]: _CODES.get(c, c) for n, c in example.items() if n in _DIMENSIONS}
        (row,) = (row for row in found if all(row[name] == code for name, code in codes.items()))
        assert (row["obs_value"], row["unit"], row["time_period"]) == (
            example["value"],
            example["unit"],
            example["time"],
        )
        labels = {variable.code: variable.label for variable in prepared.inspection.variables}
        assert labels[row["variable"]] == example["variable"]


def test_signs_of_the_city_stay_signs(shared_data: Path) -> None:
    table = _prepared(shared_data / "genesis-ffcsv" / "13111-01-03-4_de_flat.zip")
    assert {(row["obs_value"], row["source_sign"]) for row in rows(table, ref_area="07312")} == {(None, "-")}


def test_two_classifications_in_one_position_are_reported_and_told_apart(shared_data: Path) -> None:
    table = _prepared(shared_data / "genesis-ffcsv" / "1000A-2022_de_flat.csv")
    assert [entry.code for entry in table.findings] == ["overlapping-classifications"]
    levels = {str(name) for name in table.observations.columns if str(name).endswith("_level")}
    assert levels == {"ref_area_level", "einwanderungsgeschichte_ausfuehrlich_level"}
    assert set(table.observations.columns["concept"]) == {"immigration_history"}
    assert set(table.observations.columns["base"]) == {"census_2022"}
