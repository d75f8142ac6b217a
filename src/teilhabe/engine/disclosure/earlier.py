"""What was published before: which of its cells are the same today, and which were something else then.

Readers who compare two releases take for unchanged what may well be: a cell that was hidden then and is known to fit
today's value counts as the same. What was corrected since is a cell of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from teilhabe.engine.disclosure.additivity import Structure, check_additivity, structure
from teilhabe.engine.disclosure.problem import Bools
from teilhabe.engine.disclosure.table import STATE, Cell, Codes, Table, cell_of


@dataclass(frozen=True)
class Earlier:
    """A table as it was published: `table.values` are the truth of then, NaN where hidden and no longer known."""

    table: Table
    hidden: Bools


class States:
    """Tells the cells of earlier releases from those of today, release by release."""

    def __init__(self, today: Mapping[Cell, float], elsewhere: Mapping[Cell, float], *, tied: bool = True) -> None:
        """`elsewhere` as in `structure`. Without `tied`, hidden cells of unknown value are those of one release."""
        self._known = dict(today)
        self._elsewhere = elsewhere if tied else {}
        self._tied = tied
        self._then: dict[tuple[Cell, float], Cell] = {}
        self._number = 0

    def meaning(self, earlier: Earlier) -> tuple[Table, Structure, Callable[[Codes], Cell]]:
        """The release, its sums, and what each of its cells is; InputError where it does not add up."""
        table = earlier.table
        found = structure(table, self._elsewhere, may_leave_out=False)
        check_additivity(table, found.sums, found.unlisted)
        values = {**dict(zip(table.codes, table.values.tolist(), strict=True)), **found.unlisted}
        cells = {codes: self._settled(cell_of(table, codes), value) for codes, value in values.items()}
        while unfit := self._unfit(found, values, cells):
            cells |= {codes: self._another(cells[codes]) for codes in unfit}
        self._known |= {cell: values[codes] for codes, cell in cells.items() if not np.isnan(values[codes])}
        return table, found, cells.__getitem__

    def _settled(self, cell: Cell, value: float) -> Cell:
        """The cell itself, or what it was when it had this value."""
        known = self._known.get(cell, np.nan)
        if np.isnan(value):
            return cell if self._tied else self._another(cell)
        if np.isnan(known) or known == value:
            return cell
        if (cell, value) not in self._then:
            self._then[cell, value] = self._another(cell)
        return self._then[cell, value]

    def _another(self, cell: Cell) -> Cell:
        self._number += 1
        return cell | {(STATE, str(self._number))}

    def _unfit(self, found: Structure, values: Mapping[Codes, float], cells: Mapping[Codes, Cell]) -> set[Codes]:
        """Cells of unknown value that, with today's, would not fit a sum of then."""
        for total in found.sums:
            terms = (total.total, *total.parts)
            told = [
                self._known.get(cells[codes], np.nan) if np.isnan(values[codes]) else values[codes] for codes in terms
            ]
            if abs(told[0] - sum(told[1:])) > 1e-9 * max(1.0, float(np.abs(told).sum())):
                return {codes for codes in terms if np.isnan(values[codes])}
        return set()
