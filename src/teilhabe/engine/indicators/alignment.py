"""Denominators beside numerators: the same place, the right day, the same group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

import numpy as np

from teilhabe.codes.period import parse_period
from teilhabe.engine.cube.query import Sum, Sums
from teilhabe.engine.cube.sums import Booleans, Floats, Index, Integers, joined


@dataclass(frozen=True)
class Aligned:
    """Sums read at the places, periods and codes of others.

    `places`, `periods` and `codes` count in the sums, -1 where they have no such entry; `later` is a second period
    where the mean of two is taken. Without `codes` one value serves for all codes.
    """

    sums: Sums
    places: Integers
    periods: Integers
    later: Integers | None
    codes: Integers | None

    @cached_property
    def value(self) -> Floats:
        first = self._taken(self.sums.value, self.periods)
        return first if self.later is None else (first + self._taken(self.sums.value, self.later)) / 2

    @cached_property
    def exists(self) -> Booleans:
        first = self._taken(self.sums.exists, self.periods)
        return first if self.later is None else first & self._taken(self.sums.exists, self.later)

    @property
    def has_days(self) -> Booleans:
        """Where the sums hold anything for the days that fit, of whatever code: (places, periods)."""
        anything = replace(self, codes=None)
        exists = self.sums.exists
        exists = np.asarray(exists.any(axis=-1)) if exists.ndim > 2 else exists
        first = anything._taken(exists, self.periods)
        both = first if self.later is None else first & anything._taken(exists, self.later)
        return np.asarray(both[..., 0])

    def _taken(self, array: np.ndarray, periods: Integers) -> np.ndarray:
        taken = array[self.places[:, None], periods[None, :]]
        known = ((self.places >= 0)[:, None] & (periods >= 0)[None, :])[..., None]
        if self.codes is None:
            taken = taken[:, :, None]
        else:
            taken, known = taken[:, :, self.codes], known & (self.codes >= 0)
        return np.where(known, taken, np.nan if taken.dtype.kind == "f" else False)

    def occurs(self, marks: Booleans) -> Booleans:
        """Marks of the sums, one more axis at the end, at the others' places and periods."""
        columns = [self._taken(marks[..., number], self.periods) for number in range(marks.shape[-1])]
        return np.stack(columns, axis=-1) if columns else np.zeros((*self.exists.shape, 0), dtype=np.bool_)

    def at(self, index: Index) -> Sum | None:
        place, period = self.places[index[0]], self.periods[index[1]]
        if place < 0 or period < 0:
            return None
        rest = () if self.codes is None else (int(self.codes[index[2]]),)
        if rest and rest[0] < 0:
            return None
        found = self.sums.at((place, period, *rest))
        if self.later is None:
            return found
        later = self.sums.at((place, self.later[index[1]], *rest))
        return joined([found, later], self.value[(*index[:2], index[2] if rest else 0)], weight=0.5)


def align(below: Sums, above: Sums, at: str) -> Aligned:
    """The sums `below` at the places and codes of `above`, at the moment `at` of its periods."""
    places = _positions(above.places, below.places)
    moments = [_moments(at, period, below.periods) for period in above.periods]
    earlier = np.array([first for first, _ in moments], dtype=np.int64)
    later = np.array([second for _, second in moments], dtype=np.int64) if at == "mean_of_period" else None
    codes = _positions(above.axes[0][1], below.axes[0][1]) if below.axes else None
    return Aligned(below, places, earlier, later, codes)


def _positions(wanted: Sequence[str], available: Sequence[str]) -> Integers:
    known = {name: place for place, name in enumerate(available)}
    return np.array([known.get(name, -1) for name in wanted], dtype=np.int64)


def _moments(at: str, period: str, available: Sequence[str]) -> tuple[int, int]:
    """Where the denominator stands: the period itself, the day at its edge, or both edges for the mean.

    A stock may be known by the day or by the year at whose end it was counted.
    """
    known = {code: place for place, code in enumerate(available)}
    if at == "same":
        return known.get(period, -1), -1
    parsed = parse_period(period)
    if parsed is None:
        return -1, -1
    end = known.get(parsed.end.isoformat(), -1)
    before = known.get((parsed.start - timedelta(days=1)).isoformat(), -1)
    return {"end_of_period": (end, -1), "start_of_period": (before, -1)}.get(at, (before, end))
