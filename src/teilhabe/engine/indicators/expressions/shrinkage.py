"""Empirical Bayes: rates and shares of districts, drawn towards the city where few persons stand behind them.

The result is a model, and is labelled so. It serves the comparison of districts; it is not what was counted. How far
districts differ is estimated from the districts themselves by moments (Marshall 1991; for shares Martuzzi and Elliott
1996). If they differ no more than chance allows, all of them get the city's value.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from teilhabe.engine.indicators.expressions import quantiles
from teilhabe.engine.indicators.expressions.arrays import Array, floats, known, quotient
from teilhabe.engine.indicators.expressions.intervals import LEVEL, wilson


class Shrunk(NamedTuple):
    value: Array
    weight: Array  # of the district's own rate, from 0 to 1; the rest is the mean of all
    prior_mean: Array  # rate of all districts together
    low: Array
    high: Array


class _Districts(NamedTuple):
    """What is known of all districts together; missing districts do not count."""

    rate: Array
    size: Array
    number: Array
    total: Array  # of the sizes
    mean: Array
    spread: Array  # mean squared distance of the rates from their mean, weighted with the sizes


def gamma_poisson(events: ArrayLike, exposure: ArrayLike, axis: int = -1, level: float = LEVEL) -> Shrunk:
    """Rates per unit of exposure of the districts along `axis`; missing districts stay missing and do not count.

    The bounds are those of a gamma distribution. They take into account that mean and spread of the districts are
    estimated; there are none where no district has any event.
    """
    districts = _districts(events, exposure, axis)
    chance, noise = quotient(districts.mean, districts.size), districts.mean * _per_size(districts)
    between = np.maximum(districts.spread - noise, 0)
    weight, value = _shrunk(districts, between, chance)
    cautious = _cautious(districts, between, noise)
    kept, _ = _shrunk(districts, cautious, chance)
    variance = value * quotient(kept, districts.size) + _estimation(districts, cautious + chance, kept, axis)
    shape, scale = quotient(value**2, variance), quotient(variance, value)
    low, high = (quantiles.gamma(tail, shape) * scale for tail in ((1 - level) / 2, (1 + level) / 2))
    return Shrunk(value, weight, np.squeeze(districts.mean, axis), low, high)


def beta_binomial(events: ArrayLike, persons: ArrayLike, axis: int = -1, level: float = LEVEL) -> Shrunk:
    """Shares, from 0 to 1, of the districts along `axis`; missing districts stay missing and do not count.

    The bounds are Wilson's for as many persons as the estimate is worth; otherwise as in `gamma_poisson`.
    """
    districts = _districts(events, persons, axis)
    most = districts.mean * (1 - districts.mean)  # the variance if each district were all or nothing
    noise = most * _per_size(districts)
    excess = quotient(districts.spread - noise, 1 - _per_size(districts))
    between = np.clip(np.where(_per_size(districts) < 1, excess, 0), 0, most)
    weight, value = _shrunk(districts, between, quotient(most - between, districts.size))
    cautious = np.minimum(_cautious(districts, between, noise), most)
    chance = quotient(most - cautious, districts.size)
    kept, _ = _shrunk(districts, cautious, chance)
    variance = value * (1 - value) * quotient(kept, districts.size + kept)
    worth = quotient(value * (1 - value), variance + _estimation(districts, cautious + chance, kept, axis))
    return Shrunk(value, weight, np.squeeze(districts.mean, axis), *wilson(value * worth, worth, level=level))


def _districts(events: ArrayLike, size: ArrayLike, axis: int) -> _Districts:
    events, size = floats(events, size)
    there = (events >= 0) & (size > 0)
    events, size = known(there, events), known(there, size)
    number, total = there.sum(axis=axis, keepdims=True, dtype=np.float64), _total(size, axis)
    rate, mean = quotient(events, size), quotient(_total(events, axis), total)
    return _Districts(rate, size, number, total, mean, quotient(_total(size * (rate - mean) ** 2, axis), total))


def _total(values: Array, axis: int) -> Array:
    return np.asarray(np.nansum(values, axis=axis, keepdims=True))


def _per_size(districts: _Districts) -> Array:
    """One over the mean size of a district."""
    return quotient(districts.number, districts.total)


def _shrunk(districts: _Districts, between: Array, chance: Array) -> tuple[Array, Array]:
    """Weight and value: the more the districts differ, and the less by chance, the more each keeps its own rate."""
    weight = np.where(between == 0, 0.0 * districts.size, quotient(between, between + chance))
    return weight, districts.mean + weight * (districts.rate - districts.mean)


def _cautious(districts: _Districts, between: Array, noise: Array) -> Array:
    """For the bounds: a variance between districts of at least its own standard error, even where it came out as 0."""
    return np.maximum(between, np.sqrt(_per_degree(districts)) * (between + noise))


def _per_degree(districts: _Districts) -> Array:
    """The squared relative error of a variance that so many districts yield."""
    result: Array = 2 / np.maximum(districts.number - 1, 1)
    return result


def _estimation(districts: _Districts, variance: Array, weight: Array, axis: int) -> Array:
    """The variance that mean and weight add because they are estimated too (Morris 1983, by the delta method)."""
    of_mean = quotient(_total(districts.size**2 * variance, axis), districts.total**2)
    return (1 - weight) ** 2 * (of_mean + _per_degree(districts) * (districts.rate - districts.mean) ** 2)
