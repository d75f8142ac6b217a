"""Who could accompany whom: both sides have wishes, and each pair is told why it fits and what stands in its way.

The sum decides, then the smaller key: the same people give the same list in whatever order they come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from teilhabe.matching.feasibility import meets
from teilhabe.matching.values import Need, Person

AGE_GROUPS: Mapping[str, tuple[int, int]] = {
    "child": (0, 13),
    "youth": (14, 17),
    "young": (18, 26),
    "adult": (27, 59),
    "older": (60, 150),
}
"""First and last year of life of each group."""


class Obstacle(StrEnum):
    """What stands in the way of a pair; gender and age: the wish of one side is not met or the answer not known."""

    LANGUAGE = "language"
    GENDER = "gender"
    AGE = "age"
    OTHER_GENDER = "other gender"
    OTHER_AGE = "other age"
    TIME = "time"
    DISTRICT = "district"


class Reason(StrEnum):
    """What a score is made of."""

    LANGUAGE = "language"
    TOPICS = "topics"
    DISTRICT = "district"
    TIME = "time"
    WAITING = "waiting"
    IDLE = "idle"
    LOAD = "load"


@dataclass(frozen=True)
class TandemWeights:
    """Whole points by reason, so that equal is equal on every machine."""

    level: int = 6
    """For each level that both have at least in the language they share best."""
    topic: int = 20
    district: int = 20
    part: int = 5
    most_parts: int = 3
    waiting_week: int = 2
    most_waiting_weeks: int = 12
    idle_month: int = 3
    most_idle_months: int = 8
    engaged: int = -15
    full: int = -30


WEIGHTS = TandemWeights()
DAYS_OF_A_WEEK, DAYS_OF_A_MONTH = 7, 30


@dataclass(frozen=True)
class Companion:
    """A volunteer who would accompany somebody; no `genders` and no `ages` for anybody, no `gender` where unknown."""

    person: Person
    gender: str = ""
    genders: frozenset[str] = frozenset()
    ages: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Seeker:
    """Somebody who asks to be accompanied; `required` is what the programme asks of every volunteer.

    `genders` and `ages` are those of the volunteer that would be right, none for any; `age` is a key of `AGE_GROUPS`.
    """

    key: int
    languages: Mapping[str, int] = field(default_factory=dict)
    gender: str = ""
    age: str = ""
    genders: frozenset[str] = frozenset()
    ages: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    week: int = 0
    district: str = ""
    waiting_days: int = 0
    required: frozenset[Need] = frozenset()


@dataclass(frozen=True)
class Pairing:
    """A companion for a seeker: `points` by reason, without zeros, add up to the score."""

    companion: Companion
    seeker: Seeker
    score: int
    points: tuple[tuple[Reason, int], ...]
    obstacles: tuple[Obstacle, ...]
    lacks: tuple[Need, ...]

    @property
    def hindrances(self) -> int:
        return len(self.obstacles) + len(self.lacks)

    @property
    def languages(self) -> tuple[str, ...]:
        """Those that both speak, the one they share best first."""
        return shared_languages(self.companion, self.seeker)


def for_seeker(seeker: Seeker, companions: Iterable[Companion], weights: TandemWeights = WEIGHTS) -> list[Pairing]:
    """Every pair with at most one hindrance, those without one first, the best first."""
    return _ranked((pair(each, seeker, weights) for each in companions), lambda found: found.companion.person.key)


def for_companion(companion: Companion, seekers: Iterable[Seeker], weights: TandemWeights = WEIGHTS) -> list[Pairing]:
    """The other way round."""
    return _ranked((pair(companion, each, weights) for each in seekers), lambda found: found.seeker.key)


def pair(companion: Companion, seeker: Seeker, weights: TandemWeights = WEIGHTS) -> Pairing:
    found = _points(companion, seeker, weights)
    told = tuple((reason, each) for reason, each in zip(Reason, found, strict=True) if each)
    lacks = tuple(need for need in sorted(seeker.required) if not meets(companion.person, need))
    return Pairing(companion, seeker, sum(found), told, tuple(_obstacles(companion, seeker)), lacks)


def shared_languages(companion: Companion, seeker: Seeker) -> tuple[str, ...]:
    """Those that both speak, at whatever level, the one they share best first."""
    spoken = companion.person.languages
    common = (code for code in seeker.languages if code in spoken)
    return tuple(sorted(common, key=lambda code: (-min(spoken[code], seeker.languages[code]), code)))


def group_of(age: int | None) -> str:
    """The key of an age group; "" for an unknown age."""
    if age is None:
        return ""
    return next(key for key, (first, last) in AGE_GROUPS.items() if first <= age <= last)


def _ranked(pairs: Iterable[Pairing], key: Callable[[Pairing], int]) -> list[Pairing]:
    close = (each for each in pairs if each.hindrances <= 1)
    return sorted(close, key=lambda each: (each.hindrances, -each.score, key(each)))


def _obstacles(companion: Companion, seeker: Seeker) -> Iterator[Obstacle]:
    """Where one side has said nothing, nothing stands in the way, but a wish is met by what is known only."""
    person = companion.person
    if seeker.languages and person.languages and not shared_languages(companion, seeker):
        yield Obstacle.LANGUAGE
    if seeker.genders and companion.gender not in seeker.genders:
        yield Obstacle.GENDER
    if seeker.ages and group_of(person.age) not in seeker.ages:
        yield Obstacle.AGE
    if companion.genders and seeker.gender not in companion.genders:
        yield Obstacle.OTHER_GENDER
    if companion.ages and seeker.age not in companion.ages:
        yield Obstacle.OTHER_AGE
    if person.week and seeker.week and not person.week & seeker.week:
        yield Obstacle.TIME
    if seeker.district and person.districts and seeker.district not in person.districts:
        yield Obstacle.DISTRICT


def _points(companion: Companion, seeker: Seeker, weights: TandemWeights) -> tuple[int, ...]:
    """In the order of the reasons."""
    person = companion.person
    return (
        _best_level(companion, seeker) * weights.level,
        len(companion.topics & seeker.topics) * weights.topic,
        weights.district if seeker.district and _is_near(person, seeker.district) else 0,
        min((person.week & seeker.week).bit_count(), weights.most_parts) * weights.part,
        min(seeker.waiting_days // DAYS_OF_A_WEEK, weights.most_waiting_weeks) * weights.waiting_week,
        min(person.idle_days // DAYS_OF_A_MONTH, weights.most_idle_months) * weights.idle_month,
        person.load * weights.engaged + (weights.full if person.load >= person.most else 0),
    )


def _best_level(companion: Companion, seeker: Seeker) -> int:
    common = shared_languages(companion, seeker)[:1]
    return max((min(companion.person.languages[code], seeker.languages[code]) for code in common), default=0)


def _is_near(person: Person, district: str) -> bool:
    return district == person.home or district in person.districts
