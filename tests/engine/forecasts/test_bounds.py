"""Shares stay shares and counts stay counts."""

from __future__ import annotations

import numpy as np
import pytest

from teilhabe.engine.forecasts.bounds import Bounds, bounds_of
from teilhabe.engine.forecasts.frequency import Frequency
from teilhabe.engine.forecasts.series import Kind, Series


def bounds(kind: Kind, *values: float, whole: float | None = None) -> Bounds:
    array = np.array(values, dtype=float)
    return bounds_of(Series("x", Frequency.YEAR, 2000, array, kind, whole=whole), array)


@pytest.mark.parametrize("kind", [Kind.STOCK, Kind.FLOW, Kind.RATE, Kind.UNSTATED])
def test_counts_and_rates_have_no_negative_forecasts(kind: Kind) -> None:
    assert bounds(kind, 3, 0, 7) == Bounds(least=0.0)


@pytest.mark.parametrize("kind", [Kind.BALANCE, Kind.UNSTATED])
def test_what_was_negative_may_be_so_again(kind: Kind) -> None:
    assert bounds(kind, 3, -1, 7) == Bounds()


def test_a_balance_may_become_negative_although_it_never_was() -> None:
    assert bounds(Kind.BALANCE, 3, 1, 7) == Bounds()


@pytest.mark.parametrize(
    ("values", "whole", "most"), [((20.0, 30.0), None, 100), ((0.2, 0.3), None, 1), ((0.2, 0.3), 100.0, 100)]
)
def test_a_share_ends_at_the_whole(values: tuple[float, ...], whole: float | None, most: float) -> None:
    assert bounds(Kind.SHARE, *values, whole=whole) == Bounds(0, most, on_logit=True)


def test_a_share_of_nothing_or_all_is_cut_at_the_bound() -> None:
    assert bounds(Kind.SHARE, 20, 100) == Bounds(0, 100)


def test_fractions_that_nobody_declared_are_taken_as_shares_of_1() -> None:
    assert bounds(Kind.UNSTATED, 0.2, 0.9) == Bounds(0, 1, on_logit=True)
    assert bounds(Kind.UNSTATED, 0, 1, 1) == Bounds(least=0.0)


@pytest.mark.parametrize("value", [1e-6, 0.3, 50, 99.99])
def test_the_logit_scale_leads_back_to_where_it_came_from(value: float) -> None:
    share = Bounds(0, 100, on_logit=True)

    assert share.back(share.forward(np.array([value]))) == pytest.approx(value)


def test_no_step_on_the_logit_scale_leads_out_of_a_share() -> None:
    assert Bounds(0, 100, on_logit=True).back(np.array([-1e6, 1e6])) == pytest.approx([0, 100])
