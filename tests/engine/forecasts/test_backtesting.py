"""Back-tests use what was known then, test what is published, and withdraw what is no better than doing nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.engine.forecasts.stand_in import a_series, by_drift

from teilhabe.engine.forecasts.backtesting import Backtest, Past, Verdict, backtest
from teilhabe.engine.forecasts.forecasting import Forecast
from teilhabe.engine.forecasts.series import Series

STEADY = a_series(*np.arange(100.0, 160.0, 3.0))
HORIZON = 3


def back_tested(series: Series, **more: object) -> Backtest:
    (today,) = by_drift([series], HORIZON)
    (found,) = backtest([Past(series, today, **more)], HORIZON, forecaster=by_drift)  # type: ignore[arg-type]
    return found


def test_there_are_three_origins_for_each_period_of_the_horizon() -> None:
    assert back_tested(STEADY).origins == (9, 8, 7)


def test_a_short_series_is_tested_from_where_it_can_be_forecast() -> None:
    assert back_tested(a_series(*np.arange(8.0))).origins == (3, 2, 1)


def test_a_forecast_that_errs_less_than_the_last_value_is_kept_and_says_by_how_much() -> None:
    rng = np.random.default_rng(5)
    found = back_tested(a_series(*(100 + 10 * np.arange(20) + rng.normal(0, 1, 20))))

    assert found.verdict is Verdict.BETTER
    assert found.beats_naive
    assert found.ratio < 0.2
    assert "irrte diese Prognose um 9" in found.sentence.de
    assert found.sentence.en.startswith("Tested: at 9 earlier points in time this forecast erred 9")


def test_a_forecast_that_does_not_beat_the_last_value_is_withdrawn_and_says_so() -> None:
    found = back_tested(a_series(*(100 + 10 * np.tile([0.0, 1.0, 0.0, -1.0], 5))))

    assert found.is_withdrawn
    assert found.sentence.de.startswith("Zurückgezogen: An 9 früheren Zeitpunkten")
    assert found.sentence.en.startswith("Withdrawn: at 9 earlier points in time")


def test_equal_errors_beat_nothing() -> None:
    def as_last(series: Sequence[Series], horizon: int) -> list[Forecast]:
        return [replace(each, point=np.full(horizon, each.point[0])) for each in by_drift(series, horizon)]

    rises = a_series(*np.repeat([100.0, 105.0], 10))
    level = [replace(made, point=np.full(HORIZON, rises.values[-1])) for made in by_drift([rises], HORIZON)]
    (found,) = backtest([Past(a_series(*np.full(20, 7.0)), level[0])], HORIZON, forecaster=as_last)

    assert found.ratio == 1
    assert found.is_withdrawn


def test_two_origins_prove_nothing() -> None:
    found = back_tested(a_series(*np.arange(7.0)))

    assert found.origins == (2, 1, 0)
    assert found.verdict is Verdict.UNTESTED
    assert not found.is_withdrawn
    assert found.sentence.de.startswith("Ungeprüft")
    assert np.isnan(found.ours.error[2])


def test_a_refused_forecast_is_tested_nowhere() -> None:
    found = back_tested(a_series(1, 2, 3, 4))

    assert found.origins == (0, 0, 0)
    assert np.isnan(found.ours.scaled_error).all()
    assert found.verdict is Verdict.UNTESTED


def test_only_origins_count_at_which_the_methods_of_today_were_at_work() -> None:
    def changing(series: Sequence[Series], horizon: int) -> list[Forecast]:
        return [
            replace(made, method="drift" if len(known.values) > 17 else "other")
            for known, made in zip(series, by_drift(series, horizon), strict=True)
        ]

    (today,) = by_drift([STEADY], HORIZON)
    (found,) = backtest([Past(STEADY, today)], HORIZON, forecaster=changing)

    assert found.origins == (2, 1, 0)


def test_forecasts_are_made_from_the_state_that_was_known_then() -> None:
    heard: list[float] = []

    def listening(series: Sequence[Series], horizon: int) -> list[Forecast]:
        heard.extend(float(each.values[-1]) for each in series)
        return by_drift(series, horizon)

    first_told = replace(STEADY.until(2015), values=STEADY.until(2015).values + 0.5)
    corrected = replace(STEADY.until(2015), values=STEADY.until(2015).values + 0.25)
    (today,) = by_drift([STEADY], HORIZON)
    states = {date(2017, 3, 1): corrected, date(2016, 3, 1): first_told}
    (found,) = backtest([Past(STEADY, today, states)], HORIZON, forecaster=listening)

    assert first_told.values[-1] in heard
    assert STEADY.until(2015).values[-1] not in heard
    assert corrected.values[-1] not in heard
    assert found.in_hindsight == 8


def test_errors_are_taken_against_todays_values() -> None:
    first_told = replace(STEADY.until(2019), values=STEADY.until(2019).values - 6)
    (today,) = by_drift([STEADY], HORIZON)
    (found,) = backtest([Past(STEADY, today, {date(2020, 3, 1): first_told})], HORIZON, forecaster=by_drift)

    assert found.ours.error[0] == pytest.approx(6 / 9)


def test_no_forecast_is_held_against_values_behind_a_break() -> None:
    found = back_tested(replace(STEADY, breaks=(2020,)))

    assert found.ours.error == pytest.approx([0, 0, 0])
    assert found.origins == (8, 7, 6)


def test_scores_stand_beside_those_of_the_naive_forecast() -> None:
    found = back_tested(a_series(*(100 + 3 * np.arange(20) + np.tile([0.0, 1.0], 10))))

    assert found.naive.error == pytest.approx([3.0, 6.0, 9.0], abs=0.6)
    assert (found.ours.scaled_error < found.naive.scaled_error).all()
    assert found.ours.coverage[95] == pytest.approx([1, 1, 1])
    assert (found.ours.interval_score[80] > 0).all()
    assert set(found.naive.coverage) == set(found.naive.interval_score) == {80, 95}


def test_the_naive_band_reaches_as_far_as_the_last_value_used_to_miss() -> None:
    found = back_tested(STEADY)

    assert found.naive.interval_score[80] == pytest.approx([6, 12, 18])
    assert found.naive.coverage[80] == pytest.approx([1, 1, 1])


def test_a_seasonal_series_has_to_beat_the_year_before() -> None:
    quarters = replace(a_series(*(50 + np.tile([0.0, 9.0, 4.0, -5.0], 6))), cycle=4)
    found = back_tested(quarters)

    assert found.naive.error == pytest.approx([0, 0, 0])
    assert "wie ein Jahr zuvor" in found.sentence.de


def test_all_series_are_asked_for_in_one_call() -> None:
    calls: list[int] = []

    def counting(series: Sequence[Series], horizon: int) -> list[Forecast]:
        calls.append(len(series))
        return by_drift(series, horizon)

    pasts = [Past(STEADY, by_drift([STEADY], HORIZON)[0]) for _ in range(4)]
    found = backtest(pasts, HORIZON, forecaster=counting)

    assert calls == [36]
    assert [each.origins for each in found] == [(9, 8, 7)] * 4
