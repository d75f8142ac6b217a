"""What a sum has beyond the parts that tables list of it: those who were left out, or who came between two dates.

Inside one table a combination without a line is nothing. Between tables it need not be: whoever came until 1 July is
whoever came until 30 June and the newcomers of a day, which no table lists. Their number is told all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from teilhabe.engine.audit.files import TOTAL, Key
from teilhabe.engine.audit.margins import Sum

_TOLERANCE = 1e-6
Told = Callable[[Key], float | None]
"""What is told of a cell exactly."""


@dataclass(frozen=True)
class _Cut:
    """How sums are divided: the dimension, the code of the whole ("" for the total) and those of its parts."""

    dimension: str
    whole: str
    parts: tuple[str, ...]

    @classmethod
    def of(cls, found: Sum) -> _Cut:
        whole, parts = found
        ((dimension, _),) = parts[0] - whole
        return cls(dimension, dict(whole).get(dimension, ""), tuple(sorted(dict(part)[dimension] for part in parts)))

    @property
    def rest(self) -> str:
        return " − ".join((self.whole or TOTAL, *self.parts))


def with_rests(found: Sequence[Sum], certain: Collection[Sum], told: Told) -> tuple[list[Sum], set[Key]]:
    """These sums, with a rest as a further part where figures show that parts are not the whole; and the rests.

    Where one sum of a cut is larger than its parts, all sums of that cut may be. `certain`: sums inside one table.
    """
    cuts = {each: _Cut.of(each) for each in found if each not in certain}
    open_cuts = {cut for each, cut in cuts.items() if _leaves_out(each, told)}
    rests = {each: _rest(each[0], cut) for each, cut in cuts.items() if cut in open_cuts}
    divided = [(each[0], (*each[1], rests[each]) if each in rests else each[1]) for each in found]
    return divided, set(rests.values())


def _rest(whole: Key, cut: _Cut) -> Key:
    others = frozenset(entry for entry in whole if entry[0] != cut.dimension)
    return others | {(cut.dimension, cut.rest)}


def _leaves_out(found: Sum, told: Told) -> bool:
    whole, parts = found
    known = [told(key) for key in (whole, *parts)]
    if any(value is None for value in known):
        return False
    numbers = [value for value in known if value is not None]
    return numbers[0] > sum(numbers[1:]) + _TOLERANCE
