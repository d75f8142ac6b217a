from __future__ import annotations

import numpy as np
import pytest

from teilhabe.engine.projections.chance import Luck

NUMBER = 400_000


@pytest.mark.parametrize("probability", [0.002, 0.06, 0.3, 0.7])
@pytest.mark.parametrize("persons", [1.0, 2.5, 7.0, 60.0, 5000.0])
def test_events_by_chance_have_the_mean_and_the_variance_of_the_binomial(persons: float, probability: float) -> None:
    happened = Luck(np.random.default_rng(2)).among(np.full(NUMBER, persons), np.array(probability))
    variance = persons * probability * (1 - probability)
    assert happened.mean() == pytest.approx(persons * probability, abs=6 * (variance / NUMBER) ** 0.5)
    assert happened.var() == pytest.approx(variance, rel=0.06)
    assert happened.min() >= 0
    assert happened.max() <= persons + 1e-9


@pytest.mark.parametrize("expected", [0.01, 0.4, 2.9, 3.1, 50.0])
def test_arrivals_by_chance_have_the_mean_and_the_variance_of_the_poisson(expected: float) -> None:
    came = Luck(np.random.default_rng(2)).counted(np.full(NUMBER, expected))
    assert came.mean() == pytest.approx(expected, abs=6 * (expected / NUMBER) ** 0.5)
    assert came.var() == pytest.approx(expected, rel=0.06)
    assert came.min() >= 0
