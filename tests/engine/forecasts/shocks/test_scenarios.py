"""Three paths: each says on which condition it holds, and no probability is the baseline."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.forecasts.stand_in import a_forecast

from teilhabe.engine.forecasts.forecasting import Forecast
from teilhabe.engine.forecasts.frequency import Frequency
from teilhabe.engine.forecasts.series import Array
from teilhabe.engine.forecasts.shocks import scenarios
from teilhabe.engine.forecasts.shocks.declared import shared_register
from teilhabe.engine.forecasts.shocks.scenarios import Path, baseline, recurrence
from teilhabe.engine.forecasts.shocks.traces import Trace

ARRIVALS, COVID, UKRAINE = shared_register().shocks
PLAIN = a_forecast("a", 1000.0 + 10 * np.arange(5), np.full(5, 20.0))
STAYING = Trace(ARRIVALS, 2015, np.array([400.0, 100.0]), stays=True)
PASSING = Trace(ARRIVALS, 2015, np.array([400.0, 100.0]), stays=False)


def recurring(traces: list[Trace], per_year: float, plain: Forecast = PLAIN) -> Forecast:
    found = recurrence(plain, traces, per_year, seed=7)
    assert found is not None
    return found.forecast


def width(forecast: Forecast, level: int) -> Array:
    return forecast.high[level] - forecast.low[level]


def test_the_baseline_names_the_events_it_does_without() -> None:
    found = baseline(PLAIN, [STAYING])

    assert found.path is Path.BASELINE
    assert found.forecast is PLAIN
    assert "Viele Schutzsuchende 2015 und 2016" in found.condition.de
    assert "Many protection seekers in 2015 and 2016" in found.condition.en


def test_a_baseline_without_traces_still_says_what_it_does_not_know() -> None:
    assert "kein Ereignis" in baseline(PLAIN, []).condition.de


def test_the_recurrence_says_how_probable_it_is_taken_to_be() -> None:
    found = recurrence(PLAIN, [STAYING], 0.1, seed=7)

    assert found is not None
    assert found.path is Path.RECURRENCE
    assert "10 %" in found.condition.de
    assert "10%" in found.condition.en


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 1000), st.sampled_from([STAYING, PASSING]))
def test_with_no_probability_it_is_the_baseline(seed: int, trace: Trace) -> None:
    found = recurrence(PLAIN, [trace], 0.0, seed=seed)

    assert found is not None
    assert found.forecast.point == pytest.approx(PLAIN.point)
    for level in (80, 95):
        assert found.forecast.low[level] == pytest.approx(PLAIN.low[level])
        assert found.forecast.high[level] == pytest.approx(PLAIN.high[level])


@settings(deadline=None, max_examples=40)
@given(st.floats(0, 0.9), st.floats(-900, 900), st.floats(-900, 900), st.booleans())
def test_bands_hold_the_point_and_each_other_and_keep_their_bounds(
    per_year: float, size: float, after: float, stays: bool
) -> None:
    found = recurring([Trace(UKRAINE, 2022, np.array([size + 1000, after]), stays)], per_year)

    assert (found.low[95] <= found.low[80]).all()
    assert (found.low[80] <= found.point).all()
    assert (found.point <= found.high[80]).all()
    assert (found.high[80] <= found.high[95]).all()
    assert (found.low[95] >= 0).all()


def test_arrivals_widen_the_band_upwards_and_not_downwards() -> None:
    found = recurring([STAYING], 0.1)

    assert (found.high[95] > PLAIN.high[95] + 100).all()
    assert found.low[95] == pytest.approx(PLAIN.low[95], abs=12)


def test_what_stays_adds_up_and_what_passes_does_not() -> None:
    staying, passing = recurring([STAYING], 0.3), recurring([PASSING], 0.3)

    assert staying.high[80][-1] > passing.high[80][-1] + 200
    assert staying.point[-1] > passing.point[-1]


def test_after_a_sure_shock_the_median_has_its_size() -> None:
    found = recurring([STAYING], 0.999)

    assert found.point[0] == pytest.approx(PLAIN.point[0] + 400, abs=5)
    assert found.point[1] == pytest.approx(PLAIN.point[1] + 900, abs=5)


def test_size_and_course_are_drawn_from_all_traces() -> None:
    other = Trace(UKRAINE, 2022, np.array([800.0]), stays=False)
    found = recurring([PASSING, other], 0.999)

    assert PLAIN.point[0] + 400 <= found.point[0] <= PLAIN.point[0] + 800
    assert found.high[95][0] > PLAIN.point[0] + 790
    assert found.low[95][0] < PLAIN.point[0] + 410


def test_half_years_share_the_probability_of_their_year() -> None:
    half_years = Forecast(**{**vars(PLAIN), "frequency": Frequency.HALF_YEAR})

    yearly, half_yearly = recurring([PASSING], 0.5), recurring([PASSING], 0.75, half_years)

    assert half_yearly.high[80] == pytest.approx(yearly.high[80])
    assert recurring([PASSING], 0.5, half_years).high[80][0] < yearly.high[80][0]


def test_only_what_recurs_is_expected_again() -> None:
    assert recurrence(PLAIN, [Trace(COVID, 2020, np.array([50.0]), stays=False)], 0.1, seed=1) is None
    assert recurrence(PLAIN, [], 0.1, seed=1) is None


def test_the_same_seed_gives_the_same_scenario() -> None:
    first, second = recurring([STAYING], 0.1), recurring([STAYING], 0.1)

    assert all((first.high[level] == second.high[level]).all() for level in (80, 95))


def test_the_officers_path_moves_point_and_bands_by_what_is_given() -> None:
    found = scenarios.given(PLAIN, [300, 100], stays=True)

    assert found.path is Path.GIVEN
    assert found.forecast.point - PLAIN.point == pytest.approx([300, 400, 400, 400, 400])
    assert width(found.forecast, 80) == pytest.approx(width(PLAIN, 80))
    assert "zusammen 400 kommt hinzu und bleibt" in found.condition.de


def test_what_does_not_stay_is_added_once() -> None:
    found = scenarios.given(PLAIN, [300, 100], stays=False)

    assert found.forecast.point - PLAIN.point == pytest.approx([300, 100, 0, 0, 0])
    assert "bleibt" not in found.condition.de


def test_the_officers_path_stays_within_the_bounds() -> None:
    found = scenarios.given(PLAIN, [-5000], stays=True)

    assert (found.forecast.point == 0).all()
    assert (found.forecast.high[95] == 0).all()
