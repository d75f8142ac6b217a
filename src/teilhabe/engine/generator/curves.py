"""Typed schedules: a few points by age or by calendar year, joined by straight lines."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]
Rates = npt.NDArray[np.float64]
Points = tuple[tuple[float, float], ...]

AGES = 101
"""Single years of age 0 to 99, and 100 and more."""


def by_age(points: Points) -> Rates:
    """One value for each age; flat before the first and after the last point."""
    return np.interp(np.arange(AGES), [x for x, _ in points], [y for _, y in points])


def in_year(points: Points, year: int) -> float:
    """The value in one calendar year; flat before the first and after the last point."""
    return float(np.interp(year, [x for x, _ in points], [y for _, y in points]))
