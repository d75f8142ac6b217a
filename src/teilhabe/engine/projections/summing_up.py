"""What draws say together: the median and the range of the middle 80 per cent, for cells or for sums of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product

import numpy as np

from teilhabe.engine.projections.population import AXES, Axes, Floats, summed
from teilhabe.engine.projections.sheets import TOTAL

LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9


@dataclass(frozen=True)
class Summary:
    """One year; sums are formed within each draw, before the range is taken."""

    year: int
    median: Floats
    low: Floats | None
    high: Floats | None
    """(area, citizenship, sex, age), with length 1 along axes that were summed over; no range without draws."""


def summary(year: int, persons: Floats, kept: Sequence[str], workers: int = 1) -> Summary:
    """Of draws (draw, area, citizenship, sex, age), or of a single run without the first axis."""
    sums = summed(persons, kept)
    if sums.ndim == len(AXES):
        return Summary(year, sums, None, None)
    low, median, high = _quantiles(sums, workers)
    return Summary(year, median, low, high)


def _quantiles(sums: Floats, workers: int) -> Floats:
    """Area by area, so that the sorted copies stay small."""

    def of(area: int) -> Floats:
        found: Floats = np.quantile(sums[:, area], (LOW, MIDDLE, HIGH), axis=0)
        return found

    with ThreadPoolExecutor(workers) as pool:
        return np.stack(list(pool.map(of, range(sums.shape[1]))), axis=1)


def rows(summaries: Iterable[Summary], axes: Axes, kept: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """area, citizenship, sex, age, year, median, lo_80, hi_80 as text; TOTAL where sums were formed."""
    names = [axes.names(name) if name in kept else (TOTAL,) for name in AXES]
    for found in summaries:
        low, median, high = (_texts(values, found.median.size) for values in (found.low, found.median, found.high))
        for codes, middle, below, above in zip(product(*names), median, low, high, strict=True):
            yield *codes, str(found.year), middle, below, above


def _texts(values: Floats | None, size: int) -> Iterable[str]:
    return [""] * size if values is None else [format(value, ".12g") for value in values.ravel().tolist()]
