"""Published facts: what a figure tells of the data, as sums over boxes of observations.

A figure is a value as a release shows it, together with everything that is told beside it: numerator and denominator in
the table, in the exports and behind the chart. It is shown with all of its facts or with none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from teilhabe.engine.cube.sums import Addend, Box


@dataclass(frozen=True)
class PublishedFact:
    """One linear function of the data: the sum of its addends is `value`, known exactly to whoever is told.

    Where it has several addends, the gate takes each of them for told: nobody publishes a sum of several years, a
    balance or a mean of two days whose parts must stay hidden.
    `threshold`: the count of persons below which it must not be known, 0 where it counts none. `is_told` is False for
    what follows from the figure without standing in it, such as those whom a share leaves out.
    """

    addends: tuple[Addend, ...]
    value: float
    threshold: int
    is_told: bool = True


@dataclass(frozen=True)
class Telling:
    """A figure and its facts; `weight` says how much is lost with it. `is_open` is False where it is hidden anyway."""

    figure: str
    facts: tuple[PublishedFact, ...]
    is_open: bool
    weight: float = 1.0


def to_json(tellings: Sequence[Telling]) -> str:
    """All of them in one text, every box once; the same text for the same facts."""
    boxes: dict[Box, int] = {}
    figures = [
        [entry.figure, entry.is_open, entry.weight, [_packed(fact, boxes) for fact in entry.facts]]
        for entry in tellings
    ]
    named = [[box.dataset, box.variable, box.period, box.areas, box.where] for box in boxes]
    return json.dumps({"format": FORMAT, "boxes": named, "figures": figures}, ensure_ascii=False)


FORMAT = "teilhabe-facts/1"


def _packed(fact: PublishedFact, boxes: dict[Box, int]) -> list[Any]:
    addends = [[addend.coefficient, boxes.setdefault(addend.box, len(boxes)), addend.value] for addend in fact.addends]
    return [addends, fact.value, fact.threshold, fact.is_told]


def from_json(text: str) -> tuple[Telling, ...]:
    content = json.loads(text)
    boxes = [_box(*entry) for entry in content["boxes"]]
    return tuple(_telling(entry, boxes) for entry in content["figures"])


def _box(dataset: str, variable: str, period: str, areas: Iterable[str], where: Iterable[Sequence[Any]]) -> Box:
    return Box(dataset, variable, period, tuple(areas), tuple((name, tuple(codes)) for name, codes in where))


def _telling(entry: Sequence[Any], boxes: Sequence[Box]) -> Telling:
    figure, is_open, weight, facts = entry
    return Telling(figure, tuple(_fact(fact, boxes) for fact in facts), is_open, weight)


def _fact(entry: Sequence[Any], boxes: Sequence[Box]) -> PublishedFact:
    addends, value, threshold, is_told = entry
    return PublishedFact(tuple(Addend(c, boxes[box], v) for c, box, v in addends), value, threshold, is_told)


def open_facts(tellings: Iterable[Telling], hidden: Mapping[str, object] | frozenset[str]) -> Iterator[PublishedFact]:
    """What is told where these figures are hidden."""
    for entry in tellings:
        if entry.is_open and entry.figure not in hidden:
            yield from (fact for fact in entry.facts if fact.is_told)
