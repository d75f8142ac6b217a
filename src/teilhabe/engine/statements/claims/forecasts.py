"""Forecasts: what is expected of a period to come, and between which limits it lies with which probability.

Told is only what stood the test in hindsight; whoever makes the forecast decides that before anything is claimed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teilhabe.engine.statements.claim import Claim, Evidence
from teilhabe.engine.statements.claims.telling import Saying, bare, claim, place_of, quantity, whole_of
from teilhabe.engine.statements.testing import Judged
from teilhabe.engine.statements.topic import Point, Series, Topic
from teilhabe.wording.message import Kind, Quantity, Verdict

_IMPORTANCE = 0.5


@dataclass(frozen=True)
class Expected:
    """The forecast of one period: `level` per cent of such values lie between `low` and `high`."""

    period: str
    middle: float
    low: float
    high: float
    level: int


def forecast(topic: Topic, place: str, expected: Expected) -> Claim:
    """The claim about the series of everybody in the place; its cells are the points since its last break."""
    series = whole_of(topic, place)
    numbers = (
        quantity(topic, expected.middle),
        Quantity(bare(expected.level).value, "percent"),
        quantity(topic, expected.low),
        quantity(topic, expected.high),
    )
    cells = [point.cell for point in _since_break(series)] if series else []
    named = place_of(topic, series) if series else None
    saying = Saying(Kind.FORECAST, numbers, tuple(cells), _IMPORTANCE, (expected.period,), place=named)
    evidence = Evidence("backtest", expected.middle, expected.low, expected.high)
    return claim(topic, saying, Judged(evidence, Verdict.SUPPORTED))


def _since_break(series: Series) -> Sequence[Point]:
    return series.points[series.cuts[-1].at if series.cuts else 0 :]
