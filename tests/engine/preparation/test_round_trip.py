"""A random tidy table written in a supported layout and read back is the same table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teilhabe.codes import age
from teilhabe.engine.cube.store import write_csv
from teilhabe.engine.preparation import Prepared, prepare
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.engine.sources.snapshot import Snapshot

SEXES = {"M": ("GESM", "männlich"), "F": ("GESW", "weiblich"), "TOTAL": ("", "Insgesamt")}
DISTRICTS = {
    "07311": "Frankenthal (Pfalz), kreisfreie Stadt",
    "07312": "Kaiserslautern, kreisfreie Stadt",
    "07313": "Landau in der Pfalz, kreisfreie Stadt",
    "07335": "Kaiserslautern, Landkreis",
    "06411": "Darmstadt; Wissenschaftsstadt",
}
AGES = ("Y0", "Y1T17", "Y18T64", "Y_GE65", "TOTAL")
DATES = ("2015-12-31", "2016-12-31", "2018-12-31", "2022-12-31")

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Table:
    """Area × date × sex × age, each cell a number as text with a point, or a sign."""

    areas: Sequence[str]
    dates: Sequence[str]
    sexes: Sequence[str]
    ages: Sequence[str]
    cells: dict[Key, str]
    decimals: int

    def keys(self) -> Iterable[Key]:
        return ((a, d, s, g) for a in self.areas for d in self.dates for s in self.sexes for g in self.ages)


def _some(options: Iterable[str], least: int = 1) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(list(options)), min_size=least, unique=True)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    areas, dates, sexes = draw(_some(DISTRICTS)), draw(_some(DATES)), draw(_some(SEXES, 2))
    ages, decimals = draw(_some(AGES, 2)), draw(st.sampled_from([0, 1, 2]))
    number = st.integers(-(10**9), 10**9).map(lambda n: f"{n / 10**decimals:.{decimals}f}")
    cell = st.one_of(number, number, st.sampled_from(["-", ".", "...", "x", "/"]))
    keys = [(a, d, s, g) for a in areas for d in dates for s in sexes for g in ages]
    values = draw(st.lists(cell, min_size=len(keys), max_size=len(keys)))
    return Table(areas, dates, sexes, ages, dict(zip(keys, values, strict=True)), decimals)


def _german(value: str) -> str:
    return value.replace(".", ",") if any(c.isdigit() for c in value) else value


def _lines(rows: Iterable[Sequence[str]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\n").writerows(rows)
    return stream.getvalue()


def as_flat(table: Table) -> bytes:
    """Columns of 2025, shuffled by the order of the keys, decimal comma."""
    head = "statistics_code statistics_label time_code time_label time".split()  # noqa: SIM905  # as the format spells it
    for k in (1, 2, 3):
        head += [f"{k}_variable_{part}" for part in ("code", "label", "attribute_code", "attribute_label")]
    rows = [[*head, "value", "value_unit", "value_variable_code", "value_variable_label"]]
    for area, on, sex, group in sorted(table.keys(), key=lambda key: key[::-1]):
        place = ["KREISE", "Kreise und kreisfreie Städte", area, DISTRICTS[area]]
        who = ["GES", "Geschlecht", *SEXES[sex]]
        old = ["ALTX20", "Altersgruppen", "" if group == "TOTAL" else f"A-{group}", age.label(group).de]
        cell = _german(table.cells[area, on, sex, group])
        rows.append(
            ["12411", "Bevölkerung", "STAG", "Stichtag", on, *place, *who, *old, cell, "Anzahl", "BEV", "Personen"]
        )
    return b"\xef\xbb\xbf" + _lines(rows).encode()


def as_classic(table: Table) -> bytes:
    """Districts and ages on the left, date × sex in two header rows each with its name, footer below."""
    heads = [(on, sex) for on in table.dates for sex in table.sexes]
    width = 3 + len(heads)
    rows = [
        ["GENESIS-Tabelle: 12411-9999"],
        ["Bevölkerung: Kreise, Stichtag, Geschlecht, Altersgruppen", *[""] * (width - 1)],
        ["Personen (Anzahl)", *[""] * (width - 1)],
        ["", "", "", *["Stichtag"] * len(heads)],
        ["", "", "", *(f"{on[8:]}.{on[5:7]}.{on[:4]}" for on, _ in heads)],
        ["", "", "", *["Geschlecht"] * len(heads)],
        ["", "", "", *(SEXES[sex][1] for _, sex in heads)],
    ]
    for area in table.areas:
        for group in table.ages:
            cells = [_german(table.cells[area, on, sex, group]) for on, sex in heads]
            rows.append([area, f"      {DISTRICTS[area]}", age.label(group).de, *cells])
    rows += [["__________"], ["Stand: 01.01.2024 / 00:00:00"]]
    return _lines(rows).encode("cp1252")


def _read(content: bytes, decimals: int) -> Prepared:
    recipe = Recipe(decimal="," if decimals else None)
    return prepare(Snapshot("table.csv", "0" * 64, content), recipe)


def _cells(prepared: Prepared) -> dict[Key, str]:
    columns = prepared.observations.columns
    names = ("ref_area", "time_period", "sex", "age")
    shown = [
        sign if value is None else value
        for value, sign in zip(columns["obs_value"], columns["source_sign"], strict=True)
    ]
    keys = zip(*(columns[name] for name in names), strict=True)
    return dict(zip(keys, map(str, shown), strict=True))  # type: ignore[arg-type]  # four names make a key


def _expected(table: Table) -> dict[Key, str]:
    return {key: _without_negative_zero(value) for key, value in table.cells.items()}


def _without_negative_zero(value: str) -> str:
    return value.lstrip("-") if value != "-" and not value.strip("-0.") and "0" in value else value


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(tables())
def test_a_table_in_the_flat_layout_reads_back_the_same(table: Table) -> None:
    assert _cells(_read(as_flat(table), 0)) == _expected(table)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(tables())
def test_a_table_in_the_classic_layout_reads_back_the_same(table: Table) -> None:
    assert _cells(_read(as_classic(table), table.decimals)) == _expected(table)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(tables())
def test_what_was_prepared_once_reads_back_the_same(table: Table) -> None:
    first = _read(as_flat(table), 0)
    stream = io.StringIO()
    write_csv(first.observations, stream)
    again = prepare(Snapshot("again.csv", "1" * 64, stream.getvalue().encode()))
    assert _cells(again) == _cells(first)
    for name in ("obs_status", "conf_status", "unit", "base", "ref_date"):
        assert sorted(map(str, again.observations.columns[name])) == sorted(map(str, first.observations.columns[name]))
