"""What a difference between two populations comes from: their structure, or what happens to people of the same kind.

Kitagawa (1955) splits a difference of rates into two parts, Das Gupta (1993) one of any number of factors. The parts
add up to the difference; none is left over as "interaction". They are arithmetic, not causes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from teilhabe.engine.indicators.expressions.arrays import Array, floats, known, quotient

Rate = Callable[[Sequence[Array]], Array]


class Kitagawa(NamedTuple):
    gap: Array  # rate of a minus rate of b, per person
    composition: Array  # part that comes from different strata
    rate: Array  # part that comes from different rates within the strata
    composition_by_stratum: Array
    rate_by_stratum: Array


def kitagawa(
    persons_a: ArrayLike, events_a: ArrayLike, persons_b: ArrayLike, events_b: ArrayLike, axis: int = -1
) -> Kitagawa:
    """The difference of two crude rates in two components, the interaction shared equally between them.

    A stratum that is empty in one population takes the rate of the other one: what it adds is composition alone. By
    stratum, composition is measured from the mean of both crude rates: having many people where the rate is as high as
    everywhere adds nothing. The sum over all strata does not depend on that.
    """
    persons_a, events_a, persons_b, events_b = floats(persons_a, events_a, persons_b, events_b)
    share_a, share_b = _shares(persons_a, (axis,)), _shares(persons_b, (axis,))
    rate_a, rate_b = _rates(persons_a, events_a, persons_b, events_b)
    crude_a = (share_a * rate_a).sum(axis=axis, keepdims=True)
    crude_b = (share_b * rate_b).sum(axis=axis, keepdims=True)
    composition = (share_a - share_b) * ((rate_a + rate_b) - (crude_a + crude_b)) / 2
    rate = (rate_a - rate_b) * (share_a + share_b) / 2
    return Kitagawa(
        gap=np.squeeze(crude_a - crude_b, axis),
        composition=composition.sum(axis=axis),
        rate=rate.sum(axis=axis),
        composition_by_stratum=composition,
        rate_by_stratum=rate,
    )


def _shares(persons: Array, axes: tuple[int, ...]) -> Array:
    return quotient(persons, persons.sum(axis=axes, keepdims=True))


def _rates(persons_a: Array, events_a: Array, persons_b: Array, events_b: Array) -> tuple[Array, Array]:
    """Events per person of both populations; where one has nobody, that of the other; 0 where both have nobody."""
    rate_a, rate_b = quotient(events_a, persons_a), quotient(events_b, persons_b)
    empty_a, empty_b = (persons_a == 0) & (events_a == 0), (persons_b == 0) & (events_b == 0)
    nobody = empty_a & empty_b
    return (
        np.where(nobody, 0.0, np.where(empty_a, rate_b, rate_a)),
        np.where(nobody, 0.0, np.where(empty_b, rate_a, rate_b)),
    )


def _product(factors: Sequence[Array]) -> Array:
    return np.asarray(math.prod(factors), dtype=np.float64)


def das_gupta(factors_a: Sequence[ArrayLike], factors_b: Sequence[ArrayLike], rate: Rate = _product) -> list[Array]:
    """What each factor contributes to the rate of a minus the rate of b, all other factors being alike.

    `rate` computes the rate from the factors; by default it is their product. Factors may be arrays over strata: then
    `rate` sums over them, or the effects are those within each stratum. An effect is the mean over all orders in which
    the factors can be exchanged one after the other (the general solution of Das Gupta 1993). Each further factor
    doubles the cost.
    """
    pairs = [floats(a, b) for a, b in zip(factors_a, factors_b, strict=True)]
    return _contributions(lambda of_a: rate([pair[place not in of_a] for place, pair in enumerate(pairs)]), len(pairs))


def _contributions(worth: Callable[[tuple[int, ...]], Array], count: int) -> list[Array]:
    """What each of `count` members adds to the worth of those before it, on average over all orders."""
    members = range(count)
    subsets = [subset for size in range(count + 1) for subset in combinations(members, size)]
    worths = {subset: worth(subset) for subset in subsets}
    contributions = []
    for member in members:
        contribution: Array = np.zeros(())
        for subset in subsets:
            if member not in subset:
                added = worths[tuple(sorted((*subset, member)))] - worths[subset]
                contribution = contribution + added / (count * math.comb(count - 1, len(subset)))
        contributions.append(contribution)
    return contributions


class CrossClassified(NamedTuple):
    gap: Array
    composition: list[Array]  # one part for each of the axes
    rate: Array


def cross_classified(
    persons_a: ArrayLike,
    events_a: ArrayLike,
    persons_b: ArrayLike,
    events_b: ArrayLike,
    axes: tuple[int, ...] = (-2, -1),
) -> CrossClassified:
    """The difference of two crude rates whose strata are combinations, such as age × sex.

    Rate and composition are Kitagawa's; the composition is divided into what each axis contributes, strata of both
    populations having the mean of their rates (Das Gupta 1993, chapter 5). Empty strata as in `kitagawa`.
    """
    persons_a, events_a, persons_b, events_b = floats(persons_a, events_a, persons_b, events_b)
    rate_a, rate_b = _rates(persons_a, events_a, persons_b, events_b)
    share_a, share_b = _shares(persons_a, axes), _shares(persons_b, axes)

    def crude(factors: Sequence[Array]) -> Array:
        return np.asarray((_product(factors) * (rate_a + rate_b) / 2).sum(axis=axes))

    return CrossClassified(
        gap=np.asarray((share_a * rate_a - share_b * rate_b).sum(axis=axes)),
        composition=das_gupta(structure_factors(persons_a, axes), structure_factors(persons_b, axes), crude),
        rate=np.asarray(((rate_a - rate_b) * (share_a + share_b) / 2).sum(axis=axes)),
    )


def structure_factors(persons: ArrayLike, axes: tuple[int, ...] = (-2, -1)) -> list[Array]:
    """For each axis a factor that holds its part of the structure; their product is the share of each stratum.

    Each is the geometric mean, over all orders, of the share that the axis adds to the axes before it.
    """
    counts = np.asarray(persons, dtype=np.float64)
    logs = _contributions(lambda kept: _log_share(counts, axes, {axes[place] for place in kept}), len(axes))
    return [np.where(counts == 0, 0.0, np.exp(log)) for log in logs]


def _log_share(counts: Array, axes: tuple[int, ...], kept: set[int]) -> Array:
    """The logarithm of the share of everybody who agrees with a stratum along the axes `kept`."""
    marginal = counts.sum(axis=tuple(axis for axis in axes if axis not in kept), keepdims=True)
    share = quotient(marginal, counts.sum(axis=axes, keepdims=True))
    return np.log(known(share > 0, share))
