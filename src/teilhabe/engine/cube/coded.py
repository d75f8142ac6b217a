"""Dictionary encoding, as in Arrow, Parquet and SDMX: a column keeps each different cell once."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Generic, TypeVar, overload

import numpy as np
import numpy.typing as npt

T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")

Indices = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

_MOST_NUMBERS = 2**62
_ROOM = 4
"""A table of flags with this many places per row is faster than sorting the rows."""


class Coded(Sequence[T_co]):
    """A column of few different cells: `cells[indices[row]]` stands in row `row`.

    `cells` holds each different cell once, in order of first occurrence, and none that does not occur; `indices` is an
    array of int32. It reads like the tuple of its entries and equals every sequence with the same entries. Work on
    what differs, never on every row:

        sex = Coded.of(["m", "w", "m"])     # encodes; a column that is encoded stays what it is
        sex.cells                           # ("m", "w"): the different cells, in file order
        sex.map({"m": "M", "w": "F"}.get)   # calls the function once for each different cell
        sex.counts()                        # {"m": 2, "w": 1}
        sex.firsts()                        # array([0, 1]): the row where each cell occurs first
        sex.where({"m"}.__contains__)       # array([ True, False,  True]): a mask, to combine with & and |
        sex.take(np.flatnonzero(mask))      # the column of the rows in a mask
        zipped(sex, age).cells              # the different pairs; counts() and firsts() as above
        numbers, firsts = groups([sex, age])  # a number for each different combination, per row; its first row
        Coded.constant("TOTAL", 1_000_000)  # takes no room
    """

    __slots__ = ("cells", "indices")
    __hash__ = None  # type: ignore[assignment]  # compared by its entries, as a list is

    def __init__(self, cells: Sequence[T_co], indices: Indices) -> None:
        """For cells that are in order already; `of` and `encoded` take any."""
        self.cells = cells
        self.indices = indices

    @staticmethod
    def of(entries: Sequence[U]) -> Coded[U]:
        """The encoded entries; hashable ones."""
        if isinstance(entries, Coded):
            return entries
        different: Sequence[U] = entries
        if isinstance(entries, range):
            return Coded(different, np.arange(len(entries), dtype=np.int32))
        growing: GrowingColumn[U] = GrowingColumn()
        growing.extend(entries)
        return growing.coded()

    @staticmethod
    def constant(cell: U, count: int) -> Coded[U]:
        """The same cell `count` times."""
        return Coded((cell,) if count else (), np.broadcast_to(np.int32(0), count))

    @staticmethod
    def encoded(cells: Sequence[U], indices: Indices) -> Coded[U]:
        """As the constructor, for different cells in any order, of which some may not occur."""
        in_order, occurring, _ = _renumbered(indices, len(cells))
        if in_order is indices:
            return Coded(cells, indices)
        return Coded(tuple(map(cells.__getitem__, occurring.tolist())), in_order)

    def __len__(self) -> int:
        return len(self.indices)

    @overload
    def __getitem__(self, row: int) -> T_co: ...
    @overload
    def __getitem__(self, row: slice) -> Coded[T_co]: ...
    def __getitem__(self, row: int | slice) -> T_co | Coded[T_co]:
        if isinstance(row, slice):
            return self.encoded(self.cells, self.indices[row])
        cell: T_co = self.cells[self.indices[row]]
        return cell

    def __iter__(self) -> Iterator[T_co]:
        return map(self.cells.__getitem__, self.indices.tolist())

    def __contains__(self, cell: object) -> bool:
        return cell in self.cells

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Coded):
            return tuple(self.cells) == tuple(other.cells) and np.array_equal(self.indices, other.indices)
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    def __repr__(self) -> str:
        return f"Coded({len(self)} rows, {len(self.cells)} different: {', '.join(map(repr, self.cells[:5]))} …)"

    def index(self, cell: Any, start: int = 0, stop: int | None = None) -> int:
        """The first row with this cell; ValueError where there is none."""
        rows = np.flatnonzero(self.indices[start:stop] == self.cells.index(cell))
        if not len(rows):
            raise ValueError(f"{cell!r} is not in these rows")
        return start + int(rows[0])

    def count(self, cell: Any) -> int:
        return self.counts().get(cell, 0)

    def counts(self) -> dict[T_co, int]:
        """How often each cell occurs."""
        numbers = np.bincount(self.indices, minlength=len(self.cells)).tolist()
        return dict(zip(self.cells, numbers, strict=True))

    def firsts(self) -> Indices:
        """The row in which each of `cells` occurs first."""
        return _firsts(self.indices, len(self.cells))

    def where(self, wanted: Callable[[T_co], bool]) -> Mask:
        """For each row whether its cell is wanted; asked once for each different cell."""
        return np.fromiter(map(wanted, self.cells), np.bool_, len(self.cells))[self.indices]

    @property
    def is_ascending(self) -> bool:
        """Whether no row has a smaller cell than the row before."""
        cells: Sequence[Any] = self.cells
        is_sorted = isinstance(cells, range) or all(a < b for a, b in pairwise(cells))
        return is_sorted and bool((np.diff(self.indices) >= 0).all())

    def map(self, convert: Callable[[T_co], U]) -> Coded[U]:
        """Every cell converted; `convert` is called once for each different one."""
        return self.replaced([convert(cell) for cell in self.cells])

    def replaced(self, others: Sequence[U]) -> Coded[U]:
        """Other cells in place of `cells`, one for each, in their order."""
        other = Coded.of(others)
        if len(other.cells) == len(self.cells):
            return Coded(other.cells, self.indices)
        return Coded(other.cells, other.indices[self.indices])

    def take(self, rows: Indices | npt.NDArray[np.int64]) -> Coded[T_co]:
        """The rows with these numbers, in their order."""
        return self.encoded(self.cells, self.indices[rows])

    def stretched(self, times: int) -> Coded[T_co]:
        """Each row `times` in a row: a, a, b, b."""
        if len(self.cells) == 1:
            return Coded.constant(self.cells[0], len(self) * times)
        return Coded(self.cells, np.repeat(self.indices, times))

    def repeated(self, times: int) -> Coded[T_co]:
        """All rows `times` over: a, b, a, b."""
        if len(self.cells) == 1:
            return Coded.constant(self.cells[0], len(self) * times)
        return Coded(self.cells, np.tile(self.indices, times))


class GrowingColumn(Generic[U]):
    """A column that is encoded portion by portion, so that its entries are never all there at once."""

    def __init__(self) -> None:
        self._indices = array("i")
        self._numbers: defaultdict[U, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__  # a cell that is new gets the next number

    def extend(self, entries: Sequence[U]) -> None:
        """Further rows; a portion with one cell throughout, as labels mostly are, is looked up once."""
        if entries and entries[0] == entries[-1] and entries.count(entries[0]) == len(entries):
            self._indices.extend(array("i", [self._numbers[entries[0]]]) * len(entries))
        else:
            self._indices.extend(map(self._numbers.__getitem__, entries))

    def coded(self) -> Coded[U]:
        """The column so far; it must not grow any more."""
        return Coded(tuple(self._numbers), np.frombuffer(self._indices, np.int32))


def joined(columns: Sequence[Sequence[U]]) -> Coded[U]:
    """One column after the other."""
    encoded = [Coded.of(column) for column in columns]
    known = Coded.of([cell for column in encoded for cell in column.cells])
    parts, start = [], 0
    for column in encoded:
        numbers = known.indices[start : start + len(column.cells)]
        parts.append(numbers[column.indices])
        start += len(column.cells)
    return Coded(known.cells, np.concatenate(parts) if parts else np.empty(0, np.int32))


def woven(columns: Sequence[Sequence[U]]) -> Coded[U]:
    """Row by row, from the first column to the last; all columns have the same length."""
    one = joined(columns)
    return Coded.encoded(one.cells, one.indices.reshape(len(columns), -1).T.reshape(-1))


def zipped(*columns: Coded[Any]) -> Coded[tuple[Any, ...]]:
    """The combinations that stand side by side."""
    numbers, firsts = groups(columns)
    parts = [column.take(firsts) for column in columns]
    return Coded(tuple(zip(*parts, strict=True)), numbers)


def groups(columns: Sequence[Coded[Any]]) -> tuple[Indices, Indices]:
    """A number for each different combination, per row and in order of first occurrence; and each one's first row."""
    numbers, size = _combined([(column.indices, len(column.cells)) for column in columns])
    numbers, size = _dense(numbers, size)
    in_order, _, firsts = _renumbered(numbers.astype(np.int32), size)
    return in_order, firsts


def ordered(columns: Sequence[Coded[Any]]) -> npt.NDArray[np.int64]:
    """The rows in the order of their cells in the first column, then the second …; equal ones as they stand.

    None comes before all other cells of a column, which are either texts or numbers.
    """
    numbers, _ = _combined([(_ranks(column), len(column.cells)) for column in columns])
    return np.argsort(numbers, kind="stable")


def _ranks(column: Coded[Any]) -> Indices:
    present = [place for place, cell in enumerate(column.cells) if cell is not None]
    present.sort(key=column.cells.__getitem__)
    ranks = np.zeros(len(column.cells), np.int32)
    ranks[present] = np.arange(len(column.cells) - len(present), len(column.cells), dtype=np.int32)
    return ranks[column.indices]


def _combined(columns: Sequence[tuple[Indices, int]]) -> tuple[npt.NDArray[np.int64], int]:
    """One number per row for several columns of numbers, each below its size; ordered as the columns are."""
    numbers, size = np.zeros(len(columns[0][0]), np.int64), 1
    for indices, width in columns:
        if width > 1:
            if size * width > _MOST_NUMBERS:
                numbers, size = _dense(numbers, size)
            numbers = numbers * width + indices
            size *= width
    return numbers, size


def _dense(numbers: npt.NDArray[np.int64], size: int) -> tuple[npt.NDArray[np.int64], int]:
    """The numbers below `size`, renumbered in their order without gaps, and how many there are."""
    if size > _ROOM * len(numbers) + 1024:
        different, dense = np.unique(numbers, return_inverse=True)
        return dense, len(different)
    occurs = np.zeros(size, np.bool_)
    occurs[numbers] = True
    places = np.cumsum(occurs) - 1
    return places[numbers], int(np.count_nonzero(occurs))


def _renumbered(indices: Indices, count: int) -> tuple[Indices, npt.NDArray[np.int64], Indices]:
    """Numbers below `count` in order of first occurrence; the old number of each new one, and its first row.

    Numbers that are in order already come back as the same array.
    """
    first = _firsts(indices, count)
    if first[-1:].sum() < len(indices) and bool((np.diff(first) > 0).all()):
        return indices, np.arange(count), first
    occurring = np.argsort(first, kind="stable")[: np.count_nonzero(first < len(indices))]
    order = np.empty(count, np.int32)
    order[occurring] = np.arange(len(occurring), dtype=np.int32)
    return order[indices], occurring, first[occurring]


def _firsts(indices: Indices, count: int) -> Indices:
    """For each number below `count` the first row with it; the number of rows where it does not occur."""
    first = np.full(count, len(indices), np.int32)
    first[indices[::-1]] = np.arange(len(indices) - 1, -1, -1, dtype=np.int32)  # of several the last one stays
    return first
