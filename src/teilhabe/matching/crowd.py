"""Many people at once: who meets a need is one number, whose bits are the people, so that "all of these" is one `&`.

Asking 2,000 people about each of 400 tasks one by one takes seconds; each need is asked of the crowd once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from teilhabe.matching.feasibility import meets
from teilhabe.matching.values import Need, NeedKind, Person, Task

Bits = int


class Crowd:
    """People in the order of their keys, and who of them meets which need."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people: Sequence[Person] = sorted(people, key=lambda person: person.key)
        self.everybody: Bits = (1 << len(self.people)) - 1
        self._meeting: dict[Need, Bits] = {}
        self._holding = gathered(self.people, lambda person: person.holds)
        self._speaking = gathered(self.people, lambda person: person.languages.items())
        self._going = gathered(self.people, lambda person: person.districts or (_ANYWHERE,))
        self._free = _by_part([person.week for person in self.people])

    def able(self, task: Task) -> Bits:
        """Who meets all needs of a task."""
        return self.all_of(task.needs())

    def all_of(self, needs: Iterable[Need]) -> Bits:
        found = self.everybody
        for need in needs:
            found &= self.meeting(need)
        return found

    def meeting(self, need: Need) -> Bits:
        found = self._meeting.get(need)
        if found is None:
            found = self._meeting[need] = self._ask(need)
        return found

    def speaking(self, language: str, level: int) -> Bits:
        """Whose level it is, neither less nor more."""
        return self._speaking.get((language, level), 0)

    def naming(self, district: str) -> Bits:
        """Who named it among those where they would go."""
        return self._going.get(district, 0)

    def _ask(self, need: Need) -> Bits:
        if need.kind is NeedKind.TIME:
            return self._with_time(need)
        if need.kind is NeedKind.LANGUAGE:
            return union(self.speaking(need.code, level) for level in range(need.number, HIGHEST_LEVEL + 1))
        if need.kind is NeedKind.DISTRICT:
            return self.naming(need.code) | self.naming(_ANYWHERE)
        if need.kind in (NeedKind.AGE, NeedKind.HOURS):
            return _bits("1" if meets(person, need) else "0" for person in self.people)
        return self._holding.get((need.kind, need.code), 0)

    def _with_time(self, need: Need) -> Bits:
        """Who is free in so many parts of the week: `counted[n]` are those with n of the parts seen so far."""
        counted = [self.everybody] + [0] * need.number
        for part in places(need.week):
            for number in range(need.number, 0, -1):
                counted[number] |= counted[number - 1] & self._free[part]
        return counted[need.number]


def gathered(people: Sequence[Person], traits: Callable[[Person], Iterable[object]]) -> Mapping[object, Bits]:
    """Who has a trait, by trait."""
    rows: dict[object, bytearray] = defaultdict(lambda: bytearray(b"0") * len(people))
    for place, person in enumerate(people, 1):
        for trait in traits(person):
            rows[trait][-place] = _ONE
    return {trait: int(row, 2) for trait, row in rows.items()}


def places(bits: Bits) -> Iterator[int]:
    """Where the ones stand, the lowest first."""
    digits = f"{bits:b}"[::-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)


def union(parts: Iterable[Bits]) -> Bits:
    found = 0
    for part in parts:
        found |= part
    return found


def _by_part(weeks: Sequence[int]) -> Sequence[Bits]:
    """Who is free in each part of the week: the weeks written below each other and read downwards."""
    columns = zip(*(f"{week:0{PARTS_OF_A_WEEK}b}" for week in weeks), strict=True)
    return [_bits(column) for column in columns][::-1] or [0] * PARTS_OF_A_WEEK


def _bits(answers: Iterable[str]) -> Bits:
    """One digit for each of the people, in their order."""
    return int("".join(answers)[::-1] or "0", 2)


HIGHEST_LEVEL = 6
PARTS_OF_A_WEEK = 21
_ANYWHERE = ""
_ONE = ord("1")
