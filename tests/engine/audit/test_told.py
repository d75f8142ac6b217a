"""What a release tells becomes cells and relations."""

from __future__ import annotations

from teilhabe.engine.audit.told import OPEN, Cell, Relation, largest, share, total, within


def test_a_figure_is_small_only_where_the_truth_is_known_above_zero_and_below_the_threshold() -> None:
    truths = [None, 0, 1, 2, 3, -2]
    assert [Cell("a", threshold=3, truth=truth).is_small for truth in truths] == [False, False, True, True, False, True]


def test_a_dominated_sum_is_sensitive_whatever_its_size() -> None:
    assert Cell("turnover", truth=5000, above=12).is_sensitive
    assert not Cell("turnover", truth=5000).is_sensitive


def test_a_total_is_an_equation() -> None:
    assert total(0, [1, 2]) == Relation(((0, -1.0), (1, 1.0), (2, 1.0)), 0, 0)


def test_a_share_holds_for_a_whole_that_nobody_knows() -> None:
    low, high = share(0, 1, 0.25, 0.5)
    assert (low.terms, low.low, low.high) == (((0, 1.0), (1, -0.25)), 0, OPEN)
    assert (high.terms, high.low, high.high) == (((0, 1.0), (1, -0.5)), -OPEN, 0)


def test_the_largest_group_is_at_least_as_large_as_every_other() -> None:
    assert [relation.terms for relation in largest(1, [0, 1, 2])] == [((1, 1.0), (0, -1.0)), ((1, 1.0), (2, -1.0))]


def test_a_class_limit_bounds_one_cell() -> None:
    assert within(4, 10, 20) == Relation(((4, 1.0),), 10, 20)
