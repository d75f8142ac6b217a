"""Totals that genuine files print are proven or named as wrong (see the README of each folder of shared data)."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from teilhabe.engine.preparation import Prepared, prepare
from teilhabe.engine.sources.snapshot import take

Reader = Callable[[str], Prepared]


@cache
def _prepared(path: Path) -> Prepared:
    return prepare(take(path))


@pytest.fixture
def read(shared_data: Path) -> Reader:
    return lambda name: _prepared(shared_data / name)


def _blind(prepared: Prepared, period: str) -> Decimal:
    columns = prepared.observations.columns
    pairs = zip(columns["time_period"], columns["obs_value"], strict=True)
    return sum((Decimal(str(value)) for at, value in pairs if at == period and value is not None), Decimal(0))


def test_the_unemployed_of_a_city_are_counted_once(read: Reader, shared_data: Path) -> None:
    facts = json.loads((shared_data / "small-area-muenster" / "expected.json").read_text(encoding="utf-8"))
    printed, blind = next(fact["answer"] for fact in facts if fact["id"] == "alo")
    table = read("small-area-muenster/ms_arbeitslose.csv")
    total = next(entry for entry in table.sums if entry.period == "2014")
    assert (Decimal(total.value), Decimal(total.printed), total.cells) == (printed, printed, 46)
    assert _blind(table, "2014") == blind
    assert table.inspection.dimension("ref_area").is_additive


@pytest.mark.parametrize("name", ["ms_haushalte.csv", "ms_wohnberechtigte.csv", "ms_wohnberechtigte_nach_alter.csv"])
def test_boroughs_and_the_city_are_proven(read: Reader, name: str) -> None:
    areas = read(f"small-area-muenster/{name}").inspection.dimension("ref_area")
    assert len(areas.totals) == 11
    assert set(areas.totals["Mitte"]) == {"Altstadt", "Innenstadtring", "Mitte-Süd", "Mitte-Nordost"}


def test_decisions_on_asylum_add_up(read: Reader) -> None:
    variables = {variable.code: variable for variable in read("bamf-asyl/201601.csv").inspection.variables}
    assert len(variables["ASYLANTRAEGE insgesamt"].total_of) == 2
    assert len(variables["ENTSCHEIDUNGEN ueber Asylantraege insgesamt"].total_of) == 6


def test_laender_and_districts_are_marked_where_they_hold_others(read: Reader) -> None:
    table = read("genesis/12411-01-01-4_2018.csv")
    totals = table.inspection.dimension("ref_area").totals
    assert set(totals["06"]) == {"064", "065", "066"}
    assert table.inspection.dimension("sex").totals == {"TOTAL": ("M", "F")}


def test_districts_that_an_extract_leaves_out_are_counted(read: Reader) -> None:
    findings = read("zensus2022/Zensus2022_Landkreise_absolut.csv").findings
    (finding,) = [finding for finding in findings if "present" in finding.data]
    assert (finding.data["present"], finding.data["of"], finding.data["count"]) == (379, 400, 21)
    assert "07312" in str(finding.data["territory"])


def test_a_share_that_holds_counts_is_named(read: Reader) -> None:
    findings = read("zensus2022/Zensus2022_Landkreise_absolut.csv").findings
    (finding,) = [finding for finding in findings if finding.code == "share-holds-counts"]
    assert finding.data["variable"] == "Ausländeranteil"


def test_the_register_of_foreigners_is_rounded_since_2016(read: Reader) -> None:
    (finding,) = [f for f in read("genesis/12521-0001.csv").findings if f.code == "rounded-values"]
    assert (finding.data["base"], finding.data["from"]) == (5, "2016-12-31")


def test_protection_statuses_have_proven_sub_totals(read: Reader) -> None:
    table = read("genesis-ffcsv/12531-0043_flat.zip")
    assert len(table.inspection.dimension("residence_status").totals) == 3
