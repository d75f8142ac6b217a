"""Shocks are declared: what happened, from when until when, which figures to look at, and who says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from teilhabe.engine.cube.declarations import Declaration, read_declaration
from teilhabe.engine.forecasts.series import Kind, Series
from teilhabe.text import Text

SHARED = Path(__file__).with_name("shocks.toml")
NumberOf = Callable[[date], int]
"""The number of the period in which a day lies, counted as in the series."""


@dataclass(frozen=True)
class Shock:
    """An event whose trace in figures says nothing about other years; it lasts from `first_day` to `last_day`."""

    id: str
    first_day: date
    last_day: date
    kinds: frozenset[Kind]
    recurs: bool
    title: Text
    source: str

    def periods(self, series: Series, number_of: NumberOf) -> range:
        """The numbers of the periods of this series that it touched; empty where it does not concern it."""
        if series.kind not in self.kinds:
            return range(0)
        return range(max(number_of(self.first_day), series.first), min(number_of(self.last_day), series.last) + 1)


@dataclass(frozen=True)
class Register:
    """The declared shocks in order of time; one that recurs is expected with `per_year` in any year, for a `reason`."""

    shocks: tuple[Shock, ...]
    per_year: float
    reason: Text


def shared_register(path: Path = SHARED) -> Register:
    """The shocks that all cities share."""
    return read_register(read_declaration(path))


def read_register(declaration: Declaration) -> Register:
    """The shocks of one file; DeclarationError where one stands twice or is no span of time."""
    declaration.allow({"recurrence", "shocks"})
    recurrence = declaration.table("recurrence")
    recurrence.allow({"per_year", "reason"})
    read: dict[str, Shock] = {}
    for table in declaration.array("shocks"):
        shock = _shock(table)
        if shock.id in read:
            raise table.fault(
                "id", f"Das Ereignis „{shock.id}“ steht doppelt.", f"the event “{shock.id}” stands twice."
            )
        read[shock.id] = shock
    ordered = sorted(read.values(), key=lambda shock: (shock.first_day, shock.id))
    return Register(tuple(ordered), _probability(recurrence), recurrence.text("reason"))


def _probability(declaration: Declaration) -> float:
    value = declaration.number("per_year")
    if value is None or not 0 <= value < 1:
        raise declaration.wrong("per_year", Text("eine Zahl von 0 bis unter 1", "a number from 0 to below 1"))
    return value


def _shock(declaration: Declaration) -> Shock:
    declaration.allow({"id", "from", "until", "kinds", "recurs", "title", "source"})
    first, last = _day(declaration, "from"), _day(declaration, "until")
    if last < first:
        raise declaration.fault("until", "„until“ liegt vor „from“.", "“until” lies before “from”.")
    return Shock(
        id=declaration.get("id", str),
        first_day=first,
        last_day=last,
        kinds=frozenset(map(Kind, declaration.choices("kinds", [*map(str, Kind)]))),
        recurs=declaration.get("recurs", bool),
        title=declaration.text("title"),
        source=declaration.get("source", str),
    )


def _day(declaration: Declaration, key: str) -> date:
    value = declaration.values.get(key)
    if type(value) is not date:
        raise declaration.wrong(key, Text("ein Datum wie 2022-02-24", "a date such as 2022-02-24"))
    return value
