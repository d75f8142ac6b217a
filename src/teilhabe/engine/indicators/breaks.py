"""Breaks are data: where a series may not be read on, and why."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from teilhabe.codes.bases import Base
from teilhabe.engine.cube.declarations import Declaration, read_declaration
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.values import Value
from teilhabe.errors import InputError
from teilhabe.text import Text

SHARED = Path(__file__).with_name("breaks.toml")
CUTTING = ("census", "law", "method", "territory", "base")
TOLD = ("event", "rounding")


@dataclass(frozen=True)
class Break:
    """From `date` on, figures are measured, defined or delimited differently than before.

    A city's break names the `variables` it concerns. A shared one is named by the indicators it concerns, and cuts
    only figures that rest on one of its `bases`: a census does not touch a register. An event, such as the arrivals
    of 2015, is a real development: like a change of rounding it is told but cuts nothing.
    """

    id: str
    date: datetime.date
    variables: tuple[str, ...]
    bases: tuple[str, ...]
    places: tuple[str, ...]  # ("all",) or codes
    kind: str
    title: Text
    text: Text

    @property
    def cuts(self) -> bool:
        return self.kind in CUTTING

    def touches(self, definition: Definition, place: str) -> bool:
        return self._concerns(definition) and (self.places == ("all",) or place in self.places)

    def _concerns(self, definition: Definition) -> bool:
        if not self.variables:
            return self.id in definition.breaks
        return any(variable in self.variables for part in definition.parts for variable in part.variables)

    def separates(self, earlier: Value, later: Value) -> bool:
        """Whether the break lies between two values of a series and concerns what they rest on."""
        between = self.cuts and earlier.end < self.date <= later.end
        return between and (not self.bases or not {*earlier.bases, *later.bases}.isdisjoint(self.bases))


def read_breaks(declaration: Declaration, measured: Collection[str] | None = None) -> tuple[Break, ...]:
    """The breaks of a city in order of time.

    DeclarationError for one that concerns none of the variables `measured`, where they are given, or whose id stands
    twice: both would go unnoticed.
    """
    for entry in declaration.array("breaks"):
        variables = entry.strings("variables")
        if not variables:
            raise entry.missing("variables")
        if measured is not None and not set(variables) <= set(measured):
            unused = ", ".join(name for name in variables if name not in measured)
            raise entry.fault("variables", f"Kein Indikator verwendet {unused}.", f"no indicator uses {unused}.")
    return _read(declaration, frozenset({"variables", "places"}))


def shared_breaks(path: Path = SHARED) -> tuple[Break, ...]:
    """The register of breaks that all cities share, in order of time."""
    return _read(read_declaration(path), frozenset({"bases"}))


def with_shared(own: Iterable[Break], shared: Iterable[Break]) -> tuple[Break, ...]:
    """A city's breaks beside the shared ones, in order of time; its own stands in place of a shared one of its id."""
    by_id = {entry.id: entry for entry in (*shared, *own)}
    return tuple(sorted(by_id.values(), key=lambda entry: (entry.date, entry.id)))


def _read(declaration: Declaration, special: frozenset[str]) -> tuple[Break, ...]:
    declaration.allow({"breaks"})
    read: dict[str, Break] = {}
    for table in declaration.array("breaks"):
        entry = _break(table, special)
        if entry.id in read:
            raise table.fault("id", f"Der Bruch „{entry.id}“ steht doppelt.", f"the break “{entry.id}” stands twice.")
        read[entry.id] = entry
    return tuple(sorted(read.values(), key=lambda entry: (entry.date, entry.id)))


def _break(declaration: Declaration, special: frozenset[str]) -> Break:
    declaration.allow({"id", "date", "kind", "title", "text"} | special)
    return Break(
        id=declaration.get("id", str),
        date=_date(declaration),
        variables=declaration.strings("variables"),
        bases=declaration.choices("bases", [*map(str, Base)]),
        places=declaration.strings("places", ("all",)),
        kind=declaration.choice("kind", (*CUTTING, *TOLD)),
        title=declaration.text("title"),
        text=declaration.text("text"),
    )


def _date(declaration: Declaration) -> datetime.date:
    value = declaration.values.get("date")
    try:
        return value if type(value) is datetime.date else datetime.date.fromisoformat(str(value))
    except ValueError as error:
        raise declaration.wrong("date", Text("ein Datum wie 2022-05-15", "a date such as 2022-05-15")) from error


@dataclass(frozen=True)
class Segment:
    """Values of one series that may be compared with one another; `after` names the breaks that begin it."""

    values: tuple[Value, ...]
    after: tuple[Break, ...] = ()


def segments(definition: Definition, series: Sequence[Value], breaks: Iterable[Break]) -> tuple[Segment, ...]:
    """One place's series, in order of time, cut at every break.

    InputError where the population base or the concept changes between two values and no declared break says so: two
    of either never share one series unnoticed.
    """
    concerned = [entry for entry in breaks if series and entry.touches(definition, series[0].place)]
    cut: list[Segment] = []
    for value in series:
        last = cut[-1].values[-1] if cut else None
        between = tuple(entry for entry in concerned if last and entry.separates(last, value))
        if last is None or between:
            cut.append(Segment((value,), between))
            continue
        _refuse_unnoticed(definition, last, value)
        cut[-1] = Segment((*cut[-1].values, value), cut[-1].after)
    return tuple(cut)


def _refuse_unnoticed(definition: Definition, earlier: Value, later: Value) -> None:
    pairs = [(earlier.numerator, later.numerator)]
    if earlier.denominator and later.denominator:
        pairs.append((earlier.denominator, later.denominator))
    for one, other in pairs:
        if (one.bases, one.concepts) != (other.bases, other.concepts):
            before, after = (", ".join((*entry.bases, *entry.concepts)) or "–" for entry in (one, other))
            raise InputError(
                f"{definition.id}: Zwischen {earlier.period} und {later.period} wechselt die Grundlage von {before} zu "
                f"{after} ({later.place}), aber breaks.toml nennt dort keinen Bruch. Bitte den Bruch eintragen oder "
                "die Reihe trennen.",
                f"{definition.id}: between {earlier.period} and {later.period} the base changes from {before} to "
                f"{after} ({later.place}), but breaks.toml names no break there. Please declare the break or split "
                "the series.",
            )
