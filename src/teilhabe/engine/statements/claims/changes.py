"""Changes: what has become more or less since the first comparable time and since the last one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from teilhabe.codes.period import parse_period
from teilhabe.engine.statements import testing
from teilhabe.engine.statements.claim import Claim, Evidence
from teilhabe.engine.statements.claims.courses import courses
from teilhabe.engine.statements.claims.telling import (
    Saying,
    claim,
    comparable,
    groups_of,
    is_sliver,
    is_told,
    place_of,
    quantity,
    subjects,
    upwards,
    whole_of,
)
from teilhabe.engine.statements.topic import Point, Series, Topic
from teilhabe.wording.message import Direction, Kind, Verdict

_LONG, _SHORT, _UNCHANGED, _BREAK = 0.8, 0.7, 0.85, 0.3
_MERE_CHANCE = 0.75
"""What a change since last time weighs that may be chance: most of them are."""
_OF_GROUP = 0.84
_LARGEST = 0.1
_MOST_GROUPS = 24
_PART_OF_YEAR = 100  # days


@dataclass(frozen=True)
class _Course:
    """A series that is told, and the places of its newest point, of the first comparable one and of the one before."""

    series: Series
    first: int
    before: int
    last: int

    def moved(self, since: int) -> float:
        return abs(self.series.points[self.last].value - self.series.points[since].value)


def changes(topic: Topic, place: str) -> Iterator[Claim]:
    """First and last comparable value, the last two, the course between them, and where nothing may be compared."""
    whole, groups = whole_of(topic, place), groups_of(topic, place)[:_MOST_GROUPS]
    courses = [_course(series) for series in groups if series.points and not _is_everybody(series, whole)]
    if whole and whole.points:
        yield from _told(topic, _course(whole), 1.0, 1.0)
    for course, long, short in zip(courses, _long(topic, courses), _short(topic, courses), strict=True):
        yield from _told(topic, course, long, short)
    if whole or groups:
        yield from _breaks(topic, whole or groups[0])


def _is_everybody(series: Series, whole: Series | None) -> bool:
    """Whether a group is all there is: what has become of it is told of everybody already."""
    return whole is not None and [_figure(point) for point in series.points] == [_figure(p) for p in whole.points]


def _figure(point: Point) -> tuple[str, float]:
    return point.period, point.value


def _told(topic: Topic, course: _Course, long: float, short: float) -> Iterator[Claim]:
    ends = [*_ends(topic, course, _LONG * long)]
    yield from ends
    if course.before > course.first:
        judged = testing.change(topic, course.series, course.before, course.last)
        share = 1.0 if judged.verdict == Verdict.SUPPORTED else _MERE_CHANCE
        yield from _changed(topic, course, course.before, _SHORT * short * share, judged)
    if course.last > course.first:
        has_moved = any(claim.message.direction for claim in ends)
        yield from courses(topic, course.series, _LONG * long, has_moved)


def _course(series: Series) -> _Course:
    """Months and quarters are compared with the same ones of other years."""
    last = len(series.points) - 1
    alike = [place for place in range(comparable(series), last) if _is_alike(series.points[place], series.points[last])]
    return _Course(series, min(alike, default=last), max(alike, default=last), last)


def _is_alike(one: Point, other: Point) -> bool:
    first, second = parse_period(one.period), parse_period(other.period)
    if first is None or second is None or (second.end - second.start).days > _PART_OF_YEAR:
        return True
    return first.end.month == second.end.month


def _long(topic: Topic, courses: Sequence[_Course]) -> list[float]:
    return _weights(topic, courses, [course.moved(course.first) for course in courses])


def _short(topic: Topic, courses: Sequence[_Course]) -> list[float]:
    return _weights(topic, courses, [course.moved(course.before) for course in courses])


def _weights(topic: Topic, courses: Sequence[_Course], moved: Sequence[float]) -> list[float]:
    """What groups weigh: most the one that has moved most, and a little more the earlier in the table."""
    most, reference = max(moved, default=0.0) or 1.0, {*(topic.reference or ())}
    return [
        _OF_GROUP + _LARGEST * max(size / most, course.series.key in reference) - 0.03 * min(number, 4)
        for number, (course, size) in enumerate(zip(courses, moved, strict=True))
    ]


def _ends(topic: Topic, course: _Course, importance: float) -> Iterator[Claim]:
    if course.last <= course.first or not _are_told(course, course.first, course.last):
        return
    judged = testing.change(topic, course.series, course.first, course.last)
    if judged.verdict == Verdict.CHANCE:
        same = testing.unchanged(topic, course.series, course.first, course.last)
        yield claim(topic, _unchanged(topic, course, importance * _UNCHANGED), same)
    yield from _changed(topic, course, course.first, importance, judged)


def _are_told(course: _Course, *places: int) -> bool:
    return all(is_told(course.series.points[place]) and course.series.points[place].period for place in places)


def _changed(topic: Topic, course: _Course, before: int, importance: float, judged: testing.Judged) -> Iterator[Claim]:
    if not _are_told(course, before, course.last) or judged.verdict == Verdict.NOT_COMPARABLE:
        return
    old, new = course.series.points[before], course.series.points[course.last]
    if is_sliver(topic, old.value, new.value) and judged.verdict == Verdict.SUPPORTED:
        return
    yield claim(
        topic,
        Saying(
            Kind.CHANGE,
            (quantity(topic, old.value), quantity(topic, new.value)),
            (old.cell, new.cell),
            importance,
            (old.period, new.period),
            subjects(topic, course.series),
            upwards(new.value - old.value),
            place=place_of(topic, course.series),
        ),
        judged,
    )


def _unchanged(topic: Topic, course: _Course, importance: float) -> Saying:
    old, new = course.series.points[course.first], course.series.points[course.last]
    return Saying(
        Kind.NO_CHANGE,
        (quantity(topic, old.value), quantity(topic, new.value)),
        (old.cell, new.cell),
        importance,
        (old.period, new.period),
        subjects(topic, course.series),
        place=place_of(topic, course.series),
        needs_support=True,
    )


def _breaks(topic: Topic, series: Series) -> Iterator[Claim]:
    for cut in series.cuts[-1:]:
        before, after = series.points[cut.at - 1], series.points[cut.at]
        saying = Saying(
            Kind.BREAK,
            (),
            (before.cell, after.cell),
            _BREAK,
            (before.period, after.period),
            place=place_of(topic, series),
            direction=Direction.NONE,
            reason=cut.why,
        )
        yield claim(topic, saying, testing.Judged(Evidence(reason=cut.why), Verdict.NOT_COMPARABLE))
