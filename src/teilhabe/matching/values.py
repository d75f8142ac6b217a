"""People who give time and tasks that need somebody, as far as it matters for bringing them together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class NeedKind(StrEnum):
    """The first six are asked for by a task, the others follow from where and when it is done."""

    LANGUAGE = "language"
    SKILL = "skill"
    MODULE = "module"
    CHECK = "check"
    DECLARATION = "declaration"
    AGE = "age"
    DISTRICT = "district"
    TIME = "time"
    HOURS = "hours"


@dataclass(frozen=True, order=True)
class Need:
    """What somebody must have: `number` is a level of a language from 1 (A1) to 6 (C2), 0 for any; years; parts of a
    `week`; or hours a week. `code` is a language, the key of a holding, or a district.
    """

    kind: NeedKind
    code: str = ""
    number: int = 0
    week: int = 0


@dataclass(frozen=True)
class Mix:
    """So many more of those who do a task together must meet a need."""

    need: Need
    count: int


@dataclass(frozen=True)
class Person:
    """Somebody who gives time.

    `languages` are levels by code, 0 where none is known; `holds` pairs of a kind of need and a code; `districts`
    where they would go and `kinds` what they would do, none for anything; `free_hours` is None where they set no
    limit, `age` where it is unknown. `load` counts what they do now, `most` what they would do at the same time;
    `idle_days` have passed since they were last asked.
    """

    key: int
    languages: Mapping[str, int] = field(default_factory=dict)
    holds: frozenset[tuple[str, str]] = frozenset()
    week: int = 0
    districts: frozenset[str] = frozenset()
    home: str = ""
    wishes: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    age: int | None = None
    free_hours: int | None = None
    load: int = 0
    most: int = 1
    idle_days: int = 0


@dataclass(frozen=True)
class Task:
    """Something that `places` people can still do; `priority` is 1 for a normal one, more for an urgent one.

    Of its `week` somebody needs `parts` parts; no week, no district and no hours ask for nothing.
    """

    key: int
    asked: frozenset[Need] = frozenset()
    mixes: tuple[Mix, ...] = ()
    places: int = 1
    week: int = 0
    parts: int = 1
    hours: int = 0
    district: str = ""
    fields: frozenset[str] = frozenset()
    kind: str = ""
    priority: int = 1

    def needs(self) -> tuple[Need, ...]:
        """All that each further person must meet, in one order; of a mix as soon as no place is left for others."""
        binding = {mix.need for mix in self.mixes if 0 < self.places <= mix.count}
        return tuple(sorted({*self.asked, *binding, *self._circumstances()}))

    def welcome(self) -> tuple[Need, ...]:
        """Needs of a mix that not everybody must meet, but somebody still has to."""
        return tuple(mix.need for mix in self.mixes if 0 < mix.count < self.places)

    def _circumstances(self) -> Iterator[Need]:
        if self.district:
            yield Need(NeedKind.DISTRICT, self.district)
        if self.week:
            yield Need(NeedKind.TIME, number=self.parts, week=self.week)
        if self.hours:
            yield Need(NeedKind.HOURS, number=self.hours)
