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


@pytest.mark.parametrize(
    ("preset", "counts", "hidden"),
    [
        ("municipal", [0, 1, 2, 3], [1, 2]),
        ("kaiserslautern", [0, 1, 2, 3], [1, 2]),
        ("employment-agency", [0, 2, 3], [2]),
        ("sensitive-topic", [0, 1, 4, 5], [1, 4]),
        ("research-output", [0, 1, 9, 10], [0, 1, 9]),
    ],
)
def test_a_preset_hides_the_counts_that_its_source_names(preset: str, counts: list[int], hidden: list[int]) -> None:
    levels = of(PRESETS[preset].rules, *counts)
    assert [count for count, span in zip(counts, levels.sliding.tolist(), strict=True) if span] == hidden


@pytest.mark.parametrize(
    ("preset", "largest", "is_safe"),
    [
        ("municipal", [99.0, 0.9], True),
        ("kaiserslautern", [85.0, 10.0], True),
        ("kaiserslautern", [85.5, 10.0], False),
        ("employment-agency", [85.0, 6.0], True),
        ("employment-agency", [85.0, 7.0], False),
        ("employment-agency", [85.5, 1.0], False),
        ("research-output", [46.0, 44.0], True),
        ("research-output", [46.0, 44.5], False),
        ("research-output", [60.0, 34.5], False),
    ],
)
def test_a_preset_hides_the_sums_that_its_source_names(preset: str, largest: list[float], is_safe: bool) -> None:
    """Sums of 100 with a hundred contributors."""
    assert (of_sums(PRESETS[preset].rules, [largest], [100.0], [100]).upper[0] == 0) == is_safe


@pytest.mark.parametrize(
    ("preset", "singletons"),
    [("municipal", False), ("kaiserslautern", False), ("sensitive-topic", True), ("research-output", True)],
)
def test_a_preset_says_whether_who_is_alone_counts(preset: str, singletons: bool) -> None:
    assert of(PRESETS[preset].rules, 1).singletons.tolist() == [singletons]
    assert PRESETS[preset].rules.full_cells is (preset == "sensitive-topic")


def test_a_sum_of_few_is_uncertain_by_a_tenth_unless_another_share_is_laid_down() -> None:
    assert of_sums(Rules(), [[200.0, 100.0]], [400.0], [2]).upper[0] == 40
    assert of_sums(Rules(p_percent=25), [[200.0, 100.0]], [400.0], [2]).upper[0] == 100
    assert protection(Rules(), np.array([400.0, 400]), contributors=np.array([2.0, 3])).upper.tolist() == [40, 0]


def test_a_balance_of_few_is_as_uncertain_as_a_sum_and_never_by_more_than_itself_downwards() -> None:
    levels = of_sums(Rules(), [[0.0], [0.0], [0.0]], [-400.0, 0.5, 0.0], [2, 2, 2])
    assert levels.upper.tolist() == [40, 0.05, 0]
    assert levels.lower.tolist() == [0, 0.05, 0]
    assert levels.reasons == ("contributors", "contributors", None)


def test_balances_of_one_and_two_are_small_and_0_is_neither_above_nor_below() -> None:
    levels = of(Rules(zeros="sensitive", singletons=True), -3, -2, -1, 0, 1, 2, 3)
    assert levels.lower.tolist() == [0, 1, 2, 0, 0, 0, 0]
    assert levels.upper.tolist() == [0, 0, 0, 3, 2, 1, 0]
    assert levels.sliding.tolist() == [0, 3, 3, 3, 3, 3, 0]
    assert levels.singletons.tolist() == [False, False, True, False, True, False, False]
    assert levels.reasons == (None, "threshold", "threshold", "zero", "threshold", "threshold", None)


def test_nobody_is_protected_where_a_cell_has_no_threshold_of_its_own() -> None:
    levels = protection(Rules(zeros="sensitive"), np.zeros(2), thresholds=np.array([0.0, 1]))
    assert (levels.reasons, levels.upper.tolist()) == ((None, "zero"), [0, 1])


def test_the_largest_tell_the_number_only_where_they_are_all() -> None:
    """Two of 5 and 4 in a sum of 9 are all; in one of 9.5 there are others; three of 3 are enough."""
    largest = [[5.0, 4.0, 0.0], [5.0, 4.0, 0.0], [3.0, 3.0, 3.0], [9.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    levels = of_sums(Rules(singletons=True), largest, [9.0, 9.5, 9.0, 9.0, 0.0])
    assert levels.reasons == ("contributors", None, None, "contributors", None)
    assert levels.singletons.tolist() == [False, False, False, True, False]


def test_a_sum_without_contributors_is_nobodys() -> None:
    levels = of_sums(Rules(singletons=True), [[5.0], [0.0], [5.0], [0.5]], [5.0, 0.0, 5.0, 0.5], [0, 1, 1, 1])
    assert levels.reasons == (None, None, "contributors", "contributors")
    assert levels.singletons.tolist() == [False, False, True, True]


def test_rounding_of_binary_fractions_makes_no_sum_sensitive() -> None:
    levels = of_sums(Rules(dominance=(1, 50)), [[50 + 2e-10], [50 + 1e-9], [50.4]], [100.0, 100.0, 100.0])
    assert levels.upper.tolist() == [0, pytest.approx(2e-9, rel=1e-3), pytest.approx(0.8)]
    assert levels.reasons == (None, "dominance", "dominance")


def test_the_first_rule_that_hits_is_the_reason() -> None:
    rules = Rules(dominance=(1, 50), p_percent=10)
    levels = of_sums(rules, [[90.0, 5.0], [90.0, 5.0], [50.0, 46.0]], [100.0, 100.0, 100.0], [2, 9, 9])
    assert levels.reasons == ("contributors", "dominance", "p-percent")
    assert levels.upper.tolist() == [80, 80, 1]
