"""Relations: how regions make up each other, found from what they count.

Along each dimension a region is the sum of the regions inside it and of what is left. What is left is a region too,
whether anybody publishes it or not: it can be computed from the others, so it has to be protected like them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isclose
from typing import TypeVar

from teilhabe.engine.disclosure.regions import Leaves, Region

Values = dict[Region, float]
Relation = tuple[tuple[Region, float], ...]
"""Regions with coefficients whose sum is 0."""

ROUNDS = 2
"""The second round finds what only the rests of the first make up: the fourth field of a table of four."""


SAME = 1e-7
"""Sums may differ by so much and still be the same: estimates of a survey are no whole numbers."""


def relations(values: Values) -> tuple[Relation, ...]:
    """How these regions make up each other; `values` gains the rests.

    Only what adds up in the figures: regions of two files, or of a total with persons of no district, may not.
    """
    found: dict[frozenset[Region], Relation] = {}
    for _ in range(ROUNDS):
        for line, dimension in _lines(values):
            for relation in _of_line(line, dimension, values):
                found.setdefault(frozenset(region for region, _ in relation), relation)
    return tuple(found.values())


def _lines(values: Mapping[Region, float]) -> Iterator[tuple[Sequence[Region], int]]:
    """Regions that differ in one dimension only, with its number; the smallest first, in a canonical order."""
    ordered = sorted(values, key=lambda region: region.key)
    for dimension in range(max((len(region.sets) for region in ordered), default=0)):
        lines: dict[tuple[object, ...], list[Region]] = {}
        for region in ordered:
            if dimension < len(region.sets):
                rest = (region.space, *region.sets[:dimension], None, *region.sets[dimension + 1 :])
                lines.setdefault(rest, []).append(region)
        for line in lines.values():
            if len(line) > 1:
                yield line, dimension


def _of_line(line: Sequence[Region], dimension: int, values: Values) -> Iterator[Relation]:
    sets = [region.sets[dimension] for region in line]
    for number, whole in enumerate(line):
        inside = [other for other in range(len(line)) if sets[other] and sets[other] < sets[number]]
        for chosen in _tilings(inside, sets):
            yield from _made_up(whole, [line[part] for part in chosen], dimension, values)


def _tilings(inside: Sequence[int], sets: Sequence[Leaves]) -> Iterator[Sequence[int]]:
    """Disjoint parts, the largest that there are; each of them stands in one tiling at least."""
    largest = [part for part in inside if not any(sets[part] < sets[other] for other in inside)]
    waiting = dict.fromkeys(largest)
    while waiting:
        chosen: list[int] = []
        taken: set[str] = set()
        for part in (*waiting, *largest):
            if part not in chosen and taken.isdisjoint(sets[part]):
                chosen.append(part)
                taken |= sets[part]
        for part in chosen:
            waiting.pop(part, None)
        yield chosen


def _made_up(whole: Region, parts: Sequence[Region], dimension: int, values: Values) -> Iterator[Relation]:
    left = whole.sets[dimension].difference(*(part.sets[dimension] for part in parts))
    difference = values[whole] - sum(values[part] for part in parts)
    nobody = isclose(difference, 0, abs_tol=SAME)
    rest = 0.0 if nobody else difference
    members = [(whole, -1.0), *((part, 1.0) for part in parts)]
    if not left and nobody:
        yield tuple(members)
    elif left and rest >= 0:
        region = whole.along(dimension, left)
        if isclose(values.setdefault(region, rest), rest, abs_tol=SAME):
            yield (*members, (region, 1.0))


Node = TypeVar("Node", int, tuple[str, str, str])


def components(cells: Iterable[Node], rows: Iterable[Sequence[Node]]) -> tuple[tuple[Node, ...], ...]:
    """The cells that hang together through rows, each group in order."""
    above = {cell: cell for cell in cells}

    def root(cell: Node) -> Node:
        while above[cell] != cell:
            above[cell] = above[above[cell]]
            cell = above[cell]
        return cell

    for row in rows:
        for other in row[1:]:
            one, two = sorted((root(row[0]), root(other)))
            above[two] = one
    groups: dict[Node, list[Node]] = {}
    for cell in above:
        groups.setdefault(root(cell), []).append(cell)
    return tuple(tuple(sorted(group)) for group in groups.values())
