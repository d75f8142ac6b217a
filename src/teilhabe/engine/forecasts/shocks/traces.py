"""What a shock left in a series: how much it added in which period, and the series without it.

A shock either stays (people who came are there) or passes (applications rise and fall again). The series tells which:
it stays where the series is clearly calmer without its steps. Where nothing came after the shock yet, persons on a day
and shares stay and everything else passes. Of a series in which it stays, steps are taken out, so that the last value
is the true one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit  # type: ignore[import-untyped]  # scipy carries no types

from teilhabe.engine.forecasts.bounds import bounds_of
from teilhabe.engine.forecasts.series import Array, Kind, Series
from teilhabe.engine.forecasts.shocks.declared import NumberOf, Shock

Flags = NDArray[np.bool_]

CLEAN = 3
"""So many steps without a shock are needed to tell what is usual."""
NOTICEABLE = 0.99865
"""A trace lies beyond this part of usual steps: three standard deviations, more where few steps are known."""
TO_DEVIATION = 1.4826
"""Makes a median absolute deviation a standard deviation, where values are normal."""
MARGIN = 1.25
"""So many times calmer must the series be for which a shock stays; else it passes, which claims less."""
NEIGHBOURS = 3
"""So many steps on either side tell what is usual."""


@dataclass(frozen=True)
class Trace:
    """What a shock added in each period from number `first` on: to the value, or to the step into it where it stays."""

    shock: Shock
    first: int
    added: Array
    stays: bool


@dataclass(frozen=True)
class _Reading:
    """One way to read the shocked values: what the shocks added, and the values without it."""

    added: Array
    cleaned: Array
    stays: bool


def find_traces(series: Series, shocks: Sequence[Shock], number_of: NumberOf) -> tuple[Trace, ...]:
    """The noticeable traces of these shocks, between any two breaks; none where values are missing or few are usual."""
    touched = [(shock, periods) for shock in shocks if (periods := shock.periods(series, number_of))]
    return tuple(trace for first, values in _pieces(series) for trace in _found(series, first, values, touched))


def without(series: Series, traces: Iterable[Trace]) -> Series:
    """The series as it would have been without these shocks; its last value stays where shocks stay."""
    values = series.values.copy()
    for trace in traces:
        start = trace.first - series.first
        behind = max((number - series.first for number in series.breaks if number <= trace.first), default=0)
        if trace.stays:
            lifted = np.cumsum(trace.added[::-1])[::-1]
            values[behind:start] += lifted[0]
            values[start : start + len(lifted) - 1] += lifted[1:]
        else:
            values[start : start + len(trace.added)] -= trace.added
    known = series.values[np.isfinite(series.values)]
    bounds = bounds_of(series, known)
    return replace(series, values=np.clip(values, bounds.least, bounds.most))


def _pieces(series: Series) -> Iterator[tuple[int, Array]]:
    """The stretches between breaks as first number and values; without those in which a value is missing."""
    end = series.last + 1
    cuts = sorted({series.first, *(number for number in series.breaks if series.first < number < end), end})
    for first, after in pairwise(cuts):
        values = series.values[first - series.first : after - series.first]
        if np.isfinite(values).all():
            yield first, values


def _found(series: Series, first: int, values: Array, touched: Sequence[tuple[Shock, range]]) -> Iterator[Trace]:
    hit = np.zeros(len(values), dtype=bool)
    within = [(shock, _shared(periods, range(first, first + len(values)))) for shock, periods in touched]
    for _, periods in within:
        hit[periods.start - first : periods.stop - first] = True
    limit = _limit(values, hit, series.season)
    if not hit.any() or limit is None:
        return
    reading = _read(values, hit, series)
    for shock, periods in within:
        added = reading.added[periods.start - first : periods.stop - first]
        wandering = 1.0 if reading.stays else _wandering(periods, range(first, first + len(values)), series.season)
        if added.size and float(np.abs(added).max()) > limit * wandering:
            yield Trace(shock, periods.start, added, reading.stays)


def _shared(periods: range, piece: range) -> range:
    """What both have in common; what is empty lies at the end of the piece."""
    start = min(max(periods.start, piece.start), piece.stop)
    return range(start, max(min(periods.stop, piece.stop), start))


def _wandering(periods: range, piece: range, season: int) -> float:
    """How far values stray from a line over these periods by themselves, in usual steps, at least 1.

    That of a random walk at the farthest, from one same part of the year to the other; about √½ as far where it is
    tied at both ends.
    """
    steps = np.sqrt(season * (ceil(len(periods) / season) + 1))
    tied = periods.start > piece.start and periods.stop < piece.stop
    return max(float(steps * np.sqrt(0.5) if tied else steps), 1.0)


def _limit(values: Array, hit: Flags, season: int) -> float | None:
    """How far a step without a shock hardly ever lies from the others; None where too few are known to tell."""
    steps, clean = np.diff(values), ~(hit[1:] | hit[:-1])
    count = int(np.count_nonzero(clean))
    if count < CLEAN or count <= season:
        return None
    parts = np.arange(len(steps)) % season
    centres = np.array([np.median(steps[_alike(clean, parts == part)]) for part in range(season)])
    spread = float(np.median(np.abs(steps - centres[parts])[clean])) * TO_DEVIATION * count / (count - 0.8)
    return spread * float(stdtrit(count - season, NOTICEABLE))


def _alike(clean: Flags, own: Flags) -> Flags:
    """The clean steps of the same part of the year; all clean ones where it has none."""
    found: Flags = clean & own
    return found if found.any() else clean


def _read(values: Array, hit: Flags, series: Series) -> _Reading:
    staying, passing = _staying(values, hit, series.season), _passing(values, hit, series.season)
    if hit[int(np.argmax(hit)) :].all():
        return staying if series.kind in (Kind.STOCK, Kind.SHARE) else passing
    rest = (_unrest(reading.cleaned, series.season) for reading in (staying, passing))
    return staying if MARGIN * next(rest) < next(rest) else passing


def _staying(values: Array, hit: Flags, season: int) -> _Reading:
    steps = np.diff(values)
    added = np.concatenate([[0.0], np.where(hit[1:], steps - _usual(steps, hit[1:], season), 0.0)])
    carried = np.cumsum(added)
    return _Reading(added, values + carried[-1] - carried, stays=True)


def _passing(values: Array, hit: Flags, season: int) -> _Reading:
    """Read against lines between the clean values around it, each part of the year by itself where it has some."""
    expected = values.copy()
    places = np.arange(len(values))
    for phase in range(season):
        own = places % season == phase
        clean = own & ~hit if (own & ~hit).any() else ~hit
        expected[own & hit] = np.interp(places[own & hit], places[clean], values[clean])
    return _Reading(values - expected, expected, stays=False)


def _usual(steps: Array, hit: Flags, season: int) -> Array:
    """For every step the median of the nearest ones without a shock, by part of the year where it has some."""
    places = np.arange(len(steps))
    usual = np.empty(len(steps))
    for place in places:
        clean = np.flatnonzero(~hit & (places % season == place % season))
        clean = clean if clean.size else np.flatnonzero(~hit)
        before, after = clean[clean < place][-NEIGHBOURS:], clean[clean >= place][:NEIGHBOURS]
        usual[place] = np.median(steps[np.concatenate([before, after])])
    return usual


def _unrest(values: Array, season: int) -> float:
    changes = np.diff(values, n=1) if len(values) <= season + 1 else values[season:] - values[:-season]
    return float(np.abs(changes - np.median(changes)).sum())
