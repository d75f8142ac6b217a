"""The cell-key method: noise that belongs to the persons counted, so that every way to a cell finds the same figure.

Each person has a key for ever; the keys of those in a cell, summed modulo 1, choose the cell's deviation from a
perturbation table (Fraser & Wooton, UNECE/Eurostat work session on statistical data confidentiality, 2005; Thompson,
Broadfoot & Elazar 2013; Marley & Leaver 2011; Gießing 2016). Made for free queries of record-level data. Figures do
not add up, so never sum them, and never publish suppressed tables of the same persons beside them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from teilhabe.engine.disclosure.cell_key.cells import TOTAL, Cells, Records, tabulated
from teilhabe.engine.disclosure.cell_key.entropy import Design, designed
from teilhabe.engine.disclosure.cell_key.keys import RecordKeys, create_secret, drawn, read_keys, read_secret
from teilhabe.engine.disclosure.cell_key.table import PerturbationTable, read_table, written
from teilhabe.engine.disclosure.problem import Bools, Floats
from teilhabe.errors import InputError

__all__ = [
    "TOTAL", "Cells", "Design", "PerturbationTable", "RecordKeys", "Records", "Scale", "create_secret", "designed",
    "drawn", "magnitudes", "perturbed", "read_keys", "read_secret", "read_table", "shown", "tabulated", "written",
]  # fmt: skip


@dataclass(frozen=True)
class Scale:
    """How large one unit of noise is in a cell of a magnitude table: `share` of its largest contributions, weighted.

    The first weight belongs to the largest contribution. With a share of at most 1/i, where i is the last row of the
    perturbation table, every cell has the noise of that row.
    """

    share: float = 0.1
    weights: tuple[float, ...] = (1.0,)


def perturbed(cells: Cells, table: PerturbationTable) -> Floats:
    """The count of each cell with its noise: whole, never below 0, and 0 where nobody is counted."""
    if not table.is_for_counts:
        raise InputError(
            "Die Störungstabelle ist nicht für Zahlen von Personen gemacht: Sie braucht eine Zeile je Zahl und ganze "
            "Abweichungen.",
            "The perturbation table is not made for counts: it needs a row for each count and whole deviations.",
        )
    return cells.counts + table.deviations(cells.counts.astype(float), cells.keys)


def magnitudes(cells: Cells, counts: Floats, table: PerturbationTable, scale: Scale) -> Floats:
    """The sum of each cell with noise in proportion to its largest contributions, 0 where `counts` as told are 0.

    Only for magnitudes that are never negative: of others a sum says nothing about its contributions.
    """
    unit = scale.share * (cells.largest @ np.array(scale.weights))
    sizes = np.divide(cells.sums, unit, out=np.zeros_like(cells.sums), where=unit > 0)
    figures = np.maximum(cells.sums + unit * table.deviations(sizes, cells.keys), 0.0)
    return np.asarray(np.where(counts > 0, figures, 0.0))


def shown(cells: Cells, figures: Floats) -> Bools:
    """Which cells are written out: all but those of a code that is 0 everywhere, which would tell that it exists."""
    grid = figures.reshape([len(codes) for codes in cells.codes])
    keep = np.ones(grid.shape, dtype=bool)
    for axis in range(grid.ndim):
        others = tuple(other for other in range(grid.ndim) if other != axis)
        seen = np.asarray(grid.any(axis=others) if others else grid != 0)
        seen[-1] = True
        keep &= seen.reshape([-1 if other == axis else 1 for other in range(grid.ndim)])
    return keep.ravel()
