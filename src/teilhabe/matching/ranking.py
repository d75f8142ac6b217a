"""Ranked suggestions, each with the points that its score is made of; whoever decides sees why.

The sum decides, then the smaller key: the same people and tasks give the same list in whatever order they come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from teilhabe.matching.crowd import HIGHEST_LEVEL, Bits, Crowd, gathered, places, union
from teilhabe.matching.feasibility import missing
from teilhabe.matching.values import Need, NeedKind, Person, Task


class Criterion(StrEnum):
    """What a score is made of."""

    LANGUAGE = "language"
    MIX = "mix"
    WISH = "wish"
    KIND = "kind"
    DISTRICT = "district"
    TIME = "time"
    IDLE = "idle"
    LOAD = "load"
    PRIORITY = "priority"


@dataclass(frozen=True)
class Weights:
    """Whole points by criterion, so that equal is equal on every machine."""

    level: int = 3
    """For each level above the one that is asked for, of each language."""
    mix: int = 30
    wish: int = 40
    kind: int = 10
    other_kind: int = -20
    district: int = 20
    spare_part: int = 5
    most_spare_parts: int = 3
    idle_month: int = 3
    most_idle_months: int = 8
    engaged: int = -15
    """For each task that somebody has now; `full` once more where it is as many as they want."""
    full: int = -30
    urgent: int = 15


WEIGHTS = Weights()
Points = tuple[tuple[Criterion, int], ...]
DAYS_OF_A_MONTH = 30


@dataclass(frozen=True)
class Suggestion:
    """A person for a task: `points` by criterion, without zeros, add up to the score; `lacks` is what they miss."""

    task: int
    person: int
    score: int
    points: Points
    lacks: tuple[Need, ...] = ()


def rank(
    tasks: Iterable[Task], crowd: Crowd, top: int = 10, weights: Weights = WEIGHTS
) -> Mapping[int, tuple[Suggestion, ...]]:
    """The best people for each task, by its key; only those who meet all its needs."""
    scale = _Scale(crowd, weights)
    return {task.key: scale.best(task, crowd.able(task), top) for task in tasks}


def rank_tasks(
    person: Person, tasks: Iterable[Task], top: int = 10, weights: Weights = WEIGHTS
) -> tuple[Suggestion, ...]:
    """The other way round: the best tasks for somebody, of those whose needs they meet."""
    ranked = rank(tasks, Crowd([person]), 1, weights)
    able = (suggestion for found in ranked.values() for suggestion in found)
    return tuple(sorted(able, key=lambda each: (-each.score, each.task))[:top])


def nearly(task: Task, crowd: Crowd, top: int = 10, weights: Weights = WEIGHTS) -> tuple[Suggestion, ...]:
    """The best of those who miss exactly one need."""
    needs = task.needs()
    close = union(crowd.all_of(each for each in needs if each != need) for need in needs)
    found = _Scale(crowd, weights).best(task, close & ~crowd.able(task), top)
    people = {person.key: person for person in crowd.people}
    return tuple(replace(each, lacks=missing(people[each.person], task)) for each in found)


@dataclass(frozen=True)
class _Layer:
    """Points that some of the people get."""

    criterion: Criterion
    points: int
    people: Bits


class _Scale:
    """What a crowd is weighed with: nobody is asked, each criterion is a few layers of points over all of them."""

    def __init__(self, crowd: Crowd, weights: Weights) -> None:
        self.crowd, self.weights = crowd, weights
        self._alone = [_idle(person, weights) + _load(person, weights) for person in crowd.people]
        self._wishing = gathered(crowd.people, lambda person: person.wishes)
        self._living = gathered(crowd.people, lambda person: (person.home,))
        self._kinds = gathered(crowd.people, lambda person: person.kinds or (_ANY_KIND,))

    def best(self, task: Task, among: Bits, top: int) -> tuple[Suggestion, ...]:
        if not among:
            return ()
        layers = [layer for layer in self._layers(task) if layer.people & among]
        scores = {place: self._alone[place] for place in places(among)}
        for layer in layers:
            for place in places(layer.people & among):
                scores[place] += layer.points
        # Who stands first stays first where scores are equal: people stand in the order of their keys.
        first = sorted(scores, key=scores.__getitem__, reverse=True)[:top]
        return tuple(self._suggestion(task, place, layers) for place in first)

    def _suggestion(self, task: Task, place: int, layers: Iterable[_Layer]) -> Suggestion:
        person = self.crowd.people[place]
        told = _NO_POINTS | {
            Criterion.IDLE: _idle(person, self.weights),
            Criterion.LOAD: _load(person, self.weights),
        }
        for layer in layers:
            if layer.people >> place & 1:
                told[layer.criterion] += layer.points
        points = tuple((criterion, each) for criterion, each in told.items() if each)
        return Suggestion(task.key, person.key, sum(told.values()), points)

    def _layers(self, task: Task) -> Iterator[_Layer]:
        crowd, weights = self.crowd, self.weights
        for need in task.asked:
            if need.kind is NeedKind.LANGUAGE:
                yield from self._levels(need)
        yield _Layer(Criterion.MIX, weights.mix, union(map(crowd.meeting, task.welcome())))
        yield _Layer(Criterion.WISH, weights.wish, union(self._wishing.get(each, 0) for each in task.fields))
        if task.kind:
            yield from self._kind(task.kind)
        if task.district:
            near = self._living.get(task.district, 0) | crowd.naming(task.district)
            yield _Layer(Criterion.DISTRICT, weights.district, near)
        if task.week:
            yield from self._spare_parts(task)
        if task.priority > 1:
            yield _Layer(Criterion.PRIORITY, weights.urgent, crowd.everybody)

    def _levels(self, asked: Need) -> Iterator[_Layer]:
        """The farther above what is asked, the more."""
        for above in range(1, HIGHEST_LEVEL - asked.number + 1):
            speaking = self.crowd.speaking(asked.code, asked.number + above)
            yield _Layer(Criterion.LANGUAGE, above * self.weights.level, speaking)

    def _kind(self, kind: str) -> Iterator[_Layer]:
        """Points for those who named it, and against it for those who named others only."""
        named = self._kinds.get(kind, 0)
        yield _Layer(Criterion.KIND, self.weights.kind, named)
        others = self.crowd.everybody & ~named & ~self._kinds.get(_ANY_KIND, 0)
        yield _Layer(Criterion.KIND, self.weights.other_kind, others)

    def _spare_parts(self, task: Task) -> Iterator[_Layer]:
        """One after the other for each part of the week to choose from beyond those that are needed."""
        most = min(task.week.bit_count(), task.parts + self.weights.most_spare_parts)
        for number in range(task.parts + 1, most + 1):
            free = self.crowd.meeting(Need(NeedKind.TIME, number=number, week=task.week))
            yield _Layer(Criterion.TIME, self.weights.spare_part, free)


def _idle(person: Person, weights: Weights) -> int:
    return min(person.idle_days // DAYS_OF_A_MONTH, weights.most_idle_months) * weights.idle_month


def _load(person: Person, weights: Weights) -> int:
    return person.load * weights.engaged + (weights.full if person.load >= person.most else 0)


_ANY_KIND = ""
_NO_POINTS = dict.fromkeys(Criterion, 0)
