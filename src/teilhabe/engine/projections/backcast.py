"""How good projections would have been: start in past years, with what was known then, and compare with what came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from teilhabe.engine.projections.courses import Course
from teilhabe.engine.projections.draws import Draws
from teilhabe.engine.projections.estimation import estimated
from teilhabe.engine.projections.history import History
from teilhabe.engine.projections.population import Floats, share
from teilhabe.engine.projections.rates import Rates
from teilhabe.engine.projections.summing_up import Summary, summary

KEPT = ("area", "citizenship")
_GROWTH_YEARS = 3


@dataclass(frozen=True)
class Comparison:
    """One year that was projected from an earlier one. Arrays: (area, citizenship)."""

    start: int
    year: int
    counted: Floats
    projected: Floats
    low: Floats
    high: Floats
    grown: Floats
    """The start with the mean yearly growth of the last three years, or of as many as were known."""


@dataclass(frozen=True)
class Verdict:
    """All comparisons together."""

    cases: int
    error: float
    """Mean absolute error of the median, in per cent of what was counted."""
    error_of_growth: float
    covered: float
    """Share of cases inside the range of the middle 80 per cent."""


def compare(
    history: History, draws: int, seed: int, workers: int = 1, starts: Sequence[int] = ()
) -> Iterator[Comparison]:
    """From the ends of `starts` (where none are named: of all years that are known) to every later year."""
    for start in starts or history.years[:-1]:
        known = history.until(start)
        course = Course(known.end, partial(_always, estimated(known)))
        for drawn in Draws(course, history.years[-1], draws, seed, workers=workers):
            if drawn.year > start:
                yield _comparison(history, known, summary(drawn.year, drawn.persons, KEPT))


def _always(rates: Rates, _: int) -> Rates:
    return rates


def _comparison(history: History, known: History, found: Summary) -> Comparison:
    assert found.low is not None
    assert found.high is not None
    flat = (slice(None), slice(None), 0, 0)
    now = known.end.persons.sum(axis=(2, 3))
    first = max(known.first, known.end.year - _GROWTH_YEARS)
    earlier = _counted(history, first)
    growth = share(now, earlier, 1.0) ** (1.0 / (known.end.year - first))
    return Comparison(
        known.end.year,
        found.year,
        _counted(history, found.year),
        found.median[flat],
        found.low[flat],
        found.high[flat],
        now * growth ** (found.year - known.end.year),
    )


def _counted(history: History, year: int) -> Floats:
    counted: Floats = history.persons(year).sum(axis=(2, 3))
    return counted


def verdict(comparisons: Sequence[Comparison]) -> Verdict:
    """The mean over all areas, citizenships, starts and years."""

    def all_of(name: str) -> Floats:
        found: Floats = np.concatenate([getattr(comparison, name).ravel() for comparison in comparisons])
        return found

    counted = all_of("counted")
    inside = (all_of("low") <= counted) & (counted <= all_of("high"))
    return Verdict(
        len(counted),
        float(100.0 * np.mean(np.abs(all_of("projected") / counted - 1.0))),
        float(100.0 * np.mean(np.abs(all_of("grown") / counted - 1.0))),
        float(np.mean(inside)),
    )
