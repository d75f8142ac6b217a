"""Released figures as topics: nothing hidden is said, and nothing is said across a break."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from teilhabe.engine.cube.sums import Origin, Sum
from teilhabe.engine.indicators.breaks import Break
from teilhabe.engine.indicators.definition import Definition, Variant
from teilhabe.engine.indicators.values import Value
from teilhabe.engine.pipeline.city import read_city
from teilhabe.engine.pipeline.results import Figure, Result
from teilhabe.engine.pipeline.topics import topic_of
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims import candidates
from teilhabe.engine.statements.limits import limits
from teilhabe.engine.statements.topic import Topic
from teilhabe.release.pages import Status
from teilhabe.text import Text
from teilhabe.wording.message import Kind, Verdict

ROOT = Path(__file__).resolve().parents[3]
CITY = read_city(ROOT / "cities" / "musterstadt")
BREAKS = [(definition, entry) for definition in CITY.catalogue.definitions for entry in CITY.breaks]
CUTS = [
    pytest.param(definition, entry, id=f"{definition.id}-{entry.id}")
    for definition, entry in BREAKS
    if entry.cuts and entry.touches(definition, CITY.code)
]


def summed(period: str, value: float, base: str, concept: str) -> Sum:
    origin = Origin("people", 1, 2, 2, ())
    return Sum(CITY.code, period, "", value, "", ("A",), (base,), (concept,), ("persons",), (), origin)


def figure(definition: Definition, base: str, period: str, value: float) -> Figure:
    above = summed(period, value * 10, base, definition.concept)
    below = summed(period, 1000.0, base, definition.concept) if definition.denominator else None
    return Figure(Value(CITY.code, period, "", "", value, above, below), "value", is_confidential=False)


def result(definition: Definition, entry: Break, rising: float, before: float = 20.0) -> Result:
    """Eleven years before the break and eleven after; both parts rise, and the level jumps between them."""
    base = next((name for name in entry.bases if name in definition.base), (*definition.base, "")[0])
    years = range(entry.date.year - 11, entry.date.year + 11)
    values = [rising * number + (before if year < entry.date.year else 50.0) for number, year in enumerate(years)]
    figures = tuple(figure(definition, base, f"{year}-12-31", value) for year, value in zip(years, values, strict=True))
    return Result(definition, figures, (), {}, {}, {})


def said(definition: Definition, entry: Break, rising: float, before: float = 20.0) -> list[Claim]:
    """Everything that could be said, of which a page tells the most telling."""
    return list(candidates(topic_of(CITY, result(definition, entry, rising, before)), CITY.code))


def segment(topic: Topic, period: str) -> int:
    """In which part of the series a period lies."""
    series = topic.series[0]
    place = next(number for number, point in enumerate(series.points) if point.period == period)
    return sum(cut.at <= place for cut in series.cuts)


def test_there_are_breaks_to_be_tested() -> None:
    assert len(CUTS) > 20
    assert {entry.id for _, entry in BREAKS if entry.cuts} >= {"census-2011", "census-2022"}


@pytest.mark.parametrize("rising", [0.0, 1.5])
@pytest.mark.parametrize(("definition", "entry"), CUTS)
def test_nothing_is_compared_across_a_break(definition: Definition, entry: Break, rising: float) -> None:
    """No change, trend, record or "highest since": whatever is said of two times speaks of one side only."""
    topic = topic_of(CITY, result(definition, entry, rising))
    assert topic.series[0].cuts
    compared = [
        claim
        for claim in candidates(topic, CITY.code)
        if claim.verdict in (Verdict.SUPPORTED, Verdict.CHANCE) and claim.message.kind != Kind.BREAK
    ]
    assert compared
    for claim in compared:
        assert len({segment(topic, period) for period in claim.message.periods}) == 1, claim.message


@pytest.mark.parametrize(("definition", "entry"), CUTS)
def test_what_lies_before_a_break_changes_no_test_after_it(definition: Definition, entry: Break) -> None:
    topic = topic_of(CITY, result(definition, entry, 1.5))
    last = max(segment(topic, point.period) for point in topic.series[0].points)

    def after(claims: list[Claim]) -> list[Claim]:
        return [claim for claim in claims if all(segment(topic, period) == last for period in claim.message.periods)]

    assert after(said(definition, entry, 1.5)) == after(said(definition, entry, 1.5, before=3.0))


def test_what_is_hidden_is_no_part_of_a_topic() -> None:
    definition, entry = BREAKS[0]
    whole = result(definition, entry, 1.5)
    hidden = tuple(replace(figure, status="protected") for figure in whole.city[:5])
    topic = topic_of(CITY, replace(whole, city=(*hidden, *whole.city[5:])))
    assert {point.period for point in topic.series[0].points} == {figure.value.period for figure in whole.city[5:]}


def test_the_newest_decomposition_of_which_everything_is_shown_explains_a_gap() -> None:
    definition, entry = BREAKS[0]
    variant = Variant("decomposition", definition.id, "citizenship", "FOREIGN", "DE", ("age=Y15T24,Y25T54", "sex"))
    effects = [
        effect(definition, period, code, value, status)
        for period, status in (("2021", "value"), ("2022", "value"), ("2023", "protected"))
        for code, value in (("GAP", 15.5), ("COMPOSITION", 10.0), ("RATE", 5.5))
    ]
    gap = Result(replace(definition, id="quota-decomposition", variant=variant), tuple(effects), (), {}, {}, {})
    (parted,) = topic_of(CITY, result(definition, entry, 1.5), [gap]).parted
    assert (parted.period, parted.gap, parted.composition) == ("2022", 15.5, 10.0)
    assert (parted.first.code, parted.second.code) == ("FOREIGN", "DE")
    assert parted.over == Text("Alter und Geschlecht", "age and sex")


def effect(definition: Definition, period: str, code: str, value: float, status: Status) -> Figure:
    above = summed(period, value, definition.base[0], definition.concept)
    return Figure(Value(CITY.code, period, "effect", code, value, above, None), status, is_confidential=False)


def test_every_indicator_says_what_it_cannot_show() -> None:
    for definition in CITY.catalogue.definitions:
        texts = limits(definition)
        assert len(texts) == len(set(texts)) >= 1
        assert all(text.de.endswith(".") and text.en.endswith(".") for text in texts)
    registers = [d for d in CITY.catalogue.definitions if "azr" in d.base]
    assert registers
    assert all(any("Stationierungsstreitkräfte" in text.de for text in limits(d)) for d in registers)
