"""Sums of observations, with the cells each sum was made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from teilhabe.engine.cube.observations import ATTRIBUTES, OPTIONAL_ATTRIBUTES, TOTAL

LISTED_CELLS = 5
"""So many source cells are listed one by one; beyond them a sum names its rows as a range."""

NOT_GROUPED = ("ref_area", "time_period")


@dataclass(frozen=True)
class CellReference:
    """One cell of one file: physical row from 1, spreadsheet column, the number in it, its own citation."""

    row: int
    column: str
    value: float | None
    sign: str
    citation: str


@dataclass(frozen=True)
class Origin:
    """The cells of one dataset that a sum was made of."""

    dataset: str
    cells: int
    first_row: int
    last_row: int
    listed: tuple[CellReference, ...]


@dataclass(frozen=True)
class Sum:
    """A sum of observations.

    `value` is None as soon as one of its cells holds a sign instead of a number, or an area of the place is missing.
    """

    place: str
    period: str
    code: str  # of the breakdown, "" where there is none
    value: float | None
    sign: str
    statuses: tuple[str, ...]
    bases: tuple[str, ...]
    concepts: tuple[str, ...]
    units: tuple[str, ...]
    vintages: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True)
class Selection:
    """Which observations to add up: `where` and `groups` name codes that exist in the dataset.

    `places` maps a place to the areas it consists of; `groups` maps a code of the breakdown `by` to the dataset's
    codes that make it up.
    """

    variable: str
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    by: str = ""
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    places: Mapping[str, Sequence[str]] = field(default_factory=dict)


class Cube:
    """The Parquet files of a city's datasets, queried with DuckDB.

    In the datasets named as `complete` every unit has been counted, so that no row means nobody: a sum without any
    row is 0 there. Elsewhere it does not exist.
    """

    def __init__(self, datasets: Mapping[str, Path], complete: Collection[str] = ()) -> None:
        self.files = dict(datasets)
        self._complete = frozenset(complete)
        self._codes: dict[tuple[str, str], Mapping[str, tuple[str, ...]]] = {}
        self._connection = duckdb.connect(config={"threads": 1})  # one thread: sums of decimals keep their order

    @cached_property
    def variables(self) -> Mapping[str, tuple[str, ...]]:
        """Variable → the datasets that hold it."""
        holders: dict[str, list[str]] = {}
        for dataset in sorted(self.files):
            for (variable,) in self._rows("SELECT DISTINCT variable FROM read_parquet(?) ORDER BY 1", dataset):
                holders.setdefault(str(variable), []).append(dataset)
        return {variable: tuple(datasets) for variable, datasets in holders.items()}

    def codes(self, dataset: str, variable: str) -> Mapping[str, tuple[str, ...]]:
        """Dimension → the codes that occur with this variable."""
        if (dataset, variable) not in self._codes:
            self._codes[dataset, variable] = self._read_codes(dataset, variable)
        return self._codes[dataset, variable]

    def _read_codes(self, dataset: str, variable: str) -> Mapping[str, tuple[str, ...]]:
        names = [name for name, *_ in self._rows("DESCRIBE SELECT * FROM read_parquet(?)", dataset)]
        dimensions = [name for name in names if name not in (*ATTRIBUTES, *OPTIONAL_ATTRIBUTES)]
        lists = ", ".join(f"list_sort(list(DISTINCT {quoted(name)}))" for name in dimensions)
        sql = f"SELECT {lists} FROM read_parquet(?) WHERE variable = ?"  # noqa: S608  # names come from the file's own schema, quoted
        (row,) = self._rows(sql, dataset, variable)
        return {name: tuple(codes or ()) for name, codes in zip(dimensions, row, strict=True)}

    def sums(self, dataset: str, selection: Selection) -> tuple[Sum, ...]:
        """One sum per place, period and code of the breakdown, in that order."""
        available = self.codes(dataset, selection.variable)
        conditions: list[str] = ["variable = ?"]
        parameters: list[object] = [selection.variable]
        for dimension, codes in self._filters(available, selection).items():
            conditions.append(f"list_contains(?, {quoted(dimension)})")
            parameters.append(list(codes))
        conditions += self._no_totals(dataset, available, selection)
        citation = "citation" if self._has(dataset, "citation") else "NULL"
        sql = _SUMS.format(
            code="g.code" if selection.by else "''",
            join=f"JOIN groups g ON g.member = o.{quoted(selection.by)}" if selection.by else "",
            conditions=" AND ".join(conditions),
            citation=citation,
            listed=LISTED_CELLS,
        )
        tables = [_pairs(selection.places), _pairs(selection.groups or {"": ("",)})]
        rows = self._connection.execute(sql, [*tables, str(self.files[dataset]), *parameters]).fetchall()
        if dataset in self._complete:
            return self._completed(dataset, selection, tuple(_sum(dataset, row, {}) for row in rows))
        areas = {place: len(members) for place, members in selection.places.items()}
        return tuple(_sum(dataset, row, areas) for row in rows)

    def _completed(self, dataset: str, selection: Selection, sums: tuple[Sum, ...]) -> tuple[Sum, ...]:
        """The sums with a 0 for every place, period and code that has no row."""
        found = {(entry.place, entry.period, entry.code): entry for entry in sums}
        sql = """SELECT time_period, list_sort(list(DISTINCT base)), list_sort(list(DISTINCT concept))
                 FROM read_parquet(?) WHERE variable = ? GROUP BY 1 ORDER BY 1"""
        periods = self._rows(sql, dataset, selection.variable)
        codes = tuple(selection.groups) if selection.by else ("",)
        return tuple(
            found.get((place, period, code)) or _nobody(dataset, (place, period, code), bases, concepts)
            for place in sorted(selection.places)
            for period, bases, concepts in periods
            for code in sorted(codes)
        )

    def _filters(self, available: Mapping[str, Sequence[str]], selection: Selection) -> dict[str, Sequence[str]]:
        """The declared codes, and TOTAL of every dimension that is neither declared nor broken down but has one."""
        filters: dict[str, Sequence[str]] = dict(selection.where)
        for dimension, codes in available.items():
            if dimension not in (*filters, *NOT_GROUPED, selection.by) and TOTAL in codes:
                filters[dimension] = (TOTAL,)
        return filters

    def _no_totals(self, dataset: str, available: Mapping[str, Sequence[str]], selection: Selection) -> list[str]:
        """Where all codes of a dimension are added up, none that is already the sum of others."""
        if not self._has(dataset, "total_of"):
            return []
        chosen = (*selection.where, *NOT_GROUPED, selection.by)
        added = [name for name, codes in available.items() if name not in chosen and TOTAL not in codes]
        return [f"NOT list_contains(string_split(coalesce(o.total_of, ''), ';'), {_text(name)})" for name in added]

    def _has(self, dataset: str, column: str) -> bool:
        return any(name == column for name, *_ in self._rows("DESCRIBE SELECT * FROM read_parquet(?)", dataset))

    def _rows(self, sql: str, dataset: str, *parameters: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, [str(self.files[dataset]), *parameters]).fetchall()


_SUMS = """
WITH places AS (SELECT unnest($1, recursive := true)), groups AS (SELECT unnest($2, recursive := true))
SELECT p.code AS place, o.time_period AS period, {code} AS code,
       sum(o.obs_value), count(*), count(o.obs_value),
       list_sort(list(DISTINCT o.source_sign) FILTER (o.obs_value IS NULL)), list_sort(list(DISTINCT o.obs_status)),
       list_sort(list(DISTINCT o.base)), list_sort(list(DISTINCT o.concept)),
       list_sort(list(DISTINCT o.unit)), list_sort(list(DISTINCT o.vintage)), count(DISTINCT o.ref_area),
       min(o.source_row), max(o.source_row),
       min_by({{'row': o.source_row, 'column': o.source_column, 'value': o.obs_value, 'sign': o.source_sign,
               'citation': {citation}}}, (o.source_row, o.source_column), {listed})
FROM read_parquet($3) o JOIN places p ON p.member = o.ref_area {join}
WHERE {conditions}
GROUP BY ALL ORDER BY ALL
"""


def quoted(name: str) -> str:
    """A column name safe inside SQL."""
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    """A text safe inside SQL."""
    return "'" + text.replace("'", "''") + "'"


def _pairs(groups: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    return [{"code": code, "member": member} for code, members in groups.items() for member in members]


def _sum(dataset: str, row: tuple[Any, ...], areas: Mapping[str, int]) -> Sum:
    place, period, code, total, cells, numbers, signs, *attributes, found, first, last, listed = row
    is_whole = found == areas.get(place, found)
    statuses, bases, concepts, units, vintages = map(_strings, attributes)
    return Sum(
        place=place,
        period=period,
        code=code,
        value=float(total) if cells == numbers and is_whole else None,
        sign="" if cells == numbers else _only(signs),
        statuses=statuses,
        bases=bases,
        concepts=concepts,
        units=units,
        vintages=vintages,
        origin=Origin(dataset, cells, first, last, tuple(map(_reference, listed))),
    )


def _nobody(dataset: str, key: tuple[str, str, str], bases: list[str | None], concepts: list[str | None]) -> Sum:
    origin = Origin(dataset, 0, 0, 0, ())
    return Sum(*key, 0.0, "", (), _strings(bases), _strings(concepts), (), (), origin)


def _strings(values: list[str | None]) -> tuple[str, ...]:
    return tuple(value for value in values if value is not None)


def _only(signs: list[str | None] | None) -> str:
    """The sign that all missing cells share, "" where they differ."""
    present = _strings(signs or [])
    return present[0] if len(present) == 1 else ""


def _reference(cell: Mapping[str, Any]) -> CellReference:
    return CellReference(cell["row"], cell["column"] or "", cell["value"], cell["sign"] or "", cell["citation"] or "")
