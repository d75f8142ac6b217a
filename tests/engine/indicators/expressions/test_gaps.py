"""Differences and ratios: published intervals, their laws, and what happens at zero."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.indicators.expressions.gaps import Gap, difference, rate_difference, rate_ratio, ratio

NAN = np.nan
COUNTS = st.tuples(st.integers(0, 300), st.integers(1, 300)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def printed(gap: Gap, digits: int) -> list[float]:
    return [round(float(part), digits) for part in gap]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((56, 70), (48, 80), [0.2000, 0.0524, 0.3339]),
        ((9, 10), (3, 10), [0.6000, 0.1705, 0.8090]),
        ((6, 7), (2, 7), [0.5714, 0.0582, 0.8062]),
        ((5, 56), (0, 29), [0.0893, -0.0381, 0.1926]),
        ((0, 10), (0, 20), [0.0000, -0.1611, 0.2775]),
        ((0, 10), (0, 10), [0.0000, -0.2775, 0.2775]),
        ((10, 10), (0, 20), [1.0000, 0.6791, 1.0000]),
        ((10, 10), (0, 10), [1.0000, 0.6075, 1.0000]),
    ],
)
def test_differences_of_shares_are_those_newcombe_printed(
    a: tuple[int, int], b: tuple[int, int], expected: list[float]
) -> None:
    # Newcombe (1998), Interval estimation for the difference between independent proportions, table II, method 10.
    assert printed(difference(*a, *b), 4) == expected


def test_a_ratio_of_shares_has_the_interval_of_katz() -> None:
    # By hand: 0.8/0.6; standard error of the log √(1/56 − 1/70 + 1/48 − 1/80) = 0.10911, times 1.95996 = 0.21385.
    assert printed(ratio(56, 70, 48, 80), 3) == [1.333, 1.077, 1.651]
    reach = 1.959964 * math.sqrt(1 / 56 - 1 / 70 + 1 / 48 - 1 / 80)
    assert float(ratio(56, 70, 48, 80).high) == pytest.approx(0.8 / 0.6 * math.exp(reach), rel=1e-6)


def test_a_ratio_of_rates_has_the_interval_of_the_log() -> None:
    # British doctors, deaths of smokers and non-smokers (Rothman): 630/142,247 and 101/39,220 person-years, 1.72.
    gap = rate_ratio(630, 142_247, 101, 39_220)
    reach = math.exp(1.959964 * math.sqrt(1 / 630 + 1 / 101))
    assert float(gap.value) == pytest.approx(1.7198, abs=5e-5)
    assert float(gap.low) == pytest.approx(float(gap.value) / reach, rel=1e-6)
    assert float(gap.high) == pytest.approx(float(gap.value) * reach, rel=1e-6)


@given(COUNTS, COUNTS)
@settings(max_examples=50, deadline=None)
def test_gaps_turn_round_with_their_groups(a: tuple[int, int], b: tuple[int, int]) -> None:
    there, back = difference(*a, *b), difference(*b, *a)
    assert [float(part) for part in there] == pytest.approx([-float(back[0]), -float(back[2]), -float(back[1])])
    assert -1 - 1e-12 <= there.low <= there.value <= there.high <= 1 + 1e-12
    if a[0] and b[0]:
        forth, inverse = ratio(*a, *b), ratio(*b, *a)
        assert float(forth.low) == pytest.approx(1 / float(inverse.high))
        assert forth.low <= forth.value <= forth.high


@given(COUNTS, COUNTS)
@settings(max_examples=25, deadline=None)
def test_differences_of_rates_hold_their_value_and_scale_with_exposure(a: tuple[int, int], b: tuple[int, int]) -> None:
    gap = rate_difference(*a, *b)
    assert gap.low <= gap.value <= gap.high
    scaled = rate_difference(a[0], 10 * a[1], b[0], 10 * b[1])
    assert float(scaled.low) == pytest.approx(float(gap.low) / 10)


def test_without_events_in_the_second_group_a_rate_difference_keeps_its_exact_limits() -> None:
    gap = rate_difference(25, 100, 0, 100)
    assert float(gap.low) == pytest.approx(0.25 - math.hypot(0.25 - 0.16179, 0.036889), abs=1e-5)  # Garwood's limits
    assert float(gap.high) == pytest.approx(0.36905, abs=1e-5)


def test_zero_in_the_first_group_is_a_ratio_of_zero_with_room_above() -> None:
    for gap, half in ((ratio(0, 50, 10, 50), 0.5 / 51 / (10.5 / 51)), (rate_ratio(0, 50, 10, 50), 0.05)):
        assert (float(gap.value), float(gap.low)) == (0, 0)
        assert half < float(gap.high) < 1


def test_zero_in_the_second_group_leaves_no_ratio() -> None:
    for gap in (ratio(5, 50, 0, 50), rate_ratio(5, 50, 0, 50), ratio(0, 9, 0, 9)):
        assert np.isnan([gap.value, gap.low, gap.high]).all()


def test_everybody_in_both_groups_is_no_certainty() -> None:
    gap = ratio(10, 10, 10, 10)
    assert gap.low < gap.value == 1 < gap.high


def test_a_design_effect_divides_both_groups_to_their_worth() -> None:
    for measure in (difference, ratio, rate_difference, rate_ratio):
        plain, survey = measure(60, 100, 40, 100), measure(120, 200, 80, 200, deff=2)
        assert [float(part) for part in survey] == pytest.approx([float(part) for part in plain])


def test_missing_groups_have_no_gap_and_disturb_no_other() -> None:
    a, n = [NAN, 5, 5, -1, 12, 5], [10, 0, NAN, 10, 10, 10]
    for measure in (difference, ratio, rate_difference, rate_ratio):
        gap = measure(a, n, [3] * 6, [10] * 6)
        there = [False, False, False, False, measure in (rate_difference, rate_ratio), True]
        assert (~np.isnan(gap.low)).tolist() == there == (~np.isnan(gap.high)).tolist()
