"""Errors are pooled by what makes them alike, and only where there are enough."""

from __future__ import annotations

import numpy as np
import pytest

from teilhabe.engine.forecasts.calibration.archive import GRID, Key
from teilhabe.engine.forecasts.calibration.pooling import ENOUGH, Case, build, cases, origins, pooled
from teilhabe.engine.forecasts.ensemble import Rung
from teilhabe.engine.forecasts.frequency import Frequency
from teilhabe.engine.forecasts.series import Kind, Series

KEY = Key(Frequency.YEAR, Rung.PLAIN, Kind.STOCK.value)
ALL = Key(Frequency.YEAR, Rung.PLAIN)


def many(errors: list[list[float]], key: Key = KEY) -> list[Case]:
    return [Case(key, np.array(row, dtype=float)) for row in errors]


def test_a_band_reaches_as_far_as_so_many_errors_did() -> None:
    pools = pooled(many([[float(number)] for number in range(1, 200)]))

    assert pools[ALL].quantiles[GRID.index(80), 0] == 160  # the 80 % of 199 + 1
    assert pools[ALL].counts == (199,)


def test_too_few_errors_make_no_pool() -> None:
    assert pooled(many([[1.0]] * (ENOUGH - 1))) == {}


def test_a_kind_with_enough_errors_has_a_pool_of_its_own_and_another_one_has_not() -> None:
    rare = Key(Frequency.YEAR, Rung.PLAIN, Kind.FLOW.value)

    pools = pooled(many([[1.0]] * ENOUGH) + many([[9.0]] * 20, rare))

    assert pools.keys() == {KEY, ALL}
    assert pools[KEY].quantiles[-1, 0] == 1
    assert pools[ALL].quantiles[-1, 0] == 9


def test_a_kind_that_is_known_less_far_than_all_are_has_no_pool_of_its_own() -> None:
    other = Key(Frequency.YEAR, Rung.PLAIN, Kind.FLOW.value)

    pools = pooled(many([[1.0, np.nan]] * ENOUGH) + many([[1.0, 2.0]] * ENOUGH, other))

    assert pools.keys() == {other, ALL}


def test_what_nobody_declared_is_no_kind() -> None:
    assert pooled(many([[1.0]] * ENOUGH, Key(Frequency.YEAR, Rung.PLAIN, Kind.UNSTATED.value))).keys() == {ALL}


def test_who_looks_further_ahead_never_knows_more() -> None:
    errors = np.random.default_rng(1).random((150, 6)) * [1, 3, 2, 4, 4, 3]

    quantiles = pooled(many(errors.tolist()))[ALL].quantiles

    assert np.all(np.diff(quantiles, axis=1) >= 0)
    assert np.all(np.diff(quantiles, axis=0) >= 0)


def test_horizons_with_too_few_errors_end_the_pool() -> None:
    errors = [[1.0, 2.0, 3.0]] * 60 + [[1.0, 2.0, np.nan]] * 60

    assert pooled(many(errors))[ALL].counts == (120, 120)


@pytest.mark.parametrize(
    ("length", "season", "horizon", "expected"),
    [
        (20, 1, 12, [5, 6, 7, 8, 11, 14, 17]),
        (9, 1, 12, [5, 6, 7]),
        (5, 1, 12, []),
        (30, 4, 12, [5, 6, 7, 8, 10, 11, 18, 21, 24, 27]),
    ],
)
def test_forecasts_are_tried_from_beginnings_of_every_length(
    length: int, season: int, horizon: int, expected: list[int]
) -> None:
    assert origins(length, season, horizon) == expected


def test_an_error_is_told_in_the_scale_of_its_forecast() -> None:
    steady = Series("x", Frequency.YEAR, 2000, np.array([10.0, 12, 11, 13, 12, 14]))

    (case,) = cases(steady)

    assert case.key == Key(Frequency.YEAR, Rung.SHORT, Kind.UNSTATED.value)
    assert 0 < case.errors[0] < 3
    assert np.all(np.isnan(case.errors[1:]))


def test_an_archive_is_built_from_series_and_keeps_its_card() -> None:
    random = np.random.default_rng(2)
    walks = [
        Series(f"{number}", Frequency.YEAR, 2000, 100 + np.cumsum(random.normal(0, 1, 7)), Kind.STOCK)
        for number in range(60)
    ]

    archive = build(walks, {"title": "walks"})

    assert archive.card == {"title": "walks"}
    assert archive.pools.keys() == {
        Key(Frequency.YEAR, Rung.SHORT, Kind.STOCK.value),
        Key(Frequency.YEAR, Rung.SHORT),
    }
    assert archive.pools[Key(Frequency.YEAR, Rung.SHORT)].counts == (120,)
