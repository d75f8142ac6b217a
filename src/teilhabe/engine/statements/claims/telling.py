"""Telling: what every claim is made of: rounded numbers, names, periods, and the cells behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from teilhabe.codes.period import parse_period
from teilhabe.engine.statements.claim import Claim, Evidence
from teilhabe.engine.statements.testing import VARIATION, Judged
from teilhabe.engine.statements.topic import Key, Measure, Point, Series, Topic
from teilhabe.text import Text
from teilhabe.wording.message import Direction, Kind, Message, Noise, Quantity, Verdict
from teilhabe.wording.numbers import meant, round_half_up
from teilhabe.wording.units import Unit

FEWEST_PERSONS = 30
"""A share of fewer persons than this is not told."""

FACT = Judged(
    Evidence(
        reason=Text(
            "Ein veröffentlichter Wert wird genannt, nichts wird geschlossen; dafür braucht es keinen Test.",
            "A published value is told and nothing concluded from it; that needs no test.",
        )
    ),
    Verdict.SUPPORTED,
)


@dataclass(frozen=True)
class Saying:
    """What one claim says, without its topic: see `Message` for the order of its parts."""

    kind: Kind
    numbers: tuple[Quantity, ...]
    cells: tuple[str, ...]
    importance: float
    periods: tuple[str, ...] = ()
    subjects: tuple[Text, ...] = ()
    direction: Direction = Direction.NONE
    rank: tuple[int, int] | None = None
    place: Text | None = None
    reason: Text | None = None
    needs_support: bool = False  # whether it is told only where the evidence supports it


def claim(topic: Topic, saying: Saying, judged: Judged = FACT) -> Claim:
    """The claim; which way something went is said only where the evidence supports it."""
    is_supported = judged.verdict == Verdict.SUPPORTED
    keeps_direction = is_supported or saying.kind == Kind.RANK
    message = Message(
        kind=saying.kind,
        verdict=judged.verdict,
        topic=topic.name,
        numbers=saying.numbers,
        periods=tuple(period for period in saying.periods if period),
        place=saying.place,
        subjects=saying.subjects,
        direction=saying.direction if keeps_direction else Direction.NONE,
        rank=saying.rank,
        reason=saying.reason or (None if is_supported else judged.evidence.reason),
        noise=Noise.VARIATION if judged.evidence.procedure in VARIATION else Noise.CHANCE,
    )
    importance = saying.importance * topic.weight * (1.0 if is_supported else _LESS_TELLING)
    return Claim(topic.id, message, judged.evidence, topic.data, saying.cells, importance, saying.needs_support)


_LESS_TELLING = 0.8
_TENTH = 0.1


def quantity(topic: Topic, value: float) -> Quantity:
    """A value of the topic as it is said."""
    return Quantity(round_half_up(meant(value), topic.decimals), topic.unit)


def distance(topic: Topic, value: float) -> Quantity:
    """A difference of two values: of per cent in percentage points."""
    unit: Unit | Literal[""] = "percentage_points" if topic.unit == "percent" else topic.unit
    return replace(quantity(topic, value), unit=unit)


def bare(value: float, decimals: int = 0) -> Quantity:
    """A number without a unit."""
    return Quantity(round_half_up(meant(value), decimals))


def percentage(value: float) -> Quantity:
    """A part of a whole."""
    return Quantity(round_half_up(meant(value), 1), "percent")


def subjects(topic: Topic, *series: Series) -> tuple[Text, ...]:
    """The groups that series are about; everybody is no group."""
    return tuple(topic.labels[key.dimension, key.code] for key in (one.key for one in series) if key.code)


def members(topic: Topic, *series: Series) -> tuple[Text, ...]:
    """The groups, or the places, that are listed side by side."""
    return tuple(name for one in series for name in (subjects(topic, one) or filter(None, [place_of(topic, one)])))


def place_of(topic: Topic, series: Series) -> Text | None:
    """The place that a series is about, where it has a name."""
    return topic.labels.get(("", series.key.place)) if series.key.place else None


def dimension_of(topic: Topic, series: Series) -> tuple[Text, ...]:
    """What the groups of a topic differ by, where it has a name."""
    found = topic.labels.get((series.key.dimension, ""))
    return (found,) if found else ()


def whole_of(topic: Topic, place: str) -> Series | None:
    """The series of everybody in a place."""
    return topic.by_key.get(Key(place))


def groups_of(topic: Topic, place: str) -> list[Series]:
    """The series of the groups in a place, in the order of the table."""
    return [series for series in topic.series if series.key.place == place and series.key.code]


def divisions_of(topic: Topic, place: str) -> list[list[Series]]:
    """The groups in a place, one list per dimension: women and men are no parts of what citizenships divide."""
    found: dict[str, list[Series]] = {}
    for series in groups_of(topic, place):
        found.setdefault(series.key.dimension, []).append(series)
    return [*found.values()]


def places_of(topic: Topic, place: str) -> list[Series]:
    """The series of the places inside the home of the topic; no other place has places of its own."""
    if place != topic.home:
        return []
    return [series for series in topic.series if series.key.place not in ("", place) and not series.key.code]


def newest(series: Sequence[Series]) -> str:
    """The newest period of series."""
    periods = {one.points[-1].period for one in series if one.points}
    return max(periods, key=moment, default="")


def moment(period: str) -> tuple[str, str]:
    """What periods are put in order by."""
    parsed = parse_period(period) if period else None
    return (parsed.end.isoformat(), parsed.start.isoformat()) if parsed else ("", period)


def at(series: Series | None, period: str) -> Point | None:
    """The point of a period, where it speaks of enough persons."""
    if series is None:
        return None
    return next((point for point in reversed(series.points) if point.period == period and is_told(point)), None)


def is_told(point: Point) -> bool:
    return point.denominator is None or point.denominator >= FEWEST_PERSONS


def comparable(series: Series) -> int:
    """The place of the first point that can be compared with the last one."""
    return series.cuts[-1].at if series.cuts else 0


def is_sliver(topic: Topic, first: float, second: float) -> bool:
    """Whether two values are the same as they are said."""
    return quantity(topic, first) == quantity(topic, second)


def is_part(part: float, whole: float) -> bool:
    """Whether a part is "of this": at least a tenth of the whole, no more than all of it, and to the same side."""
    return whole != 0 and _TENTH <= part / whole <= 1


def upwards(difference: float) -> Direction:
    return Direction.UP if difference > 0 else Direction.DOWN


def above(difference: float) -> Direction:
    return Direction.ABOVE if difference > 0 else Direction.BELOW


def is_count(topic: Topic) -> bool:
    return topic.measure == Measure.COUNT
