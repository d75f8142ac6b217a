"""What the figures of an indicator tell of the data: their published facts, as the gate reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from teilhabe.engine.cube.sums import Sum, weighted
from teilhabe.engine.disclosure.facts import PublishedFact, Telling
from teilhabe.engine.disclosure.threshold import of_rule
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.values import Value
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.results import Figure, Result, figure_id

CITY_WEIGHT = 5.0
"""A figure of the whole city is missed as much as those of five districts or groups."""


def tellings(city: City, results: Iterable[Result]) -> tuple[Telling, ...]:
    """The figures that rest on data nobody has protected yet, each with its facts; hidden ones as hidden."""
    found = (telling(city, result.definition, figure) for result in results for figure in result.figures)
    return tuple(entry for entry in found if entry.facts)


def telling(city: City, definition: Definition, figure: Figure) -> Telling:
    """A figure with its facts; none where it rests on data that are protected already."""
    facts = tuple(_facts(city, definition, figure.value)) if definition.formula != "published" else ()
    return Telling(figure_id(definition, figure.value), facts, not figure.is_hidden, _weight(city, figure))


def _weight(city: City, figure: Figure) -> float:
    return CITY_WEIGHT if figure.value.place == city.code and not figure.value.code else 1.0


def _facts(city: City, definition: Definition, value: Value) -> Iterator[PublishedFact]:
    """Tables and exports tell numerator and denominator of whatever is shown."""
    rule = definition.disclosure
    of_persons = "standard" if rule == "sensitive" else rule
    for above, below in _pairs(value):
        yield from _told(city, above, rule)
        if definition.formula == "average":
            yield from _ages(city, above)
        if below is not None:
            yield from _told(city, below, of_persons)
            if definition.formula == "share":
                yield from _left_out(city, above, below, rule)
    for entry in value.beside:
        yield from _told(city, entry, of_persons)
        if definition.formula == "top_share":
            yield from _left_out(city, entry, value.numerator, rule)


def _pairs(value: Value) -> Iterator[tuple[Sum, Sum | None]]:
    yield value.numerator, value.denominator
    if value.against:
        above, *below = value.against
        yield above, below[0] if below else None


def _told(city: City, entry: Sum, rule: str) -> Iterator[PublishedFact]:
    """The sum; a small balance of large numbers, such as arrivals minus departures, is a secret of its own."""
    declared = city.source(entry.origin.dataset).threshold
    if declared and entry.value is not None and entry.addends:
        fact = PublishedFact(entry.addends, entry.value, of_rule(rule, declared))
        yield fact
        if len(entry.addends) > 1 and 0 < abs(fact.value) < fact.threshold:
            yield replace(fact, is_told=False)


def _ages(city: City, entry: Sum) -> Iterator[PublishedFact]:
    """A mean age and the persons give the sum of their ages."""
    if city.source(entry.origin.dataset).threshold and entry.value is not None and entry.addends:
        yield PublishedFact(entry.addends, entry.value, 0, of_ages=True)


def _left_out(city: City, above: Sum, below: Sum, rule: str) -> Iterator[PublishedFact]:
    """Those who are in the denominator only, such as children without a place; nothing of them is shown."""
    declared = [city.source(entry.origin.dataset).threshold for entry in (above, below)]
    if all(declared) and above.value is not None and below.value is not None and below.value >= above.value:
        addends = (*below.addends, *weighted(above.addends, -1.0))
        yield PublishedFact(addends, below.value - above.value, of_rule(rule, max(declared)), is_told=False)
