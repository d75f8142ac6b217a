"""Decompositions: the tables of Das Gupta's manual, and parts that add up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.indicators.expressions.decomposition import (
    cross_classified,
    das_gupta,
    kitagawa,
    structure_factors,
)

NAN = np.nan
CELLS = st.lists(st.tuples(*[st.integers(1, 900), st.integers(0, 500)] * 2), min_size=1, max_size=12)

# All examples: Das Gupta (1993), Standardization and decomposition of rates: a user's manual, as the R package
# DasGuptR recomputes them. Each effect is that of the first population minus the second.


def effects(a: Sequence[Any], b: Sequence[Any]) -> list[float]:
    return [float(effect) for effect in das_gupta(a, b)]


def test_two_factors_share_their_interaction() -> None:
    assert effects((0.3, 0.45), (0.6, 0.5)) == pytest.approx([-0.1425, -0.0225])
    # Mean earnings 1980: 10,930 and 16,591 dollars of those who earn, 71.7892 and 82.5974 % of whom earn.
    assert effects((16591, 0.825974), (10930, 0.717892)) == pytest.approx([4369.913, 1487.262], abs=0.0005)


def test_three_factors_austria_and_chile() -> None:
    chile, austria = (84.90502, 0.75756, 0.51065), (51.78746, 0.45919, 0.52638)
    assert effects(chile, austria) == pytest.approx([10.4340333, 10.5608476, -0.6670084], abs=5e-8)


def test_four_factors_young_mothers() -> None:
    later, earlier = (32.7, 0.290, 0.473, 0.986), (25.3, 0.214, 0.279, 0.949)
    assert effects(later, earlier) == pytest.approx([0.6889411, 0.8125381, 1.3829055, 0.1047547], abs=5e-8)


def test_five_factors_korea() -> None:
    high, low = (0.72, 0.97, 0.97, 0.56, 16.158), (0.58, 0.76, 0.84, 0.66, 16.573)
    expected = [1.0909785, 1.2298438, 0.7278399, -0.8398707, -0.1290187]
    assert effects(high, low) == pytest.approx(expected, abs=5e-8)
    assert sum(effects(high, low)) == pytest.approx(2.0797729, abs=5e-8)


def test_factors_may_be_arrays_over_strata() -> None:
    # Crude birth rate of Taiwan 1960 and 1970 by seven ages: births per married woman, married, women.
    later = [
        [488, 452, 338, 156, 63, 22, 3],
        [0.082, 0.527, 0.866, 0.941, 0.942, 0.923, 0.876],
        [0.058, 0.038, 0.032, 0.030, 0.026, 0.023, 0.019],
    ]
    earlier = [
        [393, 407, 369, 274, 184, 90, 16],
        [0.122, 0.622, 0.903, 0.930, 0.916, 0.873, 0.800],
        [0.043, 0.041, 0.036, 0.032, 0.026, 0.020, 0.018],
    ]
    by_age = das_gupta(later, earlier)
    assert [float(effect.sum()) for effect in by_age] == pytest.approx([-7.285632, -2.720633, -1.565181], abs=5e-7)


def test_a_rate_may_be_any_function_of_its_factors() -> None:
    # Natural increase 1940 and 1960: births minus deaths.
    births, deaths = das_gupta((23.7, 9.5), (19.4, 10.8), lambda factors: factors[0] - factors[1])
    assert [float(births), float(deaths)] == pytest.approx([4.3, 1.3])

    # Births to unmarried women among all births, 1963 and 1983, by six ages.
    def ratio(factors: Sequence[Any]) -> Any:
        women, unmarried, of_unmarried, of_married = factors
        outside = (women * unmarried * of_unmarried).sum()
        return outside / (outside + (women * (1 - unmarried) * of_married).sum())

    later = [
        [0.169, 0.195, 0.190, 0.174, 0.150, 0.122],
        [0.931, 0.563, 0.311, 0.216, 0.199, 0.191],
        [0.018, 0.026, 0.023, 0.016, 0.008, 0.002],
        [0.380, 0.201, 0.149, 0.079, 0.025, 0.006],
    ]
    earlier = [
        [0.200, 0.163, 0.146, 0.154, 0.168, 0.169],
        [0.866, 0.325, 0.119, 0.099, 0.099, 0.121],
        [0.007, 0.021, 0.023, 0.015, 0.008, 0.002],
        [0.454, 0.326, 0.195, 0.107, 0.051, 0.015],
    ]
    expected = [-0.00620498, 0.04866154, 0.02705922, 0.02470928]
    assert [float(effect) for effect in das_gupta(later, earlier, ratio)] == pytest.approx(expected, abs=5e-9)


def test_kitagawa_gives_the_household_headship_rates_of_the_manual() -> None:
    # United States 1970 and 1985, 13 ages: 44.7268 and 47.6940 per 100, of which ages 1.2269 and rates 1.7403.
    earlier = np.array([12.9, 10.9, 9.5, 8.0, 7.8, 8.4, 8.6, 7.8, 7.0, 5.9, 4.7, 3.6, 4.9])
    later = np.array([10.1, 11.2, 11.6, 10.9, 9.4, 7.7, 6.3, 6.0, 6.3, 5.9, 5.1, 4.0, 5.5])
    then = np.array([1.9, 25.8, 45.7, 49.6, 51.2, 51.6, 51.8, 54.9, 58.7, 60.4, 62.8, 66.6, 66.8])
    now = np.array([2.2, 24.3, 45.8, 52.5, 56.1, 55.6, 56.0, 57.4, 57.2, 61.2, 63.9, 68.6, 72.2])
    parts = kitagawa(later, later * now, earlier, earlier * then)
    assert [round(float(part), 4) for part in parts[:3]] == [2.9672, 1.2269, 1.7403]


# Deaths per 1,000 in the United States by two groups of people and eleven ages, 1985 and 1970; persons in thousands.
SIZES_1985 = [
    [3041, 11577, 27450, 32711, 35480, 27411, 19555, 19795, 15254, 8022, 2472],
    [707, 2692, 6473, 6841, 6547, 4352, 3034, 2540, 1749, 804, 236],
]
RATES_1985 = [
    [9.163, 0.462, 0.248, 0.929, 1.084, 1.810, 4.715, 12.187, 27.728, 64.068, 157.570],
    [17.208, 0.738, 0.328, 1.103, 2.045, 3.724, 8.052, 17.812, 34.128, 68.276, 125.161],
]
SIZES_1970 = [
    [2968, 11484, 34614, 30992, 21983, 20314, 20928, 16897, 11339, 5720, 1315],
    [535, 2162, 6120, 4781, 3096, 2718, 2363, 1767, 1149, 448, 117],
]
RATES_1970 = [
    [18.469, 0.751, 0.391, 1.146, 1.287, 2.672, 6.636, 15.691, 34.723, 79.763, 176.837],
    [36.993, 1.352, 0.541, 2.040, 3.523, 6.746, 12.967, 24.471, 45.091, 74.902, 123.205],
]


def test_a_cross_classified_structure_has_a_part_for_each_axis() -> None:
    now, then = np.array(SIZES_1985, dtype=float), np.array(SIZES_1970, dtype=float)
    parts = cross_classified(now, now * RATES_1985, then, then * RATES_1970)
    of_groups, of_ages = parts.composition
    assert float(parts.gap) == pytest.approx(-0.6862158, abs=5e-8)
    assert float(of_ages) == pytest.approx(1.5217347, abs=5e-8)
    assert float(of_groups) == pytest.approx(0.0197749, abs=5e-8)
    assert float(parts.rate) == pytest.approx(-2.2277254, abs=5e-8)


def test_the_factors_of_a_structure_multiply_to_its_shares() -> None:
    persons = np.array(SIZES_1970, dtype=float).reshape(1, 2, 11)
    persons = np.concatenate([persons, persons[:, ::-1] * 2])
    factors = structure_factors(persons, axes=(0, 1, 2))
    assert np.prod(factors, axis=0) == pytest.approx(persons / persons.sum())
    # By hand for four strata of one structure: each axis holds its own shares alone.
    rows, columns = structure_factors([[1, 3], [2, 6]])
    assert rows.tolist() == [pytest.approx([1 / 3] * 2), pytest.approx([2 / 3] * 2)]
    assert columns.tolist() == [pytest.approx([0.25, 0.75])] * 2


@given(CELLS)
@settings(max_examples=50, deadline=None)
def test_kitagawas_parts_add_up_to_the_gap(cells: list[tuple[int, int, int, int]]) -> None:
    persons_a, events_a, persons_b, events_b = np.array(cells, dtype=float).T
    parts = kitagawa(persons_a, events_a, persons_b, events_b)
    crude = events_a.sum() / persons_a.sum() - events_b.sum() / persons_b.sum()
    assert abs(float(parts.composition + parts.rate - parts.gap)) <= 1e-12 * max(1, abs(crude))
    assert float(parts.gap) == pytest.approx(crude, abs=1e-12)
    assert float(parts.composition_by_stratum.sum()) == pytest.approx(float(parts.composition), abs=1e-12)
    back = kitagawa(persons_b, events_b, persons_a, events_a)
    assert [float(part) for part in back[:3]] == pytest.approx([-float(part) for part in parts[:3]], abs=1e-12)
    turned = kitagawa(persons_a[::-1] * 3, events_a[::-1] * 3, persons_b[::-1], events_b[::-1])
    assert [float(part) for part in turned[:3]] == pytest.approx([float(part) for part in parts[:3]], abs=1e-12)


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), min_size=1, max_size=6))
@settings(max_examples=50, deadline=None)
def test_effects_add_up_to_the_difference(pairs: list[tuple[float, float]]) -> None:
    a, b = zip(*pairs, strict=True)
    found = effects(a, b)
    assert sum(found) == pytest.approx(float(np.prod(a) - np.prod(b)), rel=1e-12, abs=1e-9)
    assert effects(a[::-1], b[::-1]) == pytest.approx(found[::-1], rel=1e-9, abs=1e-9)
    for effect, (one, other) in zip(found, pairs, strict=True):
        assert one != other or effect == 0


@given(CELLS, st.integers(1, 4))
@settings(max_examples=50, deadline=None)
def test_the_parts_of_cross_classified_structures_add_up(cells: list[tuple[int, int, int, int]], rows: int) -> None:
    tables = np.resize(np.array(cells, dtype=float), (rows * 3, 4)).T.reshape(4, rows, 3)
    parts = cross_classified(*tables)
    assert float(sum(parts.composition) + parts.rate) == pytest.approx(float(parts.gap), abs=1e-11)
    flat = kitagawa(*(table.ravel() for table in tables))
    assert float(sum(parts.composition)) == pytest.approx(float(flat.composition), abs=1e-11)
    assert float(parts.rate) == pytest.approx(float(flat.rate), abs=1e-11)


def test_a_stratum_empty_on_one_side_is_composition_alone() -> None:
    parts = kitagawa([50, 50], [5, 20], [100, 0], [10, 0])
    assert float(parts.rate) == 0  # 10 % in the stratum that both have, and nobody to compare with in the other
    assert float(parts.composition) == pytest.approx(0.25 - 0.10)
    nobody = kitagawa([50, 50, 0], [5, 20, 0], [100, 0, 0], [10, 0, 0])
    assert [float(part) for part in nobody[:3]] == pytest.approx([float(part) for part in parts[:3]])
    both = cross_classified([[50, 50]], [[5, 20]], [[100, 0]], [[10, 0]])
    assert float(sum(both.composition)) == pytest.approx(0.15)


def test_many_people_where_the_rate_is_average_add_no_composition() -> None:
    # Both have 20 % overall and 20, 10 and 30 % in the strata; a has 20 points of people fewer in the second and third.
    parts = kitagawa([80, 10, 10], [16, 1, 3], [40, 30, 30], [8, 3, 9])
    assert parts.composition_by_stratum.tolist() == pytest.approx([0, 0.02, -0.02])


def test_missing_strata_make_the_decomposition_missing() -> None:
    for cells in ([NAN, 50], [0, 50]):  # not told, and events of nobody
        parts = kitagawa(cells, [5, 20], [100, 10], [10, 1])
        assert np.isnan([parts.gap, parts.composition, parts.rate]).all()
    assert np.isnan(kitagawa([0], [0], [10], [1]).gap)
    pair = kitagawa(np.array([[10, 10], [NAN, 10]]), np.ones((2, 2)), np.full((2, 2), 20), np.ones((2, 2)))
    assert np.isnan(pair.gap).tolist() == [False, True]
    assert np.isnan(das_gupta([NAN, 1], [1, 1])).all()
