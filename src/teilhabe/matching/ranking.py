"""Ranked suggestions, each with the points that its score is made of; whoever decides sees why.

The sum decides, then the smaller key: the same people and tasks give the same list in whatever order they come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from operator import itemgetter

from teilhabe.matching.crowd import Crowd
from teilhabe.matching.feasibility import meets, missing
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
    return {task.key: _best(Scale(task, weights), crowd.among(crowd.able(task)), top) for task in tasks}


def rank_tasks(
    person: Person, tasks: Iterable[Task], top: int = 10, weights: Weights = WEIGHTS
) -> tuple[Suggestion, ...]:
    """The other way round: the best tasks for somebody, of those whose needs they meet."""
    able = (suggestion(person, task, weights) for task in tasks if not missing(person, task))
    return tuple(sorted(able, key=lambda each: (-each.score, each.task))[:top])


def nearly(task: Task, crowd: Crowd, top: int = 10, weights: Weights = WEIGHTS) -> tuple[Suggestion, ...]:
    """The best of those who miss exactly one need."""
    needs = task.needs()
    close = 0
    for need in needs:
        close |= crowd.all_of(each for each in needs if each != need)
    return _best(Scale(task, weights), crowd.among(close & ~crowd.able(task)), top)


def suggestion(person: Person, task: Task, weights: Weights = WEIGHTS) -> Suggestion:
    return Scale(task, weights).suggestion(person)


class Scale:
    """What people are weighed with for one task; what is the same for all of them is read once."""

    def __init__(self, task: Task, weights: Weights = WEIGHTS) -> None:
        self.task, self.weights = task, weights
        self._languages = [(need.code, need.number) for need in task.asked if need.kind is NeedKind.LANGUAGE]
        self._welcome = task.welcome()
        self._needs = task.needs()

    def suggestion(self, person: Person) -> Suggestion:
        found = self.points(person)
        told = tuple((criterion, each) for criterion, each in zip(Criterion, found, strict=True) if each)
        lacks = tuple(need for need in self._needs if not meets(person, need))
        return Suggestion(self.task.key, person.key, sum(found), told, lacks)

    def points(self, person: Person) -> tuple[int, ...]:
        """In the order of the criteria; this runs for every pair, so it asks only what can differ."""
        task, weights = self.task, self.weights
        return (
            self._levels(person) * weights.level if self._languages else 0,
            weights.mix if self._welcome and self._fills_a_mix(person) else 0,
            0 if task.fields.isdisjoint(person.wishes) else weights.wish,
            self._kind(person) if task.kind and person.kinds else 0,
            weights.district if task.district and _is_near(person, task.district) else 0,
            self._spare_parts(person) * weights.spare_part if task.week else 0,
            min(person.idle_days // DAYS_OF_A_MONTH, weights.most_idle_months) * weights.idle_month,
            person.load * weights.engaged + (weights.full if person.load >= person.most else 0),
            weights.urgent if task.priority > 1 else 0,
        )

    def _levels(self, person: Person) -> int:
        """How far they are above what is asked, over all languages."""
        spoken, above = person.languages, 0
        for code, level in self._languages:
            above += max(0, spoken.get(code, 0) - level)
        return above

    def _fills_a_mix(self, person: Person) -> bool:
        return any(meets(person, need) for need in self._welcome)

    def _kind(self, person: Person) -> int:
        return self.weights.kind if self.task.kind in person.kinds else self.weights.other_kind

    def _spare_parts(self, person: Person) -> int:
        """Parts of the week to choose from beyond those that are needed."""
        spare = (person.week & self.task.week).bit_count() - self.task.parts
        return max(0, min(spare, self.weights.most_spare_parts))


def _best(scale: Scale, people: Iterable[Person], top: int) -> tuple[Suggestion, ...]:
    scored = ((-sum(scale.points(person)), person.key, person) for person in people)
    return tuple(scale.suggestion(person) for _score, _key, person in nsmallest(top, scored, key=itemgetter(0, 1)))


def _is_near(person: Person, district: str) -> bool:
    return district == person.home or district in person.districts
