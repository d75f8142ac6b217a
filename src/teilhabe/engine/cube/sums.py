"""Sums of observations as arrays over places, periods and codes, each with the cells it was made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from teilhabe.engine.cube.structure import Profile

LISTED_CELLS = 5
"""So many source cells are listed one by one; beyond them a sum names its rows as a range."""

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]
Index = tuple[int, ...]


def told(number: float) -> float | None:
    """The number, None where it is not known (NaN)."""
    return None if np.isnan(number) else float(number)


@dataclass(frozen=True)
class CellReference:
    """One cell of one file: physical row from 1, spreadsheet column, the number in it, its own citation."""

    row: int
    column: str
    value: float | None
    sign: str
    citation: str
    taken_off: bool = False  # subtracted: departures from arrivals


@dataclass(frozen=True)
class Origin:
    """The cells of one dataset that a sum was made of."""

    dataset: str
    cells: int
    first_row: int
    last_row: int
    listed: tuple[CellReference, ...]


@dataclass(frozen=True)
class Box:
    """Observations of one variable that belong together: areas, and for each restricted dimension the codes that count.

    What two sums have in common can be seen from their boxes, without looking at the observations.
    """

    dataset: str
    variable: str
    period: str
    areas: tuple[str, ...]
    where: tuple[tuple[str, tuple[str, ...]], ...]  # by dimension; what is not named is not restricted


@dataclass(frozen=True)
class Addend:
    """One box inside a sum: what it counts with (-1: taken off; 0.5: the mean of two days), and its value."""

    coefficient: float
    box: Box
    value: float | None


@dataclass(frozen=True)
class Sum:
    """A sum of observations.

    `value` is None as soon as one of its cells holds a sign instead of a number, or an area of the place is missing.
    """

    place: str
    period: str
    code: str  # of the first axis, "" where there is none
    value: float | None
    sign: str
    statuses: tuple[str, ...]
    bases: tuple[str, ...]
    concepts: tuple[str, ...]
    units: tuple[str, ...]
    vintages: tuple[str, ...]
    origin: Origin
    addends: tuple[Addend, ...] = ()


def joined(sums: Sequence[Sum], value: float, weight: float = 1.0) -> Sum:
    """Several sums of one dataset as one: this value, all their cells, statuses and vintages, the rest of the last.

    Each of them counts with this weight: a half where the value is the mean of two.
    """
    origins = [entry.origin for entry in sums]
    signs = {entry.sign for entry in sums if entry.value is None}
    return replace(
        sums[-1],
        value=told(value),
        sign=signs.pop() if len(signs) == 1 else "",
        statuses=tuple(sorted({status for entry in sums for status in entry.statuses})),
        vintages=tuple(sorted({vintage for entry in sums for vintage in entry.vintages})),
        origin=Origin(
            dataset=origins[-1].dataset,
            cells=sum(origin.cells for origin in origins),
            first_row=min(origin.first_row for origin in origins),
            last_row=max(origin.last_row for origin in origins),
            listed=tuple(cell for origin in origins for cell in origin.listed),
        ),
        addends=weighted((addend for entry in sums for addend in entry.addends), weight),
    )


def united(sums: Sequence[Sum], dimension: str) -> Sum:
    """Several sums that differ only in their codes of one dimension as one, whose boxes hold all of these codes."""
    boxes: dict[tuple[float, Box], list[Addend]] = {}
    for addend in (addend for entry in sums for addend in entry.addends):
        rest = tuple(named for named in addend.box.where if named[0] != dimension)
        boxes.setdefault((addend.coefficient, replace(addend.box, where=rest)), []).append(addend)
    whole = joined(sums, _added(entry.value for entry in sums))
    return replace(whole, addends=tuple(_united(parts, dimension) for parts in boxes.values()))


def _united(parts: Sequence[Addend], dimension: str) -> Addend:
    codes = tuple(code for part in parts for name, each in part.box.where if name == dimension for code in each)
    where = tuple((name, codes if name == dimension else each) for name, each in parts[0].box.where)
    value = told(_added(part.value for part in parts))
    return replace(parts[0], box=replace(parts[0].box, where=where), value=value)


def _added(numbers: Iterable[float | None]) -> float:
    """NaN where one of them is not known."""
    return sum(np.nan if number is None else number for number in numbers)


def weighted(addends: Iterable[Addend], weight: float) -> tuple[Addend, ...]:
    """The addends, each counting `weight` times as much."""
    return tuple(replace(addend, coefficient=addend.coefficient * weight) for addend in addends)


@dataclass(frozen=True)
class Sums:
    """The sums of one selection.

    All arrays have the shape (places, periods, codes of the first axis, …). `value` is NaN where a sum holds a sign or
    lacks an area, `exists` says where there is any observation (or where none means nobody), `profiles` has one more
    axis at its end: which of the dataset's profiles occur in the sum.
    """

    dataset: str
    variable: str
    places: tuple[str, ...]
    periods: tuple[str, ...]  # in order of time
    axes: tuple[tuple[str, tuple[str, ...]], ...]  # dimension, codes
    value: Floats
    exists: Booleans
    cells: Integers
    first_row: Integers
    last_row: Integers
    profiles: Booleans
    known: tuple[Profile, ...]
    listed: Callable[[Index], tuple[CellReference, ...]]
    addends: Callable[[Index], tuple[Addend, ...]]

    def attributes(self, name: str) -> tuple[tuple[str, ...], Booleans]:
        """The different contents of one attribute, and where each occurs (one more axis at the end)."""
        contents = tuple(
            dict.fromkeys(entry for profile in self.known if (entry := getattr(profile, name)) is not None)
        )
        columns = [
            self.profiles[..., [getattr(profile, name) == content for profile in self.known]].any(axis=-1)
            for content in contents
        ]
        return contents, np.stack(columns, axis=-1) if columns else np.zeros((*self.value.shape, 0), dtype=np.bool_)

    def rows(self) -> Iterator[Sum]:
        """The sums that exist, by place, period and code."""
        for index in np.argwhere(self.exists):
            yield self.at(tuple(index.tolist()))

    def at(self, index: Index) -> Sum:
        """One sum; `index` counts along places, periods and axes."""
        found = [profile for profile, occurs in zip(self.known, self.profiles[index], strict=True) if occurs]
        value = told(self.value[index])
        return Sum(
            place=self.places[index[0]],
            period=self.periods[index[1]],
            code=self.axes[0][1][index[2]] if self.axes else "",
            value=value,
            sign=_only(found) if value is None else "",
            statuses=_contents(found, "status"),
            bases=_contents(found, "base"),
            concepts=_contents(found, "concept"),
            units=_contents(found, "unit"),
            vintages=_contents(found, "vintage"),
            origin=Origin(
                self.dataset,
                int(self.cells[index]),
                int(self.first_row[index]),
                int(self.last_row[index]),
                self.listed(index),
            ),
            addends=self.addends(index),
        )


def _contents(profiles: Sequence[Profile], name: str) -> tuple[str, ...]:
    return tuple(sorted({entry for profile in profiles if (entry := getattr(profile, name)) is not None}))


def _only(profiles: Sequence[Profile]) -> str:
    """The sign that all missing cells share, "" where they differ."""
    signs = _contents(profiles, "sign")
    return signs[0] if len(signs) == 1 else ""
