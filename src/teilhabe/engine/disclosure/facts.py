"""Published facts: what a figure tells of the data, as sums over boxes of observations.

A figure is a value as a release shows it, together with everything that is told beside it: numerator and denominator in
the table, in the exports and behind the chart. It is shown with all of its facts or with none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from teilhabe.engine.cube.sums import Addend, Box


@dataclass(frozen=True)
class PublishedFact:
    """One linear function of the data: the sum of its addends is `value`, known exactly to whoever is told.

    Where it has several addends, the gate takes each of them for told: nobody publishes a sum of several years, a
    balance or a mean of two days whose parts must stay hidden.
    `threshold`: the count of persons below which it must not be known, 0 where it counts none. `is_told` is False for
    what follows from the figure without standing in it, such as those whom a share leaves out. `of_ages`: told is
    also the sum of the ages of these people, as a mean age tells it.
    """

    addends: tuple[Addend, ...]
    value: float
    threshold: int
    is_told: bool = True
    of_ages: bool = False


@dataclass(frozen=True)
class Telling:
    """A figure and its facts; `weight` says how much is lost with it. `is_open` is False where it is hidden anyway."""

    figure: str
    facts: tuple[PublishedFact, ...]
    is_open: bool
    weight: float = 1.0


def to_json(tellings: Sequence[Telling]) -> str:
    """All of them in one text, every box and every fact once; the same text for the same facts."""
    boxes: dict[Box, int] = {}
    numbers: dict[Packed, int] = {}
    figures = [
        [entry.figure, entry.is_open, entry.weight, [_number(fact, boxes, numbers) for fact in entry.facts]]
        for entry in tellings
    ]
    named = [[box.dataset, box.variable, box.period, box.areas, box.where] for box in boxes]
    return json.dumps({"format": FORMAT, "boxes": named, "facts": [*numbers], "figures": figures}, ensure_ascii=False)


FORMAT = "teilhabe-facts/3"
Packed: TypeAlias = tuple[tuple[tuple[float, int, float | None], ...], float, int, bool, bool]


def _number(fact: PublishedFact, boxes: dict[Box, int], numbers: dict[Packed, int]) -> int:
    addends = tuple((each.coefficient, boxes.setdefault(each.box, len(boxes)), each.value) for each in fact.addends)
    packed = (addends, fact.value, fact.threshold, fact.is_told, fact.of_ages)
    return numbers.setdefault(packed, len(numbers))


class OtherFormat(ValueError):
    """The text was written by another version of this software."""


def from_json(text: str) -> tuple[Telling, ...]:
    """OtherFormat where these are no facts as this version writes them."""
    content = json.loads(text)
    if (found := content.get("format")) != FORMAT:
        raise OtherFormat(str(found))
    boxes = [_box(*entry) for entry in content["boxes"]]
    known = [_fact(entry, boxes) for entry in content["facts"]]
    return tuple(
        Telling(figure, tuple([known[number] for number in facts]), is_open, weight)
        for figure, is_open, weight, facts in content["figures"]
    )


def _box(dataset: str, variable: str, period: str, areas: Iterable[str], where: Iterable[Sequence[Any]]) -> Box:
    return Box(dataset, variable, period, tuple(areas), tuple((name, tuple(codes)) for name, codes in where))


def _fact(entry: Sequence[Any], boxes: Sequence[Box]) -> PublishedFact:
    addends, value, threshold, is_told, of_ages = entry
    return PublishedFact(tuple(Addend(c, boxes[box], v) for c, box, v in addends), value, threshold, is_told, of_ages)
