"""The gamma quantile against its own definition, computed a second way."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.indicators.expressions import quantiles

PROBABILITIES = (0.005, 0.025, 0.05, 0.95, 0.975, 0.995)


def poisson_tail(mean: float, at_least: int) -> float:
    """P(X ≥ k) of a Poisson variable: the distribution function of the gamma distribution with shape k."""
    terms = (math.exp(n * math.log(mean) - mean - math.lgamma(n + 1)) for n in range(at_least))
    return 1 - math.fsum(terms)


@pytest.mark.parametrize("probability", PROBABILITIES)
def test_the_gamma_quantile_leaves_the_probability_below_it(probability: float) -> None:
    shapes = [1, 2, 3, 10, 71, 121, 299, 300, 301, 400, 1000]
    for shape, quantile in zip(shapes, quantiles.gamma(probability, shapes), strict=True):
        assert poisson_tail(quantile, shape) == pytest.approx(probability, abs=5e-9)


def test_whole_and_broken_shapes_have_the_tabulated_quantiles() -> None:
    # Half the chi-square quantiles with 1, 2, 3 and 20 degrees of freedom, as any table prints them (5.024, 7.378, …).
    halves = 2 * quantiles.gamma(0.975, [0.5, 1, 1.5, 10])
    assert np.round(halves, 3).tolist() == [5.024, 7.378, 9.348, 34.170]
    assert quantiles.two_sided(0.95) == pytest.approx(1.959964, abs=1e-6)


@given(st.floats(1e-3, 1e7), st.sampled_from(PROBABILITIES))
@settings(max_examples=40, deadline=None)
def test_quantiles_rise_with_shape_and_probability(shape: float, probability: float) -> None:
    lower, upper = quantiles.gamma(probability, [shape, shape * 1.001])
    assert 0 <= lower < upper or upper == 0
    assert quantiles.gamma(0.5, shape) <= quantiles.gamma(0.95, shape)


def test_both_ways_of_computing_meet() -> None:
    below, above = np.nextafter(quantiles.LARGE, 0), quantiles.LARGE
    assert quantiles.gamma(0.975, below) == pytest.approx(float(quantiles.gamma(0.975, above)), rel=2e-9)


def test_a_shape_that_is_none_has_no_quantile() -> None:
    assert np.isnan(quantiles.gamma(0.975, [np.nan, 0.0, -1.0])).all()
    assert quantiles.gamma(0.975, []).shape == (0,)
    assert quantiles.gamma(0.975, np.ones((2, 3))).shape == (2, 3)


@given(st.lists(st.floats(0.01, 900), min_size=2, max_size=12), st.sampled_from([0.025, 0.975]))
def test_a_quantile_does_not_depend_on_the_others_that_are_asked_for(shapes: list[float], probability: float) -> None:
    """Else its last digits would tell of counts that are hidden."""
    together = quantiles.gamma(probability, shapes).tolist()
    assert together == [float(quantiles.gamma(probability, [shape])[0]) for shape in shapes]
