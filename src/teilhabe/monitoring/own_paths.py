"""A reader's own assumption: so much comes on top of the baseline in every period. Plain sums, nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from teilhabe.monitoring.presentation import ShownTable, shown_table
from teilhabe.release.pages import Cell, OwnBase, Table, TableRow
from teilhabe.text import Language
from teilhabe.wording.numbers import format_number, parse_number

OWN, ADDED = "own", "plus"
"""The path that a reader sets, and the parameter that says how much comes on top."""


LONGEST = 12


@dataclass(frozen=True)
class OwnPath:
    """What was typed, and the table that follows from it; without one what is wrong with it."""

    typed: str
    error: str
    condition: str = ""
    table: ShownTable | None = None


def own_path(base: OwnBase, typed: str, language: Language) -> OwnPath:
    """What the reader's assumption leads to; `typed` is a number as the language writes it."""
    typed = typed.strip()[: LONGEST + 1]
    plus = parse_number(typed, language) if len(typed) <= LONGEST else None
    if plus is None:
        return OwnPath(typed, gettext("Bitte eine Zahl eingeben, zum Beispiel 200 oder -50."))
    return OwnPath(typed, "", _condition(base, plus, language), shown_table(_table(base, float(plus), language)))


def _condition(base: OwnBase, plus: Decimal, language: Language) -> str:
    decimals = max(0, -int(plus.as_tuple().exponent))
    told = {"number": format_number(plus, decimals, language)}
    if base.accumulates:
        return gettext("Gilt unter Ihrer Annahme: In jedem Zeitraum kommen %(number)s hinzu und bleiben.") % told
    return gettext("Gilt unter Ihrer Annahme: In jedem Zeitraum sind es %(number)s mehr als ohne sie.") % told


def _table(base: OwnBase, plus: float, language: Language) -> Table:
    return Table(gettext("Prognose mit Ihrer Annahme"), base.head, tuple(_rows(base, plus, language)))


def _rows(base: OwnBase, plus: float, language: Language) -> Iterator[TableRow]:
    for place, (period, numbers) in enumerate(zip(base.periods, base.numbers, strict=True), start=1):
        moved = plus * place if base.accumulates else plus
        middle, low_80, high_80, low_95, high_95 = (_printed(base, number + moved, language) for number in numbers)
        bands = (
            gettext("%(low)s bis %(high)s") % {"low": low, "high": high}
            for low, high in ((low_80, high_80), (low_95, high_95))
        )
        yield TableRow(period, tuple(Cell(text, "value") for text in (middle, *bands)))


def _printed(base: OwnBase, number: float, language: Language) -> str:
    """Inside of what such values can be."""
    least, most = base.bounds
    inside = max(number, least) if least is not None else number
    inside = min(inside, most) if most is not None else inside
    return format_number(inside, base.decimals, language)
