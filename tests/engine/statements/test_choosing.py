"""Choosing: tests of a page are judged together, the most telling claims come first, nothing is said twice."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from teilhabe.engine.statements.choosing import judge_together, most_telling
from teilhabe.engine.statements.claim import Claim, Evidence
from teilhabe.engine.statements.topic import DataKind
from teilhabe.text import same
from teilhabe.wording.message import Direction, Kind, Message, Quantity, Verdict


def _claim(
    *values: str,
    kind: Kind = Kind.CHANGE,
    p: float | None = None,
    importance: float = 0.5,
    direction: Direction = Direction.UP,
    verdict: Verdict = Verdict.SUPPORTED,
    needs_support: bool = False,
) -> Claim:
    numbers = tuple(Quantity(Decimal(value), "percent") for value in values)
    message = Message(kind, verdict, same("Quote"), numbers, subjects=(same(values[0]),), direction=direction)
    return Claim("quote", message, Evidence(p=p), DataKind.FULL_COUNT, (), importance, needs_support)


def test_q_values_are_those_of_a_worked_example() -> None:
    """Benjamini and Hochberg (1995), table 1: fifteen tests, of which four are found at a rate of 5 per cent."""
    chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    chances += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]
    judged = judge_together(_claim("1", p=p) for p in chances)
    assert [claim.verdict for claim in judged].count(Verdict.SUPPORTED) == 4
    assert judged[0].evidence.q == 0.0001 * 15
    assert abs((judged[3].evidence.q or 0) - 0.0095 * 15 / 4) < 1e-12


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_q_values_are_never_below_p_and_keep_its_order(chances: list[float]) -> None:
    judged = judge_together(_claim("1", p=p) for p in chances)
    found = [(claim.evidence.p or 0.0, claim.evidence.q or 0.0) for claim in judged]
    assert all(p <= q + 1e-15 and q <= 1 for p, q in found)
    by_p = [q for _, q in sorted(found)]
    assert by_p == sorted(by_p)


def test_a_claim_without_a_test_is_left_as_it_is() -> None:
    level = _claim("1", kind=Kind.LEVEL)
    assert judge_together([level, _claim("2", p=0.9)])[0] == level


def test_a_withdrawn_trend_says_no_direction_and_its_change_with_the_sign() -> None:
    trend = _claim("1.5", "30", "15", kind=Kind.TREND, p=0.04, direction=Direction.DOWN)
    (judged, *_) = judge_together([trend, *(_claim("1", p=1.0) for _ in range(5))])
    assert (judged.verdict, judged.message.direction) == (Verdict.CHANCE, Direction.NONE)
    assert [str(number.value) for number in judged.message.numbers] == ["-1.5", "30", "15"]


def test_a_test_that_was_made_counts_though_nothing_is_told_of_it() -> None:
    found, others = _claim("1", p=0.02), [_claim(str(n), p=0.9, needs_support=True) for n in range(2, 5)]
    assert judge_together([found])[0].verdict == Verdict.SUPPORTED
    judged = judge_together([found, *others])
    assert judged[0].verdict == Verdict.CHANCE
    assert most_telling(judged) == judged[:1]


def test_what_is_told_only_with_support_is_told_with_it() -> None:
    (trend,) = judge_together([_claim("1", p=0.01, kind=Kind.TREND, needs_support=True)])
    assert most_telling([trend]) == [trend]


def test_a_place_in_an_order_is_news_once_though_its_value_has_been_said() -> None:
    change = _claim("45", "38", importance=0.8)
    leading, rank = _claim("38", kind=Kind.LEADING, importance=0.5), _claim("38", kind=Kind.RANK, importance=0.4)
    assert most_telling([rank, leading, change]) == [change, leading]


def test_what_has_been_said_falls_away() -> None:
    gap = _claim("45", "38", "7", kind=Kind.GAP, importance=0.8)
    level = _claim("45", "38", kind=Kind.LEVEL, importance=0.7)
    assert most_telling([level, gap]) == [gap]


def test_at_most_two_sentences_say_that_nothing_can_be_told_apart() -> None:
    unsure = [_claim(str(n), kind=Kind.GAP, importance=0.8, verdict=Verdict.CHANCE) for n in range(3)]
    few = _claim("7", kind=Kind.GAP, importance=0.7, verdict=Verdict.TOO_FEW)
    level = _claim("4", kind=Kind.LEVEL, importance=0.1)
    told = most_telling([*unsure, few, level])
    assert [claim.verdict for claim in told] == [Verdict.CHANCE, Verdict.CHANCE, Verdict.SUPPORTED]


def test_the_ratio_of_two_groups_is_not_told_beside_their_gap() -> None:
    gap, ratio = _claim("50", "20", "30", kind=Kind.GAP, importance=0.8), _claim("50", "20", "2.5", kind=Kind.RATIO)
    assert most_telling([gap, ratio]) == [gap]
    assert most_telling([ratio]) == [ratio]


def test_a_course_is_told_once_and_that_of_one_group_beside_it() -> None:
    change, trend = _claim("3", "5", importance=0.8), _claim("3", "0.2", kind=Kind.TREND, importance=0.7)
    groups = [_claim(str(n), str(n + 50), importance=0.6) for n in range(6, 9)]
    assert most_telling([change, trend, *groups]) == [change, groups[0]]


def test_at_most_five_are_told_the_most_important_first() -> None:
    claims = [_claim(str(number), kind=Kind.LEVEL, importance=number / 10) for number in range(10)]
    told = most_telling(claims)
    assert len(told) == 5
    assert [claim.importance for claim in told] == sorted((claim.importance for claim in told), reverse=True)


def test_another_kind_comes_before_one_more_of_the_same() -> None:
    changes = [_claim(str(number), str(number + 50), importance=0.8) for number in range(5)]
    spread = _claim("7", "99", kind=Kind.SPREAD, importance=0.7)
    assert spread in most_telling([*changes, spread])


def test_the_limits_of_a_span_are_news_again_where_their_groups_are_named() -> None:
    spread = _claim("2", "31", kind=Kind.SPREAD, importance=0.8)
    named = _claim("31", "2", "5", "7", kind=Kind.LEVEL, importance=0.5)
    other = _claim("4", "5", "8", kind=Kind.LEVEL, importance=0.5)
    assert most_telling([spread, other, named], most=2) == [spread, named]


@given(st.permutations(range(6)))
def test_the_choice_does_not_depend_on_the_order_of_unequal_claims(order: list[int]) -> None:
    claims = [_claim(str(number), str(number + 50), importance=0.5 + number / 20) for number in range(6)]
    assert most_telling([claims[place] for place in order]) == most_telling(claims)
