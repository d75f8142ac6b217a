"""Tables of records with all their totals: what a query counts, and the sum of the keys of those it counts.

Every combination of codes gets a cell, also the empty ones. Otherwise a 0 that stands in the result would tell that
somebody is there, because only noise can have made it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

import numpy as np

from teilhabe.engine.disclosure.cell_key.keys import RecordKeys
from teilhabe.engine.disclosure.problem import Floats, Integers
from teilhabe.errors import InputError

TOTAL = "TOTAL"
_MOST_CELLS = 5_000_000

Parents = Mapping[str, str]
"""Code → the code it belongs to; a code that is no key belongs to the total alone."""


@dataclass(frozen=True)
class Cells:
    """All cells of a table: `codes` per dimension, TOTAL last; counts, key sums and largest values over the grid.

    The grid runs through the codes of the last dimension first. `largest` has one column per contributor that counts
    towards the noise of magnitudes, none for a table of counts.
    """

    dimensions: tuple[str, ...]
    codes: tuple[tuple[str, ...], ...]
    counts: Integers
    keys: Floats
    sums: Floats
    largest: Floats

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The codes of each cell, in the order of the grid."""
        return product(*self.codes)


@dataclass(frozen=True)
class Records:
    """What stands in a file of records: a column of codes per dimension, a key per record, perhaps a magnitude.

    `parents` holds the hierarchies of those dimensions that have one.
    """

    dimensions: tuple[str, ...]
    columns: tuple[Sequence[str], ...]
    keys: RecordKeys
    magnitudes: Floats | None = None
    parents: Mapping[str, Parents] = field(default_factory=dict)


def tabulated(records: Records, contributors: int = 0) -> Cells:
    """The cells of the records, each with so many of its largest magnitudes.

    InputError where the cells would be too many, or where a hierarchy runs in a circle.
    """
    gradings = [
        _grading(column, records.parents.get(dimension, {}), dimension)
        for dimension, column in zip(records.dimensions, records.columns, strict=True)
    ]
    shape = tuple(len(codes) for codes, _ in gradings)
    size = _checked(prod(shape))
    magnitudes = records.magnitudes if records.magnitudes is not None else np.zeros(len(records.keys.values))
    counts, sums = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    totals, largest = np.zeros(size), np.zeros((size, contributors))
    for levels in product(*(levels for _, levels in gradings)):
        inside = np.all([level >= 0 for level in levels], axis=0)
        places = np.ravel_multi_index([level[inside] for level in levels], shape)
        np.add.at(counts, places, 1)
        np.add.at(sums, places, records.keys.values[inside])
        np.add.at(totals, places, magnitudes[inside])
        _keep_largest(largest, places, magnitudes[inside])
    codes = tuple(codes for codes, _ in gradings)
    return Cells(records.dimensions, codes, counts, records.keys.shares(sums), totals, largest)


def _checked(size: int) -> int:
    if size > _MOST_CELLS:
        raise InputError(
            f"Die Tabelle hätte {size} Felder; bitte weniger Merkmale wählen.",
            f"The table would have {size} cells; please choose fewer dimensions.",
        )
    return size


def _keep_largest(largest: Floats, places: Integers, magnitudes: Floats) -> None:
    """Merges the largest magnitudes of these records into those that each cell has already."""
    if not largest.shape[1]:
        return
    order = np.lexsort((-magnitudes, places))
    cells, starts = np.unique(places[order], return_index=True)
    ranks = np.arange(len(order)) - np.repeat(starts, np.diff(np.append(starts, len(order))))
    found = np.zeros((len(cells), largest.shape[1]))
    top = ranks < largest.shape[1]
    found[np.searchsorted(cells, places[order][top]), ranks[top]] = magnitudes[order][top]
    both = np.sort(np.hstack([largest[cells], found]), axis=1)[:, ::-1]
    largest[cells] = both[:, : largest.shape[1]]


def _grading(column: Sequence[str], parents: Parents, dimension: str) -> tuple[tuple[str, ...], list[Integers]]:
    """The codes of a dimension, and per step upwards the number of each record's code; -1 where it has none."""
    lines = {code: _line(code, parents, dimension) for code in set(column)}
    codes = (*sorted({code for line in lines.values() for code in line} - {TOTAL}), TOTAL)
    numbers = {code: number for number, code in enumerate(codes)}
    steps = max((len(line) for line in lines.values()), default=1)
    padded = {code: [numbers[entry] for entry in line] + [-1] * (steps - len(line)) for code, line in lines.items()}
    by_record = np.array([padded[code] for code in column], dtype=np.int64).reshape(-1, steps)
    return codes, list(by_record.T)


def _line(code: str, parents: Parents, dimension: str) -> list[str]:
    """The code, what it belongs to, what that belongs to, …, the total."""
    line = [code]
    while line[-1] in parents and line[-1] != TOTAL:
        above = parents[line[-1]]
        if above in line:
            raise InputError(
                f"Die Hierarchie von „{dimension}“ läuft im Kreis: „{code}“ gehört zu sich selbst.",
                f"The hierarchy of “{dimension}” runs in a circle: “{code}” belongs to itself.",
            )
        line.append(above)
    return line if line[-1] == TOTAL else [*line, TOTAL]
