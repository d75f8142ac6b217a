"""A trace is found where there is one, with its size, and taken out so that the other years stay as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.forecasts.stand_in import a_series

from teilhabe.engine.forecasts.series import Array, Kind, Series
from teilhabe.engine.forecasts.shocks.declared import shared_register
from teilhabe.engine.forecasts.shocks.traces import Trace, find_traces, without

SHOCKS = shared_register().shocks
NOISE = np.array([3.0, -2, 1, -3, 2, 0, -1, 3, -2, 1, 2, -3, 0, 2, -1, 1, -2])


def traces_of(series: Series) -> tuple[Trace, ...]:
    return find_traces(series, SHOCKS, lambda day: day.year)


def years(values: Array, kind: Kind, **more: object) -> Series:
    """From 2009 to 2025."""
    return a_series(*values, first=2009, kind=kind, **more)


def applications() -> Array:
    values = 200 + NOISE
    values[6:8] += [400, 150]
    return values


def foreign_residents() -> Array:
    values = 5000 + 50 * np.arange(17) + NOISE
    values[6:] += 400
    values[7:] += 150
    return values


def test_applications_that_rise_and_fall_again_pass() -> None:
    (trace,) = traces_of(years(applications(), Kind.FLOW))

    assert trace.shock.id == "arrivals-2015"
    assert (trace.first, trace.stays) == (2015, False)
    assert trace.added == pytest.approx([400, 150], abs=8)


def test_residents_who_came_stay() -> None:
    (trace,) = traces_of(years(foreign_residents(), Kind.STOCK))

    assert (trace.first, trace.stays) == (2015, True)
    assert trace.added == pytest.approx([400, 150], abs=8)


def test_unemployed_persons_whose_number_falls_again_pass_although_they_are_a_stock() -> None:
    values = 3000 + NOISE
    values[11:13] += [500, 450]
    (trace,) = traces_of(years(values, Kind.STOCK))

    assert trace.shock.id == "covid-2020"
    assert not trace.stays


def test_a_share_whose_level_rose_stays_risen() -> None:
    values = 12 + 0.1 * np.arange(17) + NOISE / 100
    values[6:] += 1.5
    (trace,) = traces_of(years(values, Kind.SHARE))

    assert trace.stays
    assert trace.added[0] == pytest.approx(1.5, abs=0.1)


def test_where_nothing_came_after_it_yet_persons_stay_and_applications_pass() -> None:
    assert traces_of(years(foreign_residents()[:8], Kind.STOCK))[0].stays
    assert not traces_of(years(applications()[:8], Kind.FLOW))[0].stays


def test_years_without_a_trace_leave_none() -> None:
    assert traces_of(years(200 + NOISE, Kind.FLOW)) == ()


def test_a_series_that_wanders_for_many_months_leaves_none() -> None:
    rng = np.random.default_rng(2)
    found = [
        find_traces(
            replace(a_series(*(900 + np.cumsum(rng.normal(0, 5, 240))), kind=Kind.STOCK), first=2005 * 12, cycle=1),
            SHOCKS,
            lambda day: day.year * 12 + day.month - 1,
        )
        for _ in range(50)
    ]

    assert sum(map(bool, found)) <= 5


@pytest.mark.parametrize("length", [10, 17])
def test_of_series_without_shocks_hardly_any_has_a_trace(length: int) -> None:
    rng = np.random.default_rng(3)
    walks = [1000 + np.cumsum(rng.normal(5, 10, length)) for _ in range(100)]
    found = [traces_of(replace(years(walk, Kind.STOCK), first=2025 - length)) for walk in walks]

    assert sum(map(len, found)) <= 0.05 * len(SHOCKS) * len(walks)


def test_three_usual_steps_are_needed_to_tell_what_is_unusual() -> None:
    values = applications()[4:]

    assert traces_of(replace(years(values[:5], Kind.FLOW), first=2013)) == ()
    assert len(traces_of(replace(years(values, Kind.FLOW), first=2013))) == 1


def test_missing_values_leave_no_trace() -> None:
    values = applications()
    values[3] = np.nan

    assert traces_of(years(values, Kind.FLOW)) == ()


def test_traces_are_looked_for_between_breaks() -> None:
    values = applications()
    values[11:] += 2000
    broken = years(values, Kind.FLOW, breaks=(2020,))

    assert [trace.shock.id for trace in traces_of(broken)] == ["arrivals-2015"]
    assert without(broken, traces_of(broken)).values[11:] == pytest.approx(values[11:])


def test_quarters_are_compared_with_the_same_quarters() -> None:
    quarters = np.tile([100.0, 300, 200, 50], 8) + np.resize(NOISE, 32)
    quarters[14:20] += 250  # from the third quarter of 2015 to the fourth of 2016
    series = replace(a_series(*quarters, kind=Kind.FLOW), first=2012 * 4, cycle=4)
    (trace,) = find_traces(series, SHOCKS, lambda day: day.year * 4 + (day.month - 1) // 3)

    assert trace.first == 2015 * 4 + 2
    assert trace.added == pytest.approx(np.full(6, 250), abs=10)


def test_without_its_trace_a_flow_has_its_other_years_as_they_are() -> None:
    series = years(applications(), Kind.FLOW)
    cleaned = without(series, traces_of(series)).values
    others = np.delete(np.arange(17), [6, 7])

    assert cleaned[others] == pytest.approx(series.values[others])
    assert cleaned[[6, 7]] == pytest.approx([200, 200], abs=8)


def test_without_its_trace_a_stock_ends_where_it_is_and_its_other_steps_stay() -> None:
    series = years(foreign_residents(), Kind.STOCK)
    cleaned = without(series, traces_of(series)).values
    others = np.delete(np.arange(16), [5, 6])

    assert cleaned[-1] == series.values[-1]
    assert np.diff(cleaned)[others] == pytest.approx(np.diff(series.values)[others])
    assert np.diff(cleaned)[[5, 6]] == pytest.approx([50, 50], abs=8)


def test_what_stays_does_not_lift_values_before_a_break() -> None:
    values = foreign_residents()
    values[:3] -= 1000
    series = years(values, Kind.STOCK, breaks=(2012,))
    cleaned = without(series, traces_of(series)).values

    assert cleaned[:3] == pytest.approx(values[:3])
    assert cleaned[3] == pytest.approx(values[3] + 550, abs=10)


def test_counts_without_a_trace_are_never_negative() -> None:
    trace = Trace(SHOCKS[0], 2015, np.array([900.0]), stays=False)

    assert without(years(applications(), Kind.FLOW), [trace]).values.min() == 0


@settings(deadline=None)
@given(
    st.lists(st.floats(0, 1e6), min_size=1, max_size=20),
    st.sampled_from([Kind.STOCK, Kind.FLOW, Kind.BALANCE, Kind.RATE]),
    st.integers(1990, 2024),
)
def test_any_series_has_traces_within_itself_and_can_do_without_them(
    values: list[float], kind: Kind, first: int
) -> None:
    series = replace(a_series(*values, kind=kind), first=first)
    traces = traces_of(series)
    cleaned = without(series, traces)

    assert all(first <= trace.first <= trace.first + len(trace.added) - 1 <= series.last for trace in traces)
    assert np.isfinite(cleaned.values).all()
    assert len(cleaned.values) == len(values)


def test_days_are_numbered_as_the_caller_counts() -> None:
    heard: list[date] = []

    def counting(day: date) -> int:
        heard.append(day)
        return day.year

    find_traces(years(applications(), Kind.FLOW), SHOCKS, counting)

    assert date(2015, 7, 1) in heard
