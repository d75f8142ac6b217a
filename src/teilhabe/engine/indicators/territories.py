"""Territorial states: numerator and denominator count the same area, both before a reform or both after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from teilhabe.codes.districts import abolished, predecessors
from teilhabe.codes.period import parse_period
from teilhabe.engine.indicators.breaks import Break
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.values import Scope, Value
from teilhabe.errors import InputError
from teilhabe.text import Text

_NUMERATOR, _DENOMINATOR = Text("der Zähler", "the numerator"), Text("der Nenner", "the denominator")
_BEFORE = ("start_of_period", "mean_of_period")
"""Moments of a stock that lie, or half lie, before the numerator's period."""


def refuse_other_state(definition: Definition, scope: Scope, above: Collection[str], below: Collection[str]) -> None:
    """InputError where one side counts a district, the other only those that it was made of or that it became.

    `above` and `below` are the areas that the data of numerator and denominator know.
    """
    for place, parts in scope.places.items():
        for has, areas, lacks, others in (
            (_NUMERATOR, above, _DENOMINATOR, below),
            (_DENOMINATOR, below, _NUMERATOR, above),
        ):
            is_summed = bool(parts) and set(parts) <= set(others)
            related = [code for code in _related(place) if code in others]
            if place in areas and place not in others and not is_summed and related:
                raise _other_state(definition, place, has, lacks, ", ".join(related))


def _related(place: str) -> tuple[str, ...]:
    """The districts that a district was made of, and those that took over its area."""
    before = tuple(district.code for district in predecessors().get(place, ()))
    return (*before, *(abolished()[place].successors if place in abolished() else ()))


def _other_state(definition: Definition, place: str, has: Text, lacks: Text, related: str) -> InputError:
    return InputError(
        f"{definition.id}: Zähler und Nenner gehören zu verschiedenen Gebietsständen: {has.de} zählt {place}, "
        f"{lacks.de} nur {related}. Bitte für beide Quellen mit derselben Abgrenzung wählen.",
        f"{definition.id}: numerator and denominator belong to different territorial states: {has.en} counts {place}, "
        f"{lacks.en} only {related}. Please choose sources with the same delimitation for both.",
    )


def refuse_earlier_state(definition: Definition, values: Iterable[Value], breaks: Collection[Break]) -> None:
    """InputError where events of a period stand over a stock from before a change of the city's borders.

    `breaks` are the city's; only those of the kind "territory" are looked at.
    """
    changes = [entry for entry in breaks if entry.kind == "territory"]
    if definition.denominator is None or definition.denominator.at not in _BEFORE:
        return
    for value in values:
        period = parse_period(value.period)
        for change in changes:
            if period and change.touches(definition, value.place) and period.start <= change.date <= period.end:
                raise _earlier_state(definition, value, change)


def _earlier_state(definition: Definition, value: Value, change: Break) -> InputError:
    return InputError(
        f"{definition.id}: Der Zähler von {value.period} ({value.place}) gehört zum Gebietsstand ab {change.date}, der "
        f"Nenner ist vorher gezählt ({change.title.de}). Bitte den Nenner am Ende des Zeitraums nehmen "
        '(at = "end_of_period").',
        f"{definition.id}: the numerator of {value.period} ({value.place}) belongs to the territorial state from "
        f"{change.date} on, the denominator was counted before ({change.title.en}). Please take the denominator at the "
        'end of the period (at = "end_of_period").',
    )
