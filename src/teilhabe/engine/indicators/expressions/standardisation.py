"""Age- and sex-standardised rates: what a rate would be if the structure of the population were another one.

Strata (ages, sexes, their combinations) lie along `axis`. Rates are per person; multiply afterwards. A stratum that is
missing, or in which nobody lives although the standard counts on it, makes the standardised value missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from teilhabe.codes import age
from teilhabe.engine.indicators.expressions import quantiles
from teilhabe.engine.indicators.expressions.arrays import Array, floats, quotient
from teilhabe.engine.indicators.expressions.intervals import LEVEL, Interval, poisson, wilson

EUROPEAN_2013: Mapping[str, int] = {
    "Y_LT5": 5000, "Y5T9": 5500, "Y10T14": 5500, "Y15T19": 5500, "Y20T24": 6000, "Y25T29": 6000, "Y30T34": 6500,
    "Y35T39": 7000, "Y40T44": 7000, "Y45T49": 7000, "Y50T54": 7000, "Y55T59": 6500, "Y60T64": 6000, "Y65T69": 5500,
    "Y70T74": 5000, "Y75T79": 4000, "Y80T84": 2500, "Y85T89": 1500, "Y90T94": 800, "Y_GE95": 200,
}  # fmt: skip
"""European Standard Population 2013, both sexes (Eurostat, Revision of the European Standard Population, 2013)."""


def european_standard(ages: Iterable[str]) -> Array:
    """The persons of the European Standard Population 2013 in these age groups, in their order.

    Missing where a group begins or ends within a five-year band, which the standard does not divide.
    """
    return np.array([_european(*age.bounds(code)) for code in ages])


def _european(first: int, last: int | None) -> float:
    bands = [(age.bounds(code), persons) for code, persons in EUROPEAN_2013.items()]
    edges = {low for (low, _), _ in bands} | {None}
    if first not in edges or (None if last is None else last + 1) not in edges:
        return np.nan
    return sum(persons for (low, _), persons in bands if low >= first and (last is None or low <= last))


class Standardised(NamedTuple):
    value: Array  # per person, with the structure of the standard population
    crude: Array  # per person, with the population's own structure
    variance: Array  # of `value`, if events are Poisson


def direct(events: ArrayLike, persons: ArrayLike, standard: ArrayLike, axis: int = -1) -> Standardised:
    """The population's rates in each stratum, weighted with the persons of the `standard` population."""
    events, persons, standard = floats(events, persons, standard)
    weight = _weights(persons, standard, axis)
    return Standardised(
        value=(weight * events).sum(axis=axis),
        crude=quotient(events.sum(axis=axis), persons.sum(axis=axis)),
        variance=(weight**2 * events).sum(axis=axis),
    )


def direct_interval(
    events: ArrayLike, persons: ArrayLike, standard: ArrayLike, axis: int = -1, level: float = LEVEL
) -> Interval:
    """Bounds of the directly standardised rate by the gamma method of Fay and Feuer (1997).

    Exact Poisson limits where the structure is that of the standard; otherwise cautious, also for few events.
    """
    events, persons, standard = floats(events, persons, standard)
    rate, _, variance = direct(events, persons, standard, axis)
    largest = _weights(persons, standard, axis).max(axis=axis)  # what one more event could add at most
    tail = (1 - level) / 2
    return Interval(
        np.where(rate == 0, 0.0, _gamma(tail, rate, variance)),
        _gamma(1 - tail, rate + largest, variance + largest**2),
    )


def direct_share_interval(
    events: ArrayLike,
    persons: ArrayLike,
    standard: ArrayLike,
    axis: int = -1,
    deff: ArrayLike = 1.0,
    level: float = LEVEL,
) -> Interval:
    """Bounds, between 0 and 1, of a directly standardised share: Wilson's for as many persons as the share is worth.

    That number is the one whose binomial variance is that of the standardised share, each stratum drawn towards the
    crude share by z² persons: two of two alike are no proof. Fay and Feuer's bounds hold for shares too, but where they
    are not small they are too wide and may exceed 1.
    """
    events, persons, standard = floats(events, persons, standard)
    share, crude, _ = direct(events, persons, standard, axis)
    weight = _weights(persons, standard, axis)
    more = quantiles.two_sided(level) ** 2
    drawn = quotient(events + more * np.expand_dims(crude, axis), persons + more)
    variance = (weight**2 * persons * drawn * (1 - drawn)).sum(axis=axis)
    alike = quotient(1, (weight**2 * persons).sum(axis=axis))  # the worth if nobody, or everybody, is concerned
    worth = np.where(variance == 0, alike, quotient(share * (1 - share), variance))
    return wilson(share * worth, worth, deff, level)


def _weights(persons: Array, standard: Array, axis: int) -> Array:
    """What one event in a stratum adds to the rate; 0 where the standard counts on nobody."""
    share = quotient(standard, standard.sum(axis=axis, keepdims=True))
    return np.where(share == 0, 0.0, quotient(share, persons))


def _gamma(probability: float, mean: Array, variance: Array) -> Array:
    scale = quotient(variance, mean)
    return quantiles.gamma(probability, quotient(mean, scale)) * scale


class Indirect(NamedTuple):
    ratio: Array  # events / expected (SMR, SIR)
    expected: Array  # events if the standard's rates held here
    rate: Array  # ratio × the standard's crude rate


def indirect(
    events_total: ArrayLike,
    persons: ArrayLike,
    standard_rates: ArrayLike,
    standard_crude: ArrayLike = np.nan,
    axis: int = -1,
) -> Indirect:
    """The population's events against those it would have with the rates of the standard population.

    Only the sum of events is needed, so small places allow it where direct standardisation does not. `standard_crude`
    is the crude rate of the standard population; without it there is no standardised rate, only the ratio. Ratios of
    two places must not be divided by each other: each has weights of its own.
    """
    persons, standard_rates = floats(persons, standard_rates)
    expected = np.where(persons == 0, 0.0, persons * standard_rates).sum(axis=axis)
    ratio = quotient(events_total, expected)
    return Indirect(ratio, expected, ratio * np.asarray(standard_crude, dtype=np.float64))


def indirect_interval(events_total: ArrayLike, expected: ArrayLike, level: float = LEVEL) -> Interval:
    """Bounds of the ratio: exact Poisson limits of the events over the expected ones."""
    return poisson(events_total, expected, level=level)
