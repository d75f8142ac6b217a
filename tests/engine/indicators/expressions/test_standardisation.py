"""Standardised rates: published examples, laws, and strata that are missing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.indicators.expressions import standardisation as std
from teilhabe.engine.indicators.expressions.intervals import poisson, wilson

NAN = np.nan
STRATA = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 5000), st.integers(1, 5000)), min_size=1, max_size=20)

# Fleiss (1981), Statistical Methods for Rates and Proportions, table 14.4: births in Michigan 1950 to 1964 by age of
# the mother (columns) and order of birth (rows 1 to 5+), and children with Down's syndrome among them.
BIRTHS = np.array(
    [
        [230061, 329449, 114920, 39487, 14208, 3052],
        [72202, 326701, 208667, 83228, 28466, 5375],
        [15050, 175702, 207081, 117300, 45026, 8660],
        [2293, 68800, 132424, 98301, 46075, 9834],
        [327, 30666, 123419, 149919, 104088, 34392],
    ]
)
CHILDREN = np.array(
    [
        [107, 141, 60, 40, 39, 25],
        [25, 150, 110, 84, 82, 39],
        [3, 71, 114, 103, 108, 75],
        [1, 26, 64, 89, 137, 96],
        [0, 8, 63, 112, 262, 295],
    ]
)


def test_direct_standardisation_gives_the_rates_of_the_textbook() -> None:
    # Per 100,000 births: crude and adjusted rates as the R package tidyrates prints them for these data.
    rates = std.direct(CHILDREN, BIRTHS, BIRTHS.sum(axis=0))
    assert np.round(rates.crude * 1e5, 1).tolist()[:3] == [56.3, 67.6, 83.3]
    assert np.round(rates.value * 1e5, 1).tolist() == [92.3, 91.2, 85.1, 92.7, 75.5]


def test_the_interval_is_that_of_fay_and_feuer() -> None:
    # Fifth children: 75.52901 (67.70212 to 188.30017), printed by the R package dsrTest; few mothers are young.
    low, high = std.direct_interval(CHILDREN, BIRTHS, BIRTHS.sum(axis=0))
    assert (round(low[4] * 1e5, 5), round(high[4] * 1e5, 5)) == (67.70212, 188.30017)
    assert np.round(low[:3] * 1e5, 1).tolist() == [80.4, 82.4, 77.2]
    assert np.round(high[:3] * 1e5, 1).tolist() == [105.8, 100.9, 94.2]


@given(STRATA, st.integers(2, 9))
@settings(max_examples=25, deadline=None)
def test_with_the_structure_of_the_standard_the_rate_is_the_crude_one(
    strata: list[tuple[int, int, int]], scale: int
) -> None:
    events, persons, _ = np.array(strata, dtype=float).T
    rates = std.direct(events, persons, persons * scale)
    assert rates.value == pytest.approx(float(rates.crude))
    exact = poisson(events.sum(), persons.sum())
    interval = std.direct_interval(events, persons, persons * scale)
    assert [float(limit) for limit in interval] == pytest.approx([float(limit) for limit in exact])


@given(STRATA)
@settings(max_examples=25, deadline=None)
def test_order_of_strata_and_scale_of_the_standard_do_not_matter(strata: list[tuple[int, int, int]]) -> None:
    events, persons, standard = np.array(strata, dtype=float).T
    rates = std.direct(events, persons, standard)
    turned = std.direct(events[::-1], persons[::-1], standard[::-1] * 7)
    assert [float(part) for part in rates] == pytest.approx([float(part) for part in turned])
    lowest, highest = (events / persons).min(), (events / persons).max()
    assert lowest - 1e-12 <= rates.value <= highest + 1e-12
    low, high = std.direct_interval(events, persons, standard)
    assert low <= rates.value <= high


@given(STRATA)
@settings(max_examples=50, deadline=None)
def test_against_its_own_rates_a_population_has_as_many_events_as_expected(strata: list[tuple[int, int, int]]) -> None:
    events, persons, _ = np.array(strata, dtype=float).T
    result = std.indirect(events.sum(), persons, events / persons, events.sum() / persons.sum())
    assert float(result.expected) == pytest.approx(events.sum())
    if events.sum():
        assert float(result.ratio) == pytest.approx(1)
        assert float(result.rate) == pytest.approx(events.sum() / persons.sum())


def test_the_ratio_of_the_nickel_workers_and_its_limits() -> None:
    # Breslow and Day (1987): Welsh nickel workers, 137 deaths, 24.2 expected: 5.66 (4.75 to 6.69).
    result = std.indirect(137, [24.19893], [1.0])
    low, high = std.indirect_interval(137, result.expected)
    assert [round(float(part), 2) for part in (result.ratio, low, high)] == [5.66, 4.75, 6.69]
    assert np.isnan(result.rate)


def test_indirect_standardisation_by_hand() -> None:
    # Expected: 200·0.01 + 100·0.05 = 7 events; 14 happened; the standard has 30 per 1,000.
    result = std.indirect(14, [200, 100], [0.01, 0.05], 0.03)
    assert [float(part) for part in result] == pytest.approx([2, 7, 0.06])


def test_a_missing_stratum_makes_the_rate_missing_not_partial() -> None:
    events = np.array([[1.0, 2], [NAN, 2], [1, 2], [0, 2]])
    persons = np.array([[10.0, 10], [10, 10], [10, NAN], [0, 10]])
    for standard, there in (([1, 1], [True, False, False, False]), ([0, 1], [True, False, False, True])):
        value = std.direct(events, persons, standard).value
        assert (~np.isnan(value)).tolist() == there
        low, high = std.direct_interval(events, persons, standard)
        assert (~np.isnan(low)).tolist() == there == (~np.isnan(high)).tolist()
    assert np.isnan(std.indirect(3, [10, NAN], [0.1, 0.1]).ratio)
    assert np.isnan(std.indirect(3, [0, 0], [0.1, 0.1]).ratio)


def test_no_event_at_all_leaves_room_above() -> None:
    low, high = std.direct_interval([0, 0], [100, 100], [1, 1])
    assert (float(low), float(high)) == (0, pytest.approx(3.688879 / 200))


def test_strata_may_lie_along_any_axis() -> None:
    rates = std.direct(CHILDREN.T, BIRTHS.T, BIRTHS.sum(axis=0)[:, None], axis=0)
    assert rates.value.shape == (5,)
    assert rates.value[4] * 1e5 == pytest.approx(75.52901, abs=1e-5)
    assert std.direct_interval(CHILDREN.T, BIRTHS.T, BIRTHS.sum(axis=0)[:, None], axis=0).low.shape == (5,)


def test_the_european_standard_population_counts_a_hundred_thousand() -> None:
    assert sum(std.EUROPEAN_2013.values()) == 100_000
    ages = ["Y_LT15", "Y15T24", "Y65T69", "Y_GE85", "TOTAL"]
    # Eurostat (2013): 0–14: 16,000; 15–24: 11,500; 65–69: 5,500; 85 and over: 1,500 + 800 + 200.
    assert std.european_standard(ages).tolist() == [16_000, 11_500, 5_500, 2_500, 100_000]


def test_the_european_standard_divides_no_band() -> None:
    assert np.isnan(std.european_standard(["Y18T24", "Y0", "Y_LT3", "Y_GE97"])).all()


@pytest.mark.parametrize(("structure", "expected"), [((1, 1, 1), 25.0), ((8, 3, 1), 25.0), ((1, 4, 9), 60.0)])
def test_the_gamma_interval_covers_at_least_what_it_promises(structure: tuple[int, ...], expected: float) -> None:
    # Fay and Feuer (1997) found their method conservative in every simulation; ours is 4,000 draws of three strata.
    random = np.random.default_rng(20130101)
    persons, standard = np.array([2000.0, 1000, 500]), np.array(structure, dtype=float)
    rates = expected * np.array([0.2, 0.3, 0.5]) / persons
    events = random.poisson(rates * persons, (4000, 3))
    low, high = std.direct_interval(events, persons, standard)
    true = (rates * standard).sum() / standard.sum()
    assert ((low <= true) & (true <= high)).mean() >= 0.95


@pytest.mark.parametrize(
    ("persons", "shares", "standard"),
    [
        ([200, 100, 50], [0.5, 0.6, 0.7], [1, 1, 1]),
        ([200, 100, 50], [0.05, 0.1, 0.2], [1, 2, 3]),
        ([5] * 20, [0.05] * 20, [1] * 20),
        ([2] * 40, [0.9] * 40, [1] * 40),
        ([1000, 3, 500], [0.5, 0.5, 0.2], [1, 1, 1]),
    ],
)
def test_bounds_of_standardised_shares_cover_and_stay_between_0_and_1(
    persons: list[int], shares: list[float], standard: list[int]
) -> None:
    events = np.random.default_rng(1927).binomial(persons, shares, (4000, len(persons)))
    low, high = std.direct_share_interval(events, persons, standard)
    truth = np.average(shares, weights=standard)
    assert ((low <= truth) & (truth <= high)).mean() >= 0.935
    assert low.min() >= 0
    assert high.max() <= 1
    wide = std.direct_interval(events, persons, standard)
    assert (high - low).mean() < (wide.high - wide.low).mean()


def test_one_stratum_has_about_wilsons_bounds_and_nobody_has_exactly_those() -> None:
    plain, one = wilson(120, 400), std.direct_share_interval([120], [400], [7])
    assert [float(limit) for limit in one] == pytest.approx([float(limit) for limit in plain])
    for count in (0, 40):
        none = std.direct_share_interval([0.75 * count, 0.25 * count], [30, 10], [3, 1])
        assert [float(limit) for limit in none] == pytest.approx([float(limit) for limit in wilson(count, 40)])


def test_bounds_of_standardised_shares_know_design_and_missing_strata() -> None:
    plain = std.direct_share_interval([30, 20], [100, 50], [1, 1])
    assert std.direct_share_interval([30, 20], [100, 50], [1, 1], deff=1.5).high > plain.high
    for events, persons in (([NAN, 20], [100, 50]), ([30, 20], [100, NAN]), ([30, 0], [100, 0])):
        assert np.isnan(std.direct_share_interval(events, persons, [1, 1])).all()
