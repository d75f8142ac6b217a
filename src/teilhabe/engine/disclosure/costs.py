"""What it costs to hide a cell that nobody would have to hide: the statistician's choice of what to lose last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from teilhabe.engine.disclosure.problem import Floats
from teilhabe.engine.disclosure.table import Cell, natural

TIME = ("time_period", "period", "year", "zeitraum", "jahr", "stichtag", "berichtsjahr", "date")
"""Names of the dimension of time."""

ZERO = 10.0
"""How many times dearer than another cell a 0 is: its readers would wonder whether there is somebody."""


def costs(kind: str, cells: Sequence[Cell], values: Floats, depth: Floats) -> Floats:
    """Per cell what hiding it costs, above 0; `depth` is 0 for leaves and grows with every level of sums above them.

    "cells": every cell alike. "counts": what its value is. "keep-totals": ten times more per level. "keep-newest":
    ten times more in the newest period than in the one before.
    """
    return np.where(values == 0, ZERO, 1.0) * KINDS[kind](cells, np.nan_to_num(np.abs(values), nan=1.0), depth)


def _cells(cells: Sequence[Cell], values: Floats, depth: Floats) -> Floats:
    return np.ones(len(cells))


def _counts(cells: Sequence[Cell], values: Floats, depth: Floats) -> Floats:
    return np.maximum(values, 1.0)


def _keep_totals(cells: Sequence[Cell], values: Floats, depth: Floats) -> Floats:
    return np.asarray(10.0 ** np.minimum(depth, 5), dtype=np.float64)


def _keep_newest(cells: Sequence[Cell], values: Floats, depth: Floats) -> Floats:
    """Cells over all periods count as much as the newest one."""
    periods = [next((code for name, code in sorted(cell) if name.casefold() in TIME), None) for cell in cells]
    known = sorted({period for period in periods if period is not None}, key=natural)
    if not known:
        return np.ones(len(cells))
    age = {period: len(known) - 1 - place for place, period in enumerate(known)}
    return np.array([1.0 if period is None else max(0.1 ** age[period], 1e-3) for period in periods]) * 10


KINDS: Mapping[str, Callable[[Sequence[Cell], Floats, Floats], Floats]] = MappingProxyType(
    {"cells": _cells, "counts": _counts, "keep-totals": _keep_totals, "keep-newest": _keep_newest}
)
