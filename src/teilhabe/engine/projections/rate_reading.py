"""RATES.csv becomes the rates of each step; the columns and what they count stand in docs/methods/projection.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from teilhabe.engine.projections.population import AXES, Axes, Floats, Population, share
from teilhabe.engine.projections.reading import Part, place_of, places
from teilhabe.engine.projections.sheets import TOTAL, Sheet, read_sheet
from teilhabe.errors import InputError
from teilhabe.text import Text

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "fertility": ("fertility", "birthrate"),
    "mortality": ("mortality", "mor"),
    "survival": ("survival",),
    "out_rate": ("out_rate", "emi_int", "emi_nat"),
    "in_number": ("in_number", "imm_int_n", "imm_nat_n"),
    "net_rate": ("net_rate",),
    "naturalisation": ("naturalisation", "acq"),
    "born_national": ("born_national", "int_mothers"),
}
"""What a rate means → its headings; several columns of departures or arrivals are added up."""

SHARES = ("mortality", "survival", "out_rate", "naturalisation", "born_national")
BIRTH = frozenset(("birth", "geburt", "newborn", "neugeborene"))
OFFICIAL = frozenset(("mor", "imm_int_n", "emi_int"))
"""Headings of the scenarios of the Swiss Federal Statistical Office, as it and the package propop give them."""

Columns = Mapping[str, Sequence[Floats]]
"""What a rate means → one array (area, citizenship, sex, place of the age) for each of its columns."""


@dataclass(frozen=True)
class RateSheet:
    """All that the file says, by year; ages are still those of the file."""

    path: Path
    by_year: Mapping[int, Columns]
    """The year in which a step ends → its columns; year 0 holds where no year is given."""
    is_reached: bool
    """Ages are those reached at the end of the step; place 0 are then those born within it."""
    notes: tuple[Text, ...]
    own_start: Floats | None = None
    """The persons these rates were computed on, by citizenship, where the file tells."""

    def of(self, year: int) -> Columns:
        """The newest columns that are not newer than the year; the oldest ones before."""
        earlier = [given for given in self.by_year if given <= year]
        return self.by_year[max(earlier) if earlier else min(self.by_year)]


def read_rates(path: Path, start: Population, scenario: str | None = None, weights: Floats | None = None) -> RateSheet:
    """The file's rates for this population; arrivals of the whole city are shared out by `weights` (area, citizenship).

    Without weights they go where people of that citizenship live.
    """
    sheet = read_sheet(path, ())
    sheet = _of_scenario(_of_known_areas(sheet, start.axes), scenario)
    age = _age_column(sheet)
    is_official = set(sheet.file.header) >= OFFICIAL
    found = {meaning: places for meaning, names in COLUMNS.items() if (places := _places(sheet, names))}
    if "mortality" not in found and "survival" not in found:
        raise InputError(
            f"{path}: Es fehlt die Spalte mortality oder survival.",
            f"{path}: the column mortality or survival is missing.",
        )
    is_reached = age == "age_reached" or is_official
    filling = _Filling(sheet, start.axes, age, is_reached, found, weights if weights is not None else _weights(start))
    return RateSheet(path, filling.by_year(), is_reached, tuple(_notes(sheet, found)), _own_start(sheet, start.axes))


class _Filling:
    """Rows into arrays: what holds for many cells first, what holds for few afterwards."""

    def __init__(
        self, sheet: Sheet, axes: Axes, age: str, is_reached: bool, found: Mapping[str, Sequence[int]], weights: Floats
    ) -> None:
        self._sheet, self._axes, self._age, self._found, self._weights = sheet, axes, age, found, weights
        self._shift = 0 if is_reached else 1
        self._known = places(axes, AXES[:3])
        self._ages: Part = {str(years): place + self._shift for place, years in enumerate(axes.ages)}

    def by_year(self) -> dict[int, Columns]:
        rows = [(self._year(record), record) for record in range(len(self._sheet))]
        years = sorted({year for year, _ in rows} - {0}) or [0]
        ordered = sorted(rows, key=lambda row: (row[0], self._breadth(row[1])))
        return {year: self._filled([record for of, record in ordered if of in (0, year)]) for year in years}

    def _year(self, record: int) -> int:
        return 0 if self._sheet.code(record, "year") == TOTAL else self._sheet.whole(record, "year")

    def _breadth(self, record: int) -> int:
        return sum(self._sheet.code(record, name) != TOTAL for name in (*AXES[:3], self._age))

    def _filled(self, records: Sequence[int]) -> Columns:
        shape = (*self._axes.shape[:3], len(self._axes.ages) + self._shift)
        columns = {name: [np.full(shape, np.nan) for _ in places] for name, places in self._found.items()}
        seen: dict[object, int] = {}
        for record in records:
            where = self._where(record)
            key = (self._year(record), *map(str, where))
            if key in seen:
                line = self._sheet.file.lines[seen[key]]
                raise self._sheet.refusal(
                    record, f"Diese Raten stehen schon in Zeile {line}.", f"these rates stand in line {line} already."
                )
            seen[key] = record
            for name, column, value in self._values(record):
                columns[name][column][where] = self._shared(record, name, where, value)
        return columns

    def _where(self, record: int) -> tuple[int | slice, ...]:
        first = [place_of(self._sheet, record, name, codes) for name, codes in zip(AXES[:3], self._known, strict=True)]
        return *first, self._age_place(record)

    def _age_place(self, record: int) -> int | slice:
        entry = self._sheet.code(record, self._age)
        if entry.casefold() in BIRTH and self._shift:
            return 0
        if entry == TOTAL:
            return slice(None)
        years = self._sheet.whole(record, self._age)
        if str(years) not in self._ages:
            raise self._sheet.refusal(
                record,
                f"Das Alter {years} gibt es in der Bevölkerung nicht.",
                f"the population has no age {years}.",
            )
        return self._ages[str(years)]

    def _values(self, record: int) -> Iterator[tuple[str, int, float]]:
        for name, found in self._found.items():
            for column, place in enumerate(found):
                value = self._sheet.entry(record, place)
                if not np.isnan(value):
                    self._check(record, name, value)
                    yield name, column, value

    def _check(self, record: int, name: str, value: float) -> None:
        if name in SHARES and not 0 <= value <= 1:
            raise self._sheet.refusal(
                record,
                f"{name} muss zwischen 0 und 1 liegen, ist aber {value:g}.",
                f"{name} must lie between 0 and 1, but is {value:g}.",
            )
        if name in ("fertility", "in_number") and value < 0:
            raise self._sheet.refusal(record, f"{name} ist negativ.", f"{name} is negative.")

    def _shared(self, record: int, name: str, where: tuple[int | slice, ...], value: float) -> Floats | float:
        """Numbers of the whole city go to the areas by weight; other sums of numbers cannot be told apart."""
        if name != "in_number":
            return value
        sizes = self._axes.shape
        if any(isinstance(where[axis], slice) and sizes[axis] > 1 for axis in (1, 2, 3)):
            raise self._sheet.refusal(
                record,
                "in_number braucht Staatsangehörigkeit, Geschlecht und Alter; nur area darf TOTAL sein.",
                "in_number needs citizenship, sex and age; only area may be TOTAL.",
            )
        citizenship = where[1] if isinstance(where[1], int) else 0
        return value * self._weights[:, citizenship] if isinstance(where[0], slice) else value


def _places(sheet: Sheet, names: Sequence[str]) -> list[int]:
    small = [name.strip().casefold() for name in sheet.file.header]
    return [small.index(name) for name in names if name in small]


def _age_column(sheet: Sheet) -> str:
    has = [name for name in ("age", "age_reached") if sheet.has(name)]
    if len(has) != 1:
        raise InputError(
            f"{sheet.file.path}: Es braucht genau eine der Spalten age (Alter am Anfang) und age_reached (am Ende).",
            f"{sheet.file.path}: one of the columns age (at the beginning) and age_reached (at the end) is needed.",
        )
    return has[0]


def _of_known_areas(sheet: Sheet, axes: Axes) -> Sheet:
    """Without the rows of places that are not projected; at least one row must be left.

    A population without areas is that of the only place there are rates for.
    """
    if not sheet.has("area"):
        return sheet
    if axes.areas == (TOTAL,) and len(sheet.codes("area")) == 1:
        return Sheet(sheet.file, {name: place for name, place in sheet.columns.items() if name != "area"})
    kept = [record for record in range(len(sheet)) if sheet.code(record, "area") in (TOTAL, *axes.areas)]
    if not kept:
        raise InputError(
            f"{sheet.file.path}: Für kein Gebiet der Bevölkerung ({', '.join(axes.areas[:3])} …) gibt es Raten; "
            "TOTAL gilt für alle.",
            f"{sheet.file.path}: there are no rates for any area of the population ({', '.join(axes.areas[:3])} …); "
            "TOTAL holds for all.",
        )
    return sheet.chosen(kept)


def _of_scenario(sheet: Sheet, scenario: str | None) -> Sheet:
    there = sheet.codes("scenario") if sheet.has("scenario") else ()
    chosen = scenario if scenario is not None else there[0] if len(there) == 1 else None
    if chosen is None and not there:
        return sheet
    if chosen not in there:
        raise InputError(
            f"{sheet.file.path}: Bitte mit --scenario eines der Szenarien wählen: {', '.join(there) or '(keine)'}.",
            f"{sheet.file.path}: please choose one of the scenarios with --scenario: {', '.join(there) or '(none)'}.",
        )
    return sheet.chosen([record for record in range(len(sheet)) if sheet.code(record, "scenario") == chosen])


def _weights(start: Population) -> Floats:
    """(area, citizenship): where people of each citizenship live; equal parts where nobody does."""
    lived = start.persons.sum(axis=(2, 3))
    everybody = lived.sum(axis=0)
    return share(lived, everybody, 1.0 / len(lived))


def _own_start(sheet: Sheet, axes: Axes) -> Floats | None:
    """The sum of `start_n` in the first year, by citizenship."""
    if "start_n" not in sheet.file.header or not sheet.has("year"):
        return None
    column = sheet.file.header.index("start_n")
    first = min(sheet.whole(record, "year") for record in range(len(sheet)))
    sums = np.zeros(len(axes.citizenships))
    known = {code: place for place, code in enumerate(axes.citizenships)}
    for record in range(len(sheet)):
        if sheet.whole(record, "year") == first:
            sums[place_of(sheet, record, "citizenship", known)] += np.nan_to_num(sheet.entry(record, column))
    return sums


def _notes(sheet: Sheet, found: Mapping[str, Sequence[int]]) -> Iterator[Text]:
    read = {place for places in found.values() for place in places} | set(sheet.columns.values())
    if unread := [name for place, name in enumerate(sheet.file.header) if place not in read]:
        named = ", ".join(unread)
        yield Text(f"{sheet.file.path}: nicht gelesen: {named}.", f"{sheet.file.path}: not read: {named}.")
