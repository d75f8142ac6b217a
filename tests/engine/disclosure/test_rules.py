"""Which cells are sensitive, and how far from the truth everybody must be able to think."""

from __future__ import annotations

import numpy as np
import pytest

from teilhabe.engine.disclosure.rules import PRESETS, Levels, Rules, protection


def of(rules: Rules, *values: float) -> Levels:
    return protection(rules, np.array(values, dtype=float))


def of_sums(
    rules: Rules, largest: list[list[float]], values: list[float], contributors: list[int] | None = None
) -> Levels:
    known = None if contributors is None else np.array(contributors, dtype=float)
    return protection(rules, np.array(values, dtype=float), np.array(largest, dtype=float), known)


def test_one_and_two_persons_are_sensitive_and_nobody_else() -> None:
    levels = of(Rules(), 0, 1, 2, 3, 400)
    assert levels.reasons == (None, "threshold", "threshold", None, None)
    assert levels.sliding.tolist() == [0, 3, 3, 0, 0]
    assert levels.upper.tolist() == [0, 2, 1, 0, 0]
    assert not levels.lower.any()


def test_who_is_alone_in_a_cell_is_a_singleton() -> None:
    assert of(Rules(singletons=True), 0, 1, 2, 1).singletons.tolist() == [False, True, False, True]
    assert not of(Rules(), 1).singletons.any()


def test_nobody_is_sensitive_where_a_rule_says_so() -> None:
    levels = of(Rules(zeros="sensitive"), 0, 3)
    assert (levels.reasons, levels.upper.tolist(), levels.sliding.tolist()) == (("zero", None), [3, 0], [3, 0])


def test_a_small_balance_below_zero_reaches_downwards() -> None:
    levels = of(Rules(), -2, -3)
    assert (levels.lower.tolist(), levels.upper.tolist()) == ([1, 0], [0, 0])


def test_a_source_without_threshold_has_no_sensitive_cell() -> None:
    assert not of(Rules(threshold=0, zeros="sensitive"), 0, 1, 2).sliding.any()


def test_single_cells_may_have_a_higher_threshold() -> None:
    levels = protection(Rules(), np.array([4.0, 4.0]), thresholds=np.array([3.0, 5.0]))
    assert levels.reasons == (None, "threshold")
    assert levels.sliding.tolist() == [0, 5]


@pytest.mark.parametrize(("largest", "is_sensitive"), [(85.0, False), (86.0, True)])
def test_one_who_holds_more_than_the_limit_dominates(largest: float, is_sensitive: bool) -> None:
    levels = of_sums(Rules(dominance=(1, 85)), [[largest, 1.0]], [100.0])
    assert (levels.upper[0] > 0) == is_sensitive
    assert levels.reasons == (("dominance",) if is_sensitive else (None,))


def test_a_dominated_sum_must_look_as_large_as_one_that_nobody_dominates() -> None:
    levels = of_sums(Rules(dominance=(2, 80)), [[60.0, 36.0]], [100.0])
    assert levels.upper[0] == pytest.approx(96 / 0.8 - 100)
    assert levels.lower[0] == pytest.approx(20)


def test_the_second_largest_cannot_estimate_the_largest_closely() -> None:
    levels = of_sums(Rules(p_percent=15), [[11401.0, 145.0], [50.0, 30.0]], [11968.0, 100.0])
    assert levels.upper[0] == pytest.approx(1288.15)  # the level that τ-ARGUS states in its test table
    assert levels.upper[1] == 0


def test_prior_knowledge_of_others_makes_the_rule_stricter() -> None:
    loose, strict = (of_sums(Rules(p_percent=10, prior_percent=q), [[50.0, 30.0]], [100.0]) for q in (100, 20))
    assert loose.upper[0] == 0
    assert strict.upper[0] == pytest.approx(5)


@pytest.mark.parametrize(("contributors", "reason"), [(0, None), (1, "contributors"), (2, "contributors"), (3, None)])
def test_sums_of_few_contributors_are_sensitive(contributors: int, reason: str | None) -> None:
    levels = of_sums(Rules(singletons=True), [[5.0, 4.0]], [12.0], [contributors])
    assert levels.reasons == (reason,)
    assert levels.singletons.tolist() == [contributors == 1]


def test_without_their_number_the_largest_tell_how_many_there_are() -> None:
    levels = of_sums(Rules(singletons=True), [[5.0, 0.0], [5.0, 4.0], [5.0, 4.0]], [5.0, 9.0, 12.0])
    assert levels.reasons == ("contributors", "contributors", None)
    assert levels.singletons.tolist() == [True, False, False]


def test_a_contributor_hidden_by_two_rules_has_the_wider_interval() -> None:
    levels = of_sums(Rules(dominance=(1, 50), p_percent=10), [[100.0, 0.0]], [100.0])
    assert levels.upper[0] == pytest.approx(100)
    assert levels.lower[0] == pytest.approx(100)


def test_every_preset_names_where_it_comes_from() -> None:
    assert PRESETS["municipal"].rules.threshold == 3
    assert PRESETS["kaiserslautern"].rules.dominance == (1, 85)
    for preset in PRESETS.values():
        assert preset.source.de
        assert preset.source.en


def test_presets_say_what_their_sources_say() -> None:
    assert {name: preset.rules for name, preset in PRESETS.items()} == {
        "municipal": Rules(3),
        "kaiserslautern": Rules(3, (1, 85.0)),
        "employment-agency": Rules(3, (1, 85.0), 10.0),
        "sensitive-topic": Rules(5, full_cells=True, singletons=True),
        "research-output": Rules(10, (2, 90.0), 10.0, zeros="sensitive", singletons=True),
    }


def test_only_the_two_largest_count_for_p_percent_and_only_the_n_largest_for_dominance() -> None:
    third = of_sums(Rules(p_percent=10), [[50.0, 30.0, 20.0]], [100.0])
    assert third.upper[0] == 0
    assert of_sums(Rules(dominance=(1, 60)), [[50.0, 30.0, 20.0]], [100.0]).upper[0] == 0


def test_a_sum_of_nothing_has_no_contributor_to_protect() -> None:
    assert of_sums(Rules(singletons=True), [[0.0, 0.0]], [0.0]).reasons == (None,)
    assert not of_sums(Rules(singletons=True), [[0.0, 0.0]], [0.0]).singletons.any()
    assert of(Rules(threshold=1, zeros="sensitive"), 0).sliding.tolist() == [1]
