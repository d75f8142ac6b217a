"""Rounding: figures that are all multiples of one number, since when, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from teilhabe.engine.preparation.evidence.figures import Figures
from teilhabe.engine.preparation.findings import Finding
from teilhabe.text import Text

_BASES = (1000, 500, 100, 50, 10, 5, 3)
_SURE = 6.0
"""Decimal digits of improbability: by chance this happens less than once in a million tables."""
_EXACT = 2.0**53


@dataclass(frozen=True)
class Rounding:
    """All figures are multiples of `base` from the period `since` on; "" where that holds for the whole table."""

    base: int
    since: str = ""


def find_rounding(found: Figures) -> dict[int, Rounding]:
    """The rounding of each countable measure that has one; measures with too few figures are judged together."""
    whole = [number for number in found.counts if not found.steps[number]]
    periods = _periods(found)
    together = _rounding(found, whole, periods)
    if together:
        return dict.fromkeys(whole, together)
    single = {number: _rounding(found, [number], periods) for number in whole} if len(whole) > 1 else {}
    return {number: rounding for number, rounding in single.items() if rounding}


def _periods(found: Figures) -> tuple[Sequence[str], npt.NDArray[np.int64]]:
    """The periods in their order, and for each observation the place of its own."""
    if "time_period" not in found.names:
        return [""], np.zeros(len(found.values), np.int64)
    column = found.column("time_period")
    codes = [str(code) for code in column.cells]
    order = sorted(range(len(codes)), key=codes.__getitem__)
    ranks = np.empty(len(codes), np.int64)
    ranks[order] = np.arange(len(codes))
    return [codes[place] for place in order], ranks[column.indices]


def _rounding(
    found: Figures, measures: Sequence[int], periods: tuple[Sequence[str], npt.NDArray[np.int64]]
) -> Rounding | None:
    """The base that holds longest back from the last period; of several the largest."""
    codes, ranks = periods
    chosen = np.isin(found.measure, measures) & (np.nan_to_num(found.values) != 0) & (np.abs(found.values) < _EXACT)
    values, at = np.abs(found.values[chosen]).astype(np.int64), ranks[chosen]
    if not len(values):
        return None
    best: Rounding | None = None
    longest = len(codes)
    for base in _BASES:
        against = at[values % base != 0]
        first = int(against.max()) + 1 if len(against) else 0
        surely = np.log10(base) * len(np.unique(values[at >= first]))
        if first < longest and surely >= _SURE:
            longest, best = first, Rounding(base, codes[first] if first else "")
    return best


def report_rounding(found: Figures, roundings: Mapping[int, Rounding]) -> list[Finding]:
    """One note for each rounding, with the variables it holds for."""
    by_rounding: dict[Rounding, list[str]] = {}
    for number, rounding in roundings.items():
        by_rounding.setdefault(rounding, []).append(found.measures[number].variable)
    return [_finding(rounding, variables, len(found.counts)) for rounding, variables in by_rounding.items()]


def _finding(rounding: Rounding, variables: Sequence[str], of: int) -> Finding:
    since = Text(f" ab {rounding.since}", f" from {rounding.since} on") if rounding.since else Text("", "")
    names = "" if len(variables) == of else f"{', '.join(variables[:5])}{' …' if len(variables) > 5 else ''}: "
    return Finding(
        "rounded-values",
        "note",
        Text(
            f"{names}Alle Zahlen sind{since.de} Vielfache von {rounding.base}, also gerundet; "
            "Summen dürfen um so viel von ihren Teilen abweichen.",
            f"{names}All figures are multiples of {rounding.base}{since.en}, so they are rounded; "
            "sums may differ from their parts by as much.",
        ),
        data={"base": rounding.base, "from": rounding.since},
    )
