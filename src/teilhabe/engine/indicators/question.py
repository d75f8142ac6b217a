"""What is asked of the cube for one part of an indicator, and how the answers become one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from teilhabe.engine.cube.query import Addend, CellReference, Selection, Sums
from teilhabe.engine.cube.sums import Index, weighted

NONE = -1


@dataclass(frozen=True)
class Question:
    """What is asked of the cube for one part: its variable, and those that are taken off.

    Where classes of age change in the course of time, all of them once per set of classes; `of_period` says which of
    these `versions` serves a period, NONE where no set of its classes tells apart what is asked.
    """

    versions: tuple[tuple[Selection, ...], ...]
    of_period: Mapping[str, int]

    @property
    def selections(self) -> tuple[Selection, ...]:
        return tuple(selection for version in self.versions for selection in version)

    def answer(self, sums: Sequence[Sums]) -> Sums:
        size = len(self.versions[0])
        found = [_balance(sums[start : start + size]) for start in range(0, len(sums), size)]
        return found[0] if set(self.of_period.values()) == {0} else _taken(found, self.of_period)


def _taken(sums: Sequence[Sums], of_period: Mapping[str, int]) -> Sums:
    """Sums of one shape joined to one: for each period those with this number, none where they do not know it."""
    starts = np.cumsum([0, *(len(entry.periods) for entry in sums)]).tolist()
    places = [
        (number, sums[number].periods.index(period))
        if number != NONE and period in sums[number].periods
        else (NONE, NONE)
        for period, number in of_period.items()
    ]
    columns = [NONE if number == NONE else starts[number] + place for number, place in places]
    blank = {"value": np.nan}

    def joined(name: str) -> Any:
        arrays = [getattr(entry, name) for entry in sums]
        nothing = np.full_like(arrays[0][:, :1], blank.get(name, 0))
        return np.concatenate([*arrays, nothing], axis=1)[:, columns]

    def listed(index: Index) -> tuple[CellReference, ...]:
        number, place = places[index[1]]
        return () if number == NONE else sums[number].listed((index[0], place, *index[2:]))

    def addends(index: Index) -> tuple[Addend, ...]:
        number, place = places[index[1]]
        return () if number == NONE else sums[number].addends((index[0], place, *index[2:]))

    return replace(
        sums[0],
        periods=tuple(of_period),
        value=joined("value"),
        exists=joined("exists"),
        cells=joined("cells"),
        first_row=joined("first_row"),
        last_row=joined("last_row"),
        profiles=joined("profiles"),
        listed=listed,
        addends=addends,
    )


def _balance(sums: Sequence[Sums]) -> Sums:
    """The first minus all others; nothing in periods that one of them does not know."""
    first, *others = sums
    for other in others:
        same = other if other.periods == first.periods else _taken([other], dict.fromkeys(first.periods, 0))
        first = _less(first, same)
    return first


def _less(first: Sums, other: Sums) -> Sums:
    """The difference of two sums of one dataset; it holds the cells and profiles of both."""
    return replace(
        first,
        value=first.value - other.value,
        exists=first.exists & other.exists,
        cells=first.cells + other.cells,
        first_row=np.minimum(first.first_row, other.first_row),
        last_row=np.maximum(first.last_row, other.last_row),
        profiles=first.profiles | other.profiles,
        listed=lambda index: (*first.listed(index), *_taken_off(other.listed(index))),
        addends=lambda index: (*first.addends(index), *weighted(other.addends(index), -1.0)),
    )


def _taken_off(cells: Iterable[CellReference]) -> Iterator[CellReference]:
    return (replace(cell, taken_off=True) for cell in cells)
