"""A grid: the figures of one measure along its axes, with what is a sum of what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from math import fsum

from teilhabe.codes.period import parse_period
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.statements.topic import Point
from teilhabe.text import Text

Codes = tuple[str, ...]
Course = Mapping[str, Point]
"""The points of a series by period."""


@dataclass(frozen=True)
class Axis:
    """What figures differ by: codes in the order of the table, each with its name.

    `sums` holds the codes that stand for several others, with those others where they are known. `is_origin`: its
    groups are told apart by where people come from, what they believe or speak; they are never ranked.
    """

    name: str
    labels: Mapping[str, Text]
    sums: Mapping[str, Codes] = field(default_factory=dict)
    is_place: bool = False
    is_origin: bool = False
    is_columns: bool = False
    is_divided: bool = True  # its groups may be parts of one whole that nobody has summed
    title: Text | None = None  # what the groups differ by

    @cached_property
    def leaves(self) -> Codes:
        return tuple(code for code in self.labels if code not in self.sums)

    @cached_property
    def whole(self) -> str:
        """The code of everybody; "" where the table has none."""
        if TOTAL in self.labels:
            return TOTAL
        leaves = set(self.leaves)
        return next((code for code, parts in self.sums.items() if leaves <= set(parts)), "")

    def with_whole(self) -> Axis:
        """The axis with a sum over all its leaves."""
        labels = {**self.labels, TOTAL: Text("insgesamt", "total")}
        return replace(self, labels=labels, sums={**self.sums, TOTAL: self.leaves})


@dataclass(frozen=True)
class Grid:
    """The figures of one measure. `unit` is what the table calls it, `printed` the most decimals that it prints."""

    name: str
    unit: str
    axes: tuple[Axis, ...]
    figures: Mapping[Codes, Course]
    printed: int = 0
    cuts: Mapping[str, Text] = field(default_factory=dict)  # first period that is not comparable with those before it
    limits: tuple[Text, ...] = ()

    def points(self) -> Iterator[Point]:
        for course in self.figures.values():
            yield from course.values()

    @property
    def periods(self) -> tuple[str, ...]:
        return in_time({point.period: None for point in self.points()})

    def place_of(self, axis: Axis) -> int:
        return self.axes.index(axis)


def in_time(periods: Mapping[str, None] | Sequence[str]) -> tuple[str, ...]:
    """The periods in order of time; what is no period stays where it stood, at the front."""
    parsed = {code: parse_period(code) if code else None for code in periods}
    known = sorted((period, code) for code, period in parsed.items() if period)
    return (*(code for code, period in parsed.items() if not period), *(code for _, code in known))


def summed(grid: Grid, axis: Axis) -> Grid:
    """The grid with the sums over an axis that has no total; a sum with a part missing is left out."""
    if axis.whole or len(axis.leaves) < 2:
        return grid
    place, wider = grid.place_of(axis), axis.with_whole()
    others = {(*codes[:place], *codes[place + 1 :]): None for codes in grid.figures}
    figures = dict(grid.figures)
    for rest in others:
        courses = [grid.figures.get((*rest[:place], leaf, *rest[place:])) for leaf in axis.leaves]
        if course := sum_of([course for course in courses if course], len(axis.leaves)):
            figures[(*rest[:place], TOTAL, *rest[place:])] = course
    return replace(grid, axes=tuple(wider if other is axis else other for other in grid.axes), figures=figures)


def sum_of(courses: Sequence[Course], parts: int) -> Course:
    """The sums of the periods for which all parts are there."""
    if len(courses) < parts:
        return {}
    shared = [period for period in courses[0] if all(period in course for course in courses)]
    return {
        period: Point(
            period,
            fsum(course[period].value for course in courses),
            joined([course[period].cell for course in courses]),
        )
        for period in shared
    }


def joined(cells: Sequence[str]) -> str:
    """The cells of a calculation: "t.tsv:B2 + B3", a file named once."""
    file, _, _ = cells[0].rpartition(":")
    return cells[0] + "".join(f" + {cell.removeprefix(f'{file}:')}" for cell in cells[1:])


def choices(grid: Grid, axis: Axis, most: int) -> list[dict[str, str]]:
    """What the other axes may stand at: everybody where there is such a figure, otherwise each group in turn."""
    options = [
        [(other.name, code) for code in ([other.whole] if _tells_of_everybody(grid, axis, other) else other.leaves)]
        for other in grid.axes
        if other is not axis
    ]
    return [dict(chosen) for chosen, _ in zip(product(*options), range(most), strict=False)]


def _tells_of_everybody(grid: Grid, axis: Axis, other: Axis) -> bool:
    """Whether the groups of an axis are told for everybody on another axis."""
    own, place = grid.place_of(axis), grid.place_of(other)
    return bool(other.whole) and any(codes[place] == other.whole and codes[own] != axis.whole for codes in grid.figures)
