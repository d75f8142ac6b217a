"""Many people at once: who meets a need is one number, whose bits are the people, so that "all of these" is one `&`.

Asking 2,000 people about each of 400 tasks one by one takes seconds; each need is asked of the crowd once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from teilhabe.matching.feasibility import meets
from teilhabe.matching.values import Need, NeedKind, Person, Task

Bits = int


class Crowd:
    """People in the order of their keys, and who of them meets which need."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people: Sequence[Person] = sorted(people, key=lambda person: person.key)
        self.everybody: Bits = (1 << len(self.people)) - 1
        self._meeting: dict[Need, Bits] = {}
        self._holding = _gathered(self.people, lambda person: person.holds)
        self._speaking = _gathered(self.people, lambda person: person.languages.items())
        self._free = _gathered(self.people, _parts)

    def able(self, task: Task) -> Bits:
        """Who meets all needs of a task."""
        return self.all_of(task.needs())

    def all_of(self, needs: Iterable[Need]) -> Bits:
        found = self.everybody
        for need in needs:
            found &= self.meeting(need)
        return found

    def meeting(self, need: Need) -> Bits:
        if need not in self._meeting:
            self._meeting[need] = self._ask(need)
        return self._meeting[need]

    def among(self, chosen: Bits) -> Iterator[Person]:
        return (self.people[place] for place in _places(chosen))

    def _ask(self, need: Need) -> Bits:
        if need.kind is NeedKind.TIME:
            return self._with_time(need)
        if need.kind is NeedKind.LANGUAGE:
            return _union(self._speaking.get((need.code, level), 0) for level in range(need.number, 7))
        if need.kind in (NeedKind.AGE, NeedKind.DISTRICT, NeedKind.HOURS):
            return _bits(meets(person, need) for person in self.people)
        return self._holding.get((need.kind, need.code), 0)

    def _with_time(self, need: Need) -> Bits:
        """Who is free in so many parts of the week: `counted[n]` are those with n of the parts seen so far."""
        counted = [self.everybody] + [0] * need.number
        for part in _places(need.week):
            free = self._free.get(part, 0)
            for number in range(need.number, 0, -1):
                counted[number] |= counted[number - 1] & free
        return counted[need.number]


def _gathered(people: Sequence[Person], traits: Callable[[Person], Iterable[object]]) -> dict[object, Bits]:
    """Who has a trait, by trait."""
    places: dict[object, bytearray] = defaultdict(lambda: bytearray(len(people) // 8 + 1))
    for place, person in enumerate(people):
        for trait in traits(person):
            places[trait][place >> 3] |= 1 << (place & 7)
    return {trait: int.from_bytes(found, "little") for trait, found in places.items()}


def _parts(person: Person) -> Iterator[int]:
    return _places(person.week)


def _places(bits: Bits) -> Iterator[int]:
    """Where the ones stand, the lowest first."""
    for at, byte in enumerate(bits.to_bytes((bits.bit_length() + 7) // 8, "little")):
        if byte:
            yield from (at * 8 + place for place in _ONES[byte])


def _bits(answers: Iterable[bool]) -> Bits:
    return int("".join("1" if answer else "0" for answer in answers)[::-1] or "0", 2)


def _union(parts: Iterable[Bits]) -> Bits:
    found = 0
    for part in parts:
        found |= part
    return found


_ONES = [tuple(place for place in range(8) if byte >> place & 1) for byte in range(256)]
