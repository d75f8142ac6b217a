"""A series that is forecast holds what is shown, at equal steps, with its breaks and its earlier states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.engine.pipeline.foresight.courses import STEADY, course
from tests.engine.pipeline.pages.figures import CITY, COUNT, SHARE

from teilhabe.engine.forecasts.frequency import Frequency
from teilhabe.engine.forecasts.series import Kind
from teilhabe.engine.pipeline.foresight.numbering import Numbered, numbered


def _numbered(*protected: int, broken_at: int = 0) -> Numbered:
    found = numbered(course(STEADY, broken_at=broken_at, protected=protected), {})
    assert found is not None
    return found


def test_values_stand_at_their_years_and_periods_go_on() -> None:
    found = _numbered()
    assert found.series.frequency is Frequency.YEAR
    np.testing.assert_array_equal(found.series.values, STEADY)
    assert found.period(found.series.last) == "2024-12-31"
    assert found.period(found.series.last + 2) == "2026-12-31"
    assert found.day(found.series.last + 2) == date(2026, 12, 31)


def test_a_hidden_figure_is_a_gap_whatever_its_value_is() -> None:
    other = (*STEADY[:5], 99.0, *STEADY[6:])
    one, twin = (numbered(course(values, protected=[5]), {}) for values in (STEADY, other))
    assert one is not None
    assert twin is not None
    assert np.isnan(one.series.values[5])
    np.testing.assert_array_equal(one.series.values, twin.series.values)


def test_a_break_is_counted_from_the_first_shown_value_behind_it() -> None:
    found = _numbered(broken_at=6)
    assert [found.period(number) for number in found.series.breaks] == ["2015-12-31"]
    assert [found.period(number) for number in _numbered(6, broken_at=6).series.breaks] == ["2016-12-31"]


def test_earlier_states_are_numbered_like_today() -> None:
    states = {date(2023, 3, 1): {"2009-12-31": 10.0, "2022-12-31": 16.0}, date(2024, 3, 1): {}}
    found = numbered(course(STEADY), states)
    assert found is not None
    (state,) = found.states.values()
    assert found.period(state.last) == "2022-12-31"
    assert state.values[0] == 10.0


@pytest.mark.parametrize(
    ("day", "period"),
    [(date(2015, 7, 1), "2015-12-31"), (date(2015, 12, 31), "2015-12-31"), (date(2016, 1, 1), "2016-12-31")],
)
def test_a_day_belongs_to_the_period_that_ends_next(day: date, period: str) -> None:
    found = _numbered()
    assert found.period(found.number_of(day)) == period


def test_the_kind_follows_from_formula_and_range() -> None:
    balance = CITY.catalogue.definition("mig_net_foreign")
    for definition, kind, whole in ((COUNT, Kind.STOCK, None), (SHARE, Kind.SHARE, 100), (balance, Kind.BALANCE, None)):
        found = numbered(course([1, 2, 3], definition), {})
        assert found is not None
        assert (found.series.kind, found.series.whole) == (kind, whole)


def test_an_indicator_may_be_declared_not_to_be_forecast() -> None:
    assert numbered(course(STEADY, replace(SHARE, is_foreseen=False)), {}) is None


def test_with_fewer_than_three_shown_values_there_is_no_series() -> None:
    assert numbered(course([1.0, 2.0]), {}) is None
    assert numbered(course([1.0, 2.0, 3.0], protected=[0]), {}) is None
    assert numbered(course([]), {}) is None
