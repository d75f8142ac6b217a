"""Whether somebody can do a task: the needs of it that they do not meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from teilhabe.matching.values import Need, NeedKind, Person, Task


def missing(person: Person, task: Task) -> tuple[Need, ...]:
    """What keeps them from it; nothing where they can do it."""
    return tuple(need for need in task.needs() if not meets(person, need))


def meets(person: Person, need: Need) -> bool:
    return _MEETS.get(need.kind, _holds)(person, need)


def _holds(person: Person, need: Need) -> bool:
    return (need.kind, need.code) in person.holds


def _speaks(person: Person, need: Need) -> bool:
    return person.languages.get(need.code, -1) >= need.number


def _is_old_enough(person: Person, need: Need) -> bool:
    return person.age is not None and person.age >= need.number


def _would_go(person: Person, need: Need) -> bool:
    return not person.districts or need.code in person.districts


def _has_time(person: Person, need: Need) -> bool:
    return (person.week & need.week).bit_count() >= need.number


def _has_hours(person: Person, need: Need) -> bool:
    return person.free_hours is None or person.free_hours >= need.number


_MEETS: Mapping[NeedKind, Callable[[Person, Need], bool]] = {
    NeedKind.LANGUAGE: _speaks,
    NeedKind.AGE: _is_old_enough,
    NeedKind.DISTRICT: _would_go,
    NeedKind.TIME: _has_time,
    NeedKind.HOURS: _has_hours,
}
