"""Whole tables by the methods that hide nothing: rounded together, or counted from records with noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from teilhabe.engine.disclosure.cell_key import (
    Cells,
    PerturbationTable,
    Records,
    drawn,
    perturbed,
    shown,
    tabulated,
)
from teilhabe.engine.disclosure.problem import Floats
from teilhabe.engine.disclosure.rounding import rounded, unprotected
from teilhabe.engine.disclosure.rules import Rules
from teilhabe.engine.disclosure.table import Table, named
from teilhabe.engine.disclosure.tables import joined
from teilhabe.errors import CheckFailed, UsageError


@dataclass(frozen=True)
class RoundedTables:
    """Per table the figure of each row, and how far rounding had to go."""

    figures: tuple[Floats, ...]
    base: int
    cells: int
    deviation: float


def round_together(tables: Sequence[Table], base: int, threshold: int, secret: bytes) -> RoundedTables:
    """The tables as multiples of a base that add up; a cell that they share has one figure, whatever the order of rows.

    UsageError for a base below the threshold, InputError for tables that do not add up, CheckFailed where a small
    count would remain recognisable.
    """
    if base < threshold:
        raise UsageError(
            f"Die Basis {base} ist kleiner als die Mindestfallzahl {threshold}; kleine Zahlen blieben erkennbar.",
            f"The base {base} is below the threshold {threshold}; small counts would remain recognisable.",
        )
    found = joined(tables, Rules(threshold=0))
    values = found.problem.values
    keys = drawn([named(cell) for cell in found.cells if cell is not None], secret, f"rounding to {base}")
    told = rounded(values, found.problem.equations, base, keys.shares(keys.values))
    if open_ := int((unprotected(values, told, threshold) & found.listed).sum()):
        raise CheckFailed(
            f"{open_} kleine Zahlen blieben nach dem Runden erkennbar; bitte eine größere Basis wählen.",
            f"{open_} small counts would remain recognisable after rounding; please choose a larger base.",
        )
    figures = tuple(np.asarray(told.values[rows]) for rows in found.rows)
    return RoundedTables(figures, base, int(found.listed.sum()), told.deviation)


@dataclass(frozen=True)
class NoisyTable:
    """The rows that are written out, and the greatest deviation that the noise can have."""

    rows: tuple[tuple[str, ...], ...]
    figures: Floats
    largest: float


def count_with_noise(records: Records, noise: PerturbationTable, threshold: int) -> NoisyTable:
    """The records counted by all their dimensions and totals, each count with the noise of those it counts.

    UsageError for noise that makes counts from 1 to below the threshold.
    """
    made = {outcome for row in noise.rows for outcome in row.start + row.deviations}
    if small := sorted(outcome for outcome in made if 0 < outcome < threshold):
        raise UsageError(
            f"Diese Störung macht auch die Zahl {small[0]:g}; unter der Mindestfallzahl {threshold} darf nur 0 stehen.",
            f"This noise makes the count {small[0]:g}, too; below the threshold {threshold} there may be 0 only.",
        )
    cells: Cells = tabulated(records)
    figures = perturbed(cells, noise)
    written = shown(cells, figures)
    rows = tuple(codes for codes, is_shown in zip(cells.rows(), written.tolist(), strict=True) if is_shown)
    return NoisyTable(rows, figures[written], noise.largest)
