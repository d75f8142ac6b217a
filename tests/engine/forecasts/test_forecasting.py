"""Forecasts hold what they promise, for every series that a city may have."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.forecasts.forecasting import Forecast, forecast
from teilhabe.engine.forecasts.frequency import Frequency
from teilhabe.engine.forecasts.series import Kind, Series

NAN = np.nan
GROWING = (102.0, 105, 103, 108, 111, 110, 115, 119, 118, 122)
SEASONAL = tuple(100 + place + (8 if place % 4 == 3 else 0) + (place * 7) % 3 for place in range(20))


def ahead(
    *values: float,
    kind: Kind = Kind.UNSTATED,
    frequency: Frequency = Frequency.YEAR,
    breaks: tuple[int, ...] = (),
    horizon: int = 3,
    levels: tuple[int, ...] = (80, 95),
) -> Forecast:
    series = Series("x", frequency, 2000, np.array(values, dtype=float), kind, breaks)
    return forecast([series], horizon, levels=levels)[0]


def notes(found: Forecast) -> str:
    return "; ".join(note.en for note in found.notes)


def test_a_series_of_eight_values_is_forecast_by_the_ensemble() -> None:
    found = ahead(*GROWING[:8])

    assert (found.method, found.first, found.notes) == ("ets+dot+drift", 2008, ())
    assert 110 < found.point[0] < 130


@pytest.mark.parametrize("count", [5, 6, 7])
def test_a_short_series_is_continued_carefully_and_says_so(count: int) -> None:
    found = ahead(*GROWING[:count])

    assert found.method == "damped-drift"
    assert "short series" in notes(found)


@pytest.mark.parametrize("values", [(), (3.0,), (1.0, 2.0, 4.0, 3.0), (NAN, NAN, NAN, NAN, NAN, NAN)])
def test_with_fewer_than_five_values_there_is_no_forecast(values: tuple[float, ...]) -> None:
    found = ahead(*values)

    assert found.is_refused
    assert found.low == {}
    assert "at least 5 are needed" in notes(found)


@pytest.mark.parametrize("value", [0.0, 7.0, -2.0])
def test_a_series_that_never_changed_is_refused_with_the_reason(value: float) -> None:
    found = ahead(*[value] * 12)

    assert found.is_refused
    assert "all 12 values are the same" in notes(found)


def test_nothing_before_a_break_is_used() -> None:
    after = ahead(*GROWING)
    across = ahead(*[9000.0] * 6, *GROWING, breaks=(2006,))

    np.testing.assert_array_equal(across.point, after.point)
    assert "only values after the break used" in notes(across)


def test_too_little_after_a_break_is_refused() -> None:
    assert ahead(*GROWING, breaks=(2007,)).is_refused


def test_a_missing_year_is_filled_and_said() -> None:
    found = ahead(*GROWING[:4], NAN, *GROWING[5:])

    assert not found.is_refused
    assert "one missing value filled in" in notes(found)


def test_a_season_is_modelled_from_three_cycles_on() -> None:
    long = ahead(*SEASONAL, frequency=Frequency.QUARTER, horizon=8)
    short = ahead(*SEASONAL[:11], frequency=Frequency.QUARTER)

    assert long.method == "ets+dot+theta"
    assert long.point[3] > long.point[2] + 4
    assert long.point[7] > long.point[6] + 4
    assert short.method == "ets+dot+drift"
    assert "fewer than three cycles" in notes(short)


def test_counts_never_become_negative() -> None:
    found = ahead(90, 70, 55, 40, 28, 15, 8, 2, 1, kind=Kind.FLOW, horizon=6)

    assert min(found.point.min(), found.low[95].min()) >= 0


def test_a_balance_may_become_negative() -> None:
    assert ahead(90, 70, 55, 40, 28, 15, 8, 2, 1, kind=Kind.BALANCE).low[95][-1] < 0


def test_shares_stay_below_the_whole_without_standing_on_it() -> None:
    found = ahead(90, 92, 93.5, 95, 96, 97.2, 98, 98.8, 99.1, kind=Kind.SHARE, horizon=6)

    assert found.point[-1] < 100
    assert found.high[95].max() < 100
    assert found.high[95][0] - found.point[0] < found.point[0] - found.low[95][0]


def test_fractions_stay_between_0_and_1() -> None:
    found = ahead(0.6, 0.75, 0.8, 0.88, 0.93, 0.95, 0.99, 1.0, horizon=6)

    assert 0 <= found.low[95].min() <= found.high[95].max() <= 1


def test_negative_values_are_continued() -> None:
    found = ahead(-10, -12, -9, -14, -11, -15, -13, -16, -18)

    assert found.point[0] < -10


def test_bands_of_a_rhythm_without_errors_of_its_own_say_whose_they_are() -> None:
    found = ahead(*GROWING, frequency=Frequency.HALF_YEAR)

    assert "bands from the errors of series of another rhythm" in notes(found)


def test_bands_beyond_the_longest_measured_horizon_go_on_growing_and_say_so() -> None:
    found = ahead(*GROWING, horizon=20)
    width = found.high[80] - found.point

    assert "after 12 periods the bands are extended, not measured" in notes(found)
    assert np.all(np.diff(width[11:]) > 0)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(-1000, 1000), min_size=5, max_size=16),
    st.sampled_from(list(Kind)),
    st.sampled_from([Frequency.YEAR, Frequency.HALF_YEAR, Frequency.QUARTER]),
)
def test_every_series_gets_bands_in_order_or_a_reason(values: list[int], kind: Kind, frequency: Frequency) -> None:
    found = ahead(*values, kind=kind, frequency=frequency)

    if found.is_refused:
        assert found.notes
    else:
        assert np.all(np.isfinite(found.point))
        for inner, outer in ((found.low[80], found.low[95]), (found.point, found.low[80])):
            assert np.all(outer <= inner)
        for inner, outer in ((found.high[80], found.high[95]), (found.point, found.high[80])):
            assert np.all(outer >= inner)


@pytest.mark.parametrize("unit", [1e-3, 1e6])
def test_the_unit_of_the_values_changes_nothing_else(unit: float) -> None:
    plain, scaled = ahead(*GROWING, kind=Kind.STOCK), ahead(*(unit * value for value in GROWING), kind=Kind.STOCK)

    np.testing.assert_allclose(scaled.point, plain.point * unit, rtol=1e-3)
    np.testing.assert_allclose(scaled.high[95], plain.high[95] * unit, rtol=1e-2)


def test_only_the_bands_that_were_asked_for_are_made() -> None:
    found = ahead(*GROWING, levels=(50, 90))

    assert sorted(found.low) == [50, 90]
    assert np.all(found.high[50] < found.high[90])


def test_a_caller_hears_how_many_are_done() -> None:
    heard: list[int] = []
    series = [Series(name, Frequency.YEAR, 2000, np.array(GROWING[:6])) for name in "ab"]

    forecast(series, 1, progress=heard.append)

    assert heard == [1, 2]
