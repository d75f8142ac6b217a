"""Genuine half-years of a city that no calibration has seen: the bands hold, and sums cost no accuracy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from benchmarks.workloads import berlin

from teilhabe.engine.forecasts.forecasting import Forecast, forecast
from teilhabe.engine.forecasts.hierarchies import Coherent, make_coherent
from teilhabe.engine.forecasts.scoring import mean_step
from teilhabe.engine.forecasts.series import Array, Series

HORIZON = 4
ORIGINS = [berlin.number_of(2017, 2), berlin.number_of(2018, 2), berlin.number_of(2019, 2)]


@pytest.fixture(scope="module")
def series(shared_data: Path) -> list[Series]:
    return berlin.read_series(shared_data / berlin.FOLDER.name, ("t1-city", "t1-districts"))


@pytest.fixture(scope="module")
def made(series: Sequence[Series]) -> list[tuple[list[Series], list[Forecast], Coherent]]:
    entries = []
    for origin in ORIGINS:
        known = [each.until(origin) for each in series]
        forecasts = forecast(known, HORIZON)
        entries.append((known, forecasts, make_coherent(known, forecasts, berlin.sums(), count=500, seed=1)))
    return entries


def came(series: Series, forecast: Forecast) -> Array:
    start = forecast.first - series.first
    return series.values[start : start + HORIZON]


def held(series: Sequence[Series], forecasts: Sequence[Forecast]) -> Array:
    return np.array(
        [
            (each.low[80] <= came(whole, each)) & (came(whole, each) <= each.high[80])
            for whole, each in zip(series, forecasts, strict=True)
        ]
    )


def test_bands_of_80_per_cent_hold_70_to_90(
    series: Sequence[Series], made: Sequence[tuple[list[Series], list[Forecast], Coherent]]
) -> None:
    assert 0.7 < np.mean([held(series, forecasts) for _, forecasts, _ in made]) < 0.9
    assert 0.7 < np.mean([held(series, found.forecasts) for _, _, found in made]) < 0.9


def test_districts_and_groups_add_up_and_the_error_grows_by_at_most_one_per_cent(
    series: Sequence[Series], made: Sequence[tuple[list[Series], list[Forecast], Coherent]]
) -> None:
    before, after = [], []
    for known, forecasts, found in made:
        assert found.left_out == ()
        for each in berlin.sums():
            gap = found.draws[each.total] - sum(found.draws[part] for part in each.parts)
            assert np.abs(gap).max() < 1e-6
        for whole, past, base, moved in zip(series, known, forecasts, found.forecasts, strict=True):
            step = mean_step(past.values, 1)
            before.append(np.abs(came(whole, base) - base.point) / step)
            after.append(np.abs(came(whole, base) - moved.point) / step)

    assert np.mean(after) <= 1.01 * np.mean(before)
