"""How many numbers, periods and subjects a message of each kind has."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from teilhabe.wording.message import Direction, Kind, Message, Quantity, Verdict

_ANY = range(5)
_BARE = frozenset({"", "ratio", "index"})
_NOTHING_TO_SAY = frozenset({Verdict.NOT_COMPARABLE, Verdict.TOO_FEW})


class Shape(NamedTuple):
    """Allowed counts; places of the numbers that are said without a sign (`sizes`) and without a unit (`bare`)."""

    numbers: Collection[int]
    periods: Collection[int]
    subjects: Collection[int] = _ANY
    sizes: tuple[int, ...] = ()
    bare: tuple[int, ...] = ()


SHAPES: dict[Kind, Shape] = {
    Kind.LEVEL: Shape((1, 2, 3, 4), (0, 1)),
    Kind.CHANGE: Shape((2,), (2,)),
    Kind.TREND: Shape((3,), (2,), sizes=(0,)),
    Kind.SHIFT: Shape((2,), (3,)),
    Kind.NO_CHANGE: Shape((2, 3), (2,), sizes=(2,)),
    Kind.GAP: Shape((3,), (0, 1), (2,), sizes=(2,)),
    Kind.RATIO: Shape((3,), (0, 1), (2,), bare=(2,)),
    Kind.COMPOSITION: Shape((2, 3, 4), (0, 1), (1, 2, 3)),
    Kind.RANK: Shape((1,), (0, 1)),
    Kind.LEADING: Shape((1,), (0, 1)),
    Kind.RECORD: Shape((1,), (1, 2)),
    Kind.SPREAD: Shape((2,), (0, 1, 2), (0, 1, 2, 3)),
    Kind.CONCENTRATION: Shape((2,), (0, 1), bare=(0,)),
    Kind.CONVERGENCE: Shape((2,), (2,), (0, 2)),
    Kind.TARGET: Shape((3,), (0, 1, 2), sizes=(2,)),
    Kind.DIFFERENCE: Shape((3,), (0, 1), (2,), sizes=(2,)),
    Kind.DECOMPOSITION: Shape((2,), (2,), (1,), sizes=(0,)),
    Kind.STRUCTURE: Shape((2,), (0, 1), (3,), sizes=(0,)),
    Kind.FORECAST: Shape((4,), (1,), (0, 1)),
    Kind.BREAK: Shape((0,), (2,)),
}


def is_mute(message: Message) -> bool:
    """Whether there is no number to say, only why."""
    return not message.numbers and message.verdict in _NOTHING_TO_SAY and message.kind != Kind.BREAK


def check(message: Message) -> None:
    """ValueError where the message is none of its kind: too many or too few numbers, periods or subjects."""
    if is_mute(message):
        if len(message.periods) > 2 or len(message.subjects) > 4:
            raise _fault(message)
        return
    shape = SHAPES[message.kind]
    counts = (len(message.numbers), len(message.periods), len(message.subjects))
    if any(count not in allowed for count, allowed in zip(counts, shape[:3], strict=True)) or not _fits(message):
        raise _fault(message)
    if is_directed(message) and any(number.value < 0 for number in _sizes(message, shape)):
        raise ValueError(f"a change or difference with a direction has no sign: {message!r}")
    if any(message.numbers[place].unit not in _BARE for place in shape.bare):
        raise ValueError(f"a factor and a number of groups have no unit: {message!r}")


def is_directed(message: Message) -> bool:
    """Whether the sentence may say which way: only what is supported."""
    return message.verdict == Verdict.SUPPORTED and message.direction != Direction.NONE


def _fits(message: Message) -> bool:
    """Values and their subjects come in pairs, a rank has its place."""
    subjects, numbers = len(message.subjects), len(message.numbers)
    if message.kind == Kind.LEVEL:
        return numbers == max(subjects, 1)
    if message.kind == Kind.COMPOSITION:
        return numbers == subjects + 1
    if message.kind == Kind.LEADING:
        return message.rank is not None and message.rank[0] > 1
    if message.kind == Kind.SPREAD:
        return subjects < 3 or not message.periods[1:]
    return message.kind != Kind.RANK or message.rank is not None


def _sizes(message: Message, shape: Shape) -> list[Quantity]:
    return [message.numbers[place] for place in shape.sizes if place < len(message.numbers)]


def _fault(message: Message) -> ValueError:
    return ValueError(f"no {message.kind} is said with these numbers, periods and subjects: {message!r}")
