"""Breaks are data: where a series may not be read on, and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.values import Value
from teilhabe.errors import DeclarationError, InputError
from teilhabe.text import Text

KINDS = ("census", "law", "method", "territory", "base")


@dataclass(frozen=True)
class Break:
    """From `date` on, the named variables are measured, defined or delimited differently than before."""

    id: str
    date: datetime.date
    variables: tuple[str, ...]
    places: tuple[str, ...]  # ("all",) or codes
    kind: str
    title: Text
    text: Text

    def touches(self, definition: Definition, place: str) -> bool:
        concerned = any(part.variable in self.variables for part in definition.parts)
        return concerned and (self.places == ("all",) or place in self.places)

    def lies_between(self, earlier: datetime.date, later: datetime.date) -> bool:
        return earlier < self.date <= later


def read_breaks(declaration: Declaration) -> tuple[Break, ...]:
    """The breaks of a city in order of time."""
    declaration.allow({"breaks"})
    return tuple(sorted(map(_break, declaration.array("breaks")), key=lambda entry: (entry.date, entry.id)))


def _break(declaration: Declaration) -> Break:
    declaration.allow({"id", "date", "variables", "places", "kind", "title", "text"})
    return Break(
        id=declaration.get("id", str),
        date=_date(declaration),
        variables=declaration.strings("variables"),
        places=declaration.strings("places", ("all",)),
        kind=declaration.choice("kind", KINDS),
        title=declaration.text("title"),
        text=declaration.text("text"),
    )


def _date(declaration: Declaration) -> datetime.date:
    value = declaration.values.get("date")
    try:
        return value if type(value) is datetime.date else datetime.date.fromisoformat(str(value))
    except ValueError as error:
        raise DeclarationError(
            f"{declaration.where}: „date“ muss ein Datum wie 2022-05-15 sein, nicht {value!r}.",
            f"{declaration.where}: “date” must be a date such as 2022-05-15, not {value!r}.",
        ) from error


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
        between = tuple(b for b in concerned if last and b.lies_between(last.end, value.end))
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
