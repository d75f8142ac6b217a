"""Rates from what a register counted: smoothed over ages, and drawn towards the city's where an area is small.

The years are taken together; how many come is the median year's number, so that one extraordinary year does not
become the normal one. What the flows do not explain counts as further arrivals where the city gained people of an age,
as deaths where it lost some.
"""

from __future__ import annotations

import numpy as np

from teilhabe.engine.projections.history import History
from teilhabe.engine.projections.population import Floats, share
from teilhabe.engine.projections.rates import NOT_EXPOSED, Rates, still

BASE_YEARS = 5
"""The newest years that rates are estimated from, at most."""

_SMOOTHING = np.array([1.0, 2.0, 3.0, 2.0, 1.0]) / 9.0
_BEARING_MEAN, _BEARING_DEVIATION = 31.5, 5.2
"""Mothers' ages: what births of single ages are not counted spread like this (Destatis: mean age 31.8 in 2023)."""


def estimated(history: History) -> Rates:
    """Rates of one year by birth cohort, as shares of those there before; arrivals are exposed to nothing."""
    recent = slice(-BASE_YEARS, None)
    axes = history.end.axes
    at_risk = (history.before + history.births)[recent]
    gained = _unexplained(history.rest[recent], at_risk)
    gained = gained * (_usual(_smooth(np.maximum(history.rest[recent].sum(axis=1), 0.0))) * len(at_risk))[:, None, None]
    lost = np.minimum(_unexplained(-history.rest[recent], at_risk), 1.0)
    now = history.end.persons
    living = np.concatenate([history.births[-1][..., :1], now[..., :-2], now[..., -2:].sum(-1, keepdims=True)], axis=-1)
    out = _by_area(history.departures[recent], at_risk)
    arrivals = _typical(history.arrivals[recent]) + gained * living
    return Rates(
        death=_cohorts(lost),
        out=_cohorts(np.minimum(out / np.maximum(1.0 - lost, 0.01), 1.0)),
        naturalisation=still(axes).naturalisation,
        arrivals=np.concatenate([arrivals, np.zeros_like(arrivals[..., :1])], axis=-1),
        net=still(axes).net,
        fertility=_fertility(history, recent),
        born_national=np.zeros(axes.shape[:2]),
        by_cohort=True,
        exposed=NOT_EXPOSED,
    )


def _unexplained(rest: Floats, at_risk: Floats) -> Floats:
    """Where the city gained people of an age: how many for each one there, at the level of each area.

    (area, citizenship, sex, age), from (year, area, …).
    """
    counted, living = rest.sum(axis=0), at_risk.sum(axis=0)
    gained = np.maximum(_smooth(counted.sum(axis=0)), 0.0)
    there = _smooth(living.sum(axis=0))
    city = share(gained, there)
    here = np.maximum((counted * (city > 0)).sum(axis=(2, 3)), 0.0)
    return city * credible(here, (city * living).sum(axis=(2, 3)))[..., None, None]


def _typical(arrivals: Floats) -> Floats:
    """Arrivals of a usual year: (area, citizenship, sex, age)."""
    level = _usual(arrivals.sum(axis=1))
    return _smooth(arrivals.sum(axis=0)) * level[:, None, None]


def _usual(events: Floats) -> Floats:
    """By citizenship: what part of the sum over (year, citizenship, sex, age) is one usual year's."""
    yearly = events.sum(axis=(2, 3))
    total = yearly.sum(axis=0)
    return share(np.median(yearly, axis=0), total)


def _by_area(events: Floats, at_risk: Floats) -> Floats:
    """Shares by (area, citizenship, sex, age): the city's by age, at the level of the area as far as it is known."""
    counted, living = events.sum(axis=0), at_risk.sum(axis=0)
    city = share(_smooth(counted.sum(axis=0)), _smooth(living.sum(axis=0)))
    level = credible(counted.sum(axis=(2, 3)), (city * living).sum(axis=(2, 3)))
    return np.minimum(city * level[..., None, None], 1.0)


def credible(counted: Floats, expected: Floats) -> Floats:
    """The ratio of events to expected ones, drawn towards 1 the more, the less it differs beyond chance.

    (area, citizenship), areas along the first axis. Gamma-Poisson with the variance between areas by moments
    (Marshall 1991).
    """
    ratio = share(counted, expected, 1.0)
    weight = expected.sum(axis=0)
    spread = (expected * (ratio - 1.0) ** 2).sum(axis=0)
    between = np.maximum(share(spread - len(counted), weight), 0.0)
    drawn: Floats = (counted * between + 1.0) / (expected * between + 1.0)
    return drawn


def _fertility(history: History, recent: slice) -> Floats:
    """(area, citizenship, age at the beginning): births by the child's citizenship for each woman who has it."""
    axes = history.end.axes
    bearing = np.exp(-0.5 * ((np.array(axes.ages) + 1 - _BEARING_MEAN) / _BEARING_DEVIATION) ** 2)
    women = history.before[recent, :, :, axes.women].sum(axis=0)
    reached = np.concatenate([women[..., 1:], women[..., -1:] * 0.0], axis=-1)
    births = history.births[recent].sum(axis=(0, 3, 4))
    expected = (reached * bearing).sum(axis=-1)
    city = share(births.sum(axis=0), expected.sum(axis=0))
    return (city * credible(births, expected * city))[..., None] * bearing


def _smooth(by_age: Floats) -> Floats:
    """Along the last axis; the newborn stay by themselves, and nothing is lost at the ends."""
    first, rest = by_age[..., :1], by_age[..., 1:]
    edge = [(0, 0)] * (rest.ndim - 1) + [(2, 2)]
    padded = np.pad(rest, edge, mode="symmetric")
    length = rest.shape[-1]
    smoothed = sum(
        (weight * padded[..., shift : shift + length] for shift, weight in enumerate(_SMOOTHING)), np.zeros(rest.shape)
    )
    return np.concatenate([first, smoothed], axis=-1)


def _cohorts(reached: Floats) -> Floats:
    """The last age is reached by two cohorts."""
    return np.concatenate([reached, reached[..., -1:]], axis=-1)
