"""Verdicts: which test applies to which data, and what it may say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from teilhabe.engine.statements import testing
from teilhabe.engine.statements.testing import PROCEDURES, Judged
from teilhabe.engine.statements.topic import Cut, DataKind, Key, Measure, Point, Series, Topic
from teilhabe.text import Text, same
from teilhabe.wording.message import Verdict

_USUAL = (3, -9, 6, 11, -2, -7, 1, 7, -12, 2, 5, -6, 8, -4)  # how a series of 14 years strays


def _topic(data: DataKind = DataKind.FULL_COUNT, measure: Measure = Measure.COUNT, decimals: int = 0) -> Topic:
    factor = {Measure.SHARE: 100.0, Measure.RATE: 1000.0}.get(measure, 1.0)
    return Topic("t", same("t"), "", decimals, data, measure, (), {}, factor=factor)


def _counts(values: Sequence[float], cuts: tuple[Cut, ...] = ()) -> Series:
    points = [Point(str(2010 + year), float(value), f"c{year}") for year, value in enumerate(values)]
    return Series(Key(), tuple(points), cuts)


def _rates(events: Sequence[float], persons: float, factor: float) -> Series:
    points = [
        Point(str(2010 + year), count / persons * factor, "", float(count), persons)
        for year, count in enumerate(events)
    ]
    return Series(Key(), tuple(points))


def _sampled(values: Sequence[float], half: float) -> Series:
    points = [
        Point(str(2010 + year), value, "", None, None, value - half, value + half) for year, value in enumerate(values)
    ]
    return Series(Key(), tuple(points))


_STEADY = [500 + stray for stray in _USUAL]


def test_a_count_that_strays_as_usual_has_not_changed() -> None:
    judged = testing.change(_topic(), _counts(_STEADY), 12, 13)
    assert judged.verdict is Verdict.CHANCE
    assert judged.evidence.procedure == "history"
    assert judged.evidence.estimate == -12


def test_a_count_that_leaps_has() -> None:
    judged = testing.change(_topic(), _counts([*_STEADY, 640]), 13, 14)
    assert judged.verdict is Verdict.SUPPORTED
    assert judged.evidence.effect is not None
    assert judged.evidence.effect > 4


def test_what_poisson_calls_a_change_may_be_usual() -> None:
    wild = [500 + 6 * stray for stray in _USUAL]  # far more than Poisson counts stray
    alone = testing.change(_topic(), _counts(wild[7:9]), 0, 1)
    assert alone.verdict is Verdict.SUPPORTED
    assert testing.change(_topic(), _counts(wild), 7, 8).verdict is Verdict.CHANCE


def test_counts_without_a_history_are_compared_exactly_and_it_is_said() -> None:
    judged = testing.change(_topic(), _counts([100, 150]), 0, 1)
    assert (judged.verdict, judged.evidence.procedure) == (Verdict.SUPPORTED, "exact_poisson")
    assert judged.evidence.reason is not None
    assert "zu kurz" in judged.evidence.reason.de
    assert testing.change(_topic(), _counts([20, 25]), 0, 1).verdict is Verdict.CHANCE


def test_nothing_is_compared_across_a_cut() -> None:
    why = Text("Zensus 2022", "census 2022")
    series = _counts([*_STEADY, 900, 910], (Cut(14, why),))
    for test in (testing.change, testing.unchanged):
        judged = test(_topic(), series, 13, 14)
        assert (judged.verdict, judged.evidence.reason) == (Verdict.NOT_COMPARABLE, why)
        assert judged.evidence.p is None
    assert testing.trend(_topic(), series).verdict is Verdict.TOO_FEW
    assert testing.change(_topic(), series, 14, 15).evidence.procedure == "exact_poisson"  # only two points since


def test_the_years_before_a_cut_say_nothing_about_what_is_usual_after_it() -> None:
    wild = [500 + 30 * stray for stray in _USUAL[:8]]
    calm = [500, 503, 497, 501, 499, 502, 504, 498, 620]
    cut = _counts([*wild, *calm], (Cut(8, same("")),))
    alone = testing.change(_topic(), _counts(calm), 7, 8)
    assert testing.change(_topic(), cut, 15, 16).evidence.p == pytest.approx(alone.evidence.p, rel=1e-6)
    assert alone.verdict is Verdict.SUPPORTED


def test_surveys_are_compared_by_their_intervals() -> None:
    topic = _topic(DataKind.SURVEY, Measure.SHARE, 1)
    apart, close = _sampled([20.0, 26.0], 2.0), _sampled([20.0, 22.0], 2.0)
    assert testing.change(topic, apart, 0, 1).verdict is Verdict.SUPPORTED
    assert testing.change(topic, close, 0, 1).verdict is Verdict.CHANCE
    assert testing.change(topic, close, 0, 1).evidence.procedure == "intervals"


def test_a_published_figure_without_a_history_says_nothing() -> None:
    judged = testing.change(_topic(DataKind.PUBLISHED, Measure.OTHER, 1), _counts([40.1, 45.3]), 0, 1)
    assert judged.verdict is Verdict.TOO_FEW
    assert judged.evidence.p is None
    assert judged.evidence.estimate == pytest.approx(5.2)


def test_a_published_figure_with_a_history_is_compared_with_it() -> None:
    topic = _topic(DataKind.PUBLISHED, Measure.OTHER, 1)
    ages = [45.3 + stray / 100 for stray in _USUAL]
    assert testing.change(topic, _counts([*ages, 47.0]), 13, 14).verdict is Verdict.SUPPORTED
    assert testing.change(topic, _counts(ages), 12, 13).verdict is Verdict.CHANCE


def test_shares_of_fewer_than_thirty_persons_are_not_compared() -> None:
    topic = _topic(measure=Measure.SHARE, decimals=1)
    judged = testing.change(topic, _rates([2, 14], 20, 100), 0, 1)
    assert judged.verdict is Verdict.TOO_FEW
    assert judged.evidence.reason is not None


def test_from_first_to_last_needs_a_new_level_not_two_odd_years() -> None:
    odd = [*_STEADY]
    odd[0] -= 15
    assert testing.change(_topic(), _counts(odd), 0, 13).verdict is Verdict.CHANCE
    moved = testing.change(_topic(), _counts([value + 90 * (year > 4) for year, value in enumerate(_STEADY)]), 0, 13)
    assert (moved.verdict, moved.evidence.procedure) == (Verdict.SUPPORTED, "level_change")


def test_first_and_last_alike_are_no_change_whatever_lies_between() -> None:
    hill = [value + 200 * (5 <= year <= 12) for year, value in enumerate(_STEADY)]
    assert testing.change(_topic(), _counts(hill), 0, 13).verdict is Verdict.CHANCE


def test_a_shift_is_told_as_the_difference_of_two_means() -> None:
    values = [value + 60 * (year >= 7) for year, value in enumerate(_STEADY)]
    series = _counts(values)
    assert testing.halves(series) == (0, 7, 13)
    judged = testing.shift(_topic(), series)
    assert judged.evidence.estimate == pytest.approx(np.mean(values[7:]) - np.mean(values[:7]))
    assert judged.verdict is Verdict.SUPPORTED


def test_a_trend_is_told_per_year_and_only_from_ten_years_on() -> None:
    rising = _counts([value + 12 * year for year, value in enumerate(_STEADY)])
    judged = testing.trend(_topic(), rising)
    assert judged.verdict is Verdict.SUPPORTED
    assert judged.evidence.estimate == pytest.approx(12, abs=1)
    short = testing.trend(_topic(), _counts([100, 120, 140, 160]))
    assert (short.verdict, short.evidence.p) == (Verdict.TOO_FEW, None)
    assert short.evidence.estimate == pytest.approx(20, abs=0.1)


def test_months_rise_per_year_too() -> None:
    points = tuple(
        Point(f"{2020 + month // 12}-{month % 12 + 1:02d}", 500.0 + month + stray / 3, "")
        for month, stray in enumerate(_USUAL)
    )
    assert testing.trend(_topic(), Series(Key(), points)).evidence.estimate == pytest.approx(12, abs=2)


def test_unchanged_is_shown_not_assumed() -> None:
    calm, wild = [500 + stray / 4 for stray in _USUAL], [500 + 6 * stray for stray in _USUAL]
    large = [20 * value for value in calm]
    assert testing.margin(_topic(), 500) == 25
    assert testing.unchanged(_topic(), _counts(large), 12, 13).verdict is Verdict.SUPPORTED
    assert testing.unchanged(_topic(), _counts(wild), 12, 13).verdict is Verdict.CHANCE
    assert testing.unchanged(_topic(), _counts([10_000, 10_010]), 0, 1).verdict is Verdict.SUPPORTED
    assert testing.unchanged(_topic(), _counts([100, 101]), 0, 1).verdict is Verdict.CHANCE


_SHARE = _topic(measure=Measure.SHARE, decimals=1)
_ONE = _rates([200 + stray for stray in _USUAL], 1000, 100)
_TWO = _rates([300 + stray for stray in reversed(_USUAL)], 1000, 100)


def test_two_groups_far_apart_differ_and_swapping_them_turns_the_sign() -> None:
    one, other = testing.gap(_SHARE, _ONE, _TWO, "2023"), testing.gap(_SHARE, _TWO, _ONE, "2023")
    assert one.verdict is other.verdict is Verdict.SUPPORTED
    assert (one.evidence.estimate, one.evidence.low, one.evidence.p) == pytest.approx(
        (-(other.evidence.estimate or 0), -(other.evidence.high or 0), other.evidence.p)
    )


def test_two_groups_with_one_rate_do_not_differ() -> None:
    same_rate = _rates([200 + stray for stray in reversed(_USUAL)], 1000, 100)
    assert testing.gap(_SHARE, _ONE, same_rate, "2023").verdict is Verdict.CHANCE
    assert testing.ratio(_SHARE, _ONE, same_rate, "2023").verdict is Verdict.CHANCE


def test_a_ratio_and_its_reciprocal_say_the_same() -> None:
    one, other = testing.ratio(_SHARE, _ONE, _TWO, "2023"), testing.ratio(_SHARE, _TWO, _ONE, "2023")
    assert (one.evidence.estimate or 0) * (other.evidence.estimate or 0) == pytest.approx(1)
    assert (one.evidence.low or 0) * (other.evidence.high or 0) == pytest.approx(1)
    assert one.evidence.p == pytest.approx(other.evidence.p)


def test_two_shares_at_one_time_are_compared_by_their_counts() -> None:
    first, second = _rates([56], 70, 100), _rates([48], 80, 100)
    judged = testing.gap(_SHARE, first, second, "2010")
    # Newcombe (1998), table II, example (a).
    assert (judged.evidence.low, judged.evidence.high) == pytest.approx((5.24, 33.39), abs=0.01)
    assert (judged.verdict, judged.evidence.procedure) == (Verdict.SUPPORTED, "score")


def test_only_rates_count_not_per_how_many_persons_they_are_told() -> None:
    thousand = replace(_topic(measure=Measure.RATE), decimals=9)
    million = replace(thousand, factor=1e6, decimals=6)
    for years in (1, 14):  # by their counts, and by their history
        one, other = [40 + stray for stray in _USUAL[:years]], [22 - stray for stray in _USUAL[:years]]
        few = testing.gap(thousand, _rates(one, 900, 1e3), _rates(other, 800, 1e3), "2010")
        many = testing.gap(million, _rates(one, 900, 1e6), _rates(other, 800, 1e6), "2010")
        assert few.evidence.p == pytest.approx(many.evidence.p, rel=1e-6)


def test_a_gap_that_closes_is_narrower_and_one_that_turns_round_is_neither() -> None:
    closing = _rates([300 + stray - 7 * year for year, stray in enumerate(reversed(_USUAL))], 1000, 100)
    narrower = testing.convergence(_SHARE, closing, _ONE, "2010", "2023")
    assert narrower.verdict is Verdict.SUPPORTED
    assert (narrower.evidence.estimate or 0) < 0
    mirrored = testing.convergence(_SHARE, _ONE, closing, "2010", "2023")
    assert mirrored.evidence.estimate == pytest.approx(narrower.evidence.estimate)
    crossing = _rates([300 + stray - 16 * year for year, stray in enumerate(reversed(_USUAL))], 1000, 100)
    turned = testing.convergence(_SHARE, crossing, _ONE, "2010", "2023")
    assert turned.verdict is Verdict.CHANCE
    assert turned.evidence.reason is not None


def test_a_gap_is_not_compared_across_a_cut_of_either_series() -> None:
    why = same("cut")
    broken = Series(_TWO.key, _TWO.points, (Cut(5, why),))
    judged = testing.convergence(_SHARE, _ONE, broken, "2012", "2023")
    assert (judged.verdict, judged.evidence.reason) == (Verdict.NOT_COMPARABLE, why)


def test_a_group_without_a_value_is_not_compared() -> None:
    assert testing.gap(_SHARE, _ONE, _TWO, "1999").verdict is Verdict.TOO_FEW


def test_sampled_groups_are_compared_by_their_intervals() -> None:
    topic = _topic(DataKind.SURVEY, Measure.SHARE, 1)
    first, second = _sampled([30.0], 3.0), _sampled([20.0], 3.0)
    assert testing.gap(topic, first, second, "2010").verdict is Verdict.SUPPORTED
    ratio = testing.ratio(topic, first, second, "2010")
    assert ratio.evidence.estimate == pytest.approx(1.5)
    assert 1 < (ratio.evidence.low or 0) < 1.5 < (ratio.evidence.high or 0)


_EVERY: tuple[Callable[[Series], Judged], ...] = (
    lambda series: testing.change(_topic(), series, 0, len(series.points) - 1),
    lambda series: testing.change(_topic(), series, max(0, len(series.points) - 2), len(series.points) - 1),
    lambda series: testing.shift(_topic(), series),
    lambda series: testing.trend(_topic(), series),
    lambda series: testing.unchanged(_topic(), series, 0, len(series.points) - 1),
    lambda series: testing.gap(_topic(), series, series, series.points[-1].period),
    lambda series: testing.ratio(_topic(), series, series, series.points[-1].period),
    lambda series: testing.convergence(_topic(), series, series, series.points[0].period, series.points[-1].period),
)


@pytest.mark.parametrize(
    "values",
    [
        [3],
        [0] * 12,
        [7] * 12,
        [0, 0],
        list(range(12)),
        [-5, 3, -2, 8, 0, 1, -7],
        [1e9] * 7,
        [0, 9, 4, 786478147, 2, 7, 1],
    ],
)
def test_odd_series_get_a_verdict_never_an_error(values: list[float]) -> None:
    for test in _EVERY:
        judged = test(_counts(values))
        evidence = judged.evidence
        assert evidence.procedure == "" or evidence.procedure in PROCEDURES
        assert evidence.p is None or 0 <= evidence.p <= 1
        assert (evidence.p is None) == (evidence.procedure == "")
        assert evidence.p is not None or evidence.reason is not None
        assert judged.verdict is not Verdict.SUPPORTED or (evidence.p is not None and evidence.p < 0.05)
