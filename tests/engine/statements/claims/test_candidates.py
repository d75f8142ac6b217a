"""Candidates: what is told of a topic, what is never told across a break, and of whom no order is made."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.statements.choosing import judge_together, most_telling
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims import candidates
from teilhabe.engine.statements.claims.telling import is_part
from teilhabe.engine.statements.topic import Cut, DataKind, Goal, Key, Measure, Parted, Point, Series, Topic
from teilhabe.text import Text, same
from teilhabe.wording.message import Direction, Kind, Verdict
from teilhabe.wording.sentences import say

EVERYBODY = Key("here")


def _series(
    values: Sequence[float],
    key: Key = EVERYBODY,
    cuts: Sequence[int] = (),
    first: int = 2010,
    base: float | None = None,
) -> Series:
    points = tuple(
        Point(
            str(first + place),
            value,
            f"{key.place}{key.code}:A{place}",
            numerator=None if base is None else value / 100 * base,
            denominator=base,
        )
        for place, value in enumerate(values)
    )
    return Series(key, points, tuple(Cut(at, same("new census")) for at in cuts))


def _topic(*series: Series, **changed: object) -> Topic:
    labels = {("", "here"): same("Stadt"), ("origin", ""): Text("Staatsangehörigkeit", "citizenship")}
    labels |= {(one.key.dimension, one.key.code): same(f"Gruppe {one.key.code}") for one in series if one.key.code}
    labels |= {("", one.key.place): same(f"Ort {one.key.place}") for one in series if one.key.place not in ("", "here")}
    given_ = {
        "id": "t", "name": same("Quote"), "unit": "percent", "decimals": 1, "data": DataKind.FULL_COUNT,
        "measure": Measure.SHARE, "series": series, "labels": labels, "home": "here", "factor": 100.0, **changed,
    }  # fmt: skip
    return Topic(**given_)  # type: ignore[arg-type]  # a table of its fields


def _group(code: str, values: Sequence[float], cuts: Sequence[int] = (), base: float | None = None) -> Series:
    return _series(values, Key("here", "origin", code), cuts, base=base)


def _of(claims: Sequence[Claim], kind: Kind) -> list[Claim]:
    return [claim for claim in claims if claim.message.kind == kind]


def _numbers(claim: Claim) -> list[str]:
    return [str(number.value) for number in claim.message.numbers]


def test_first_and_last_value_are_compared_and_the_last_two() -> None:
    found = list(candidates(_topic(_series([10, 11, 12, 15], base=100_000))))
    changes = _of(found, Kind.CHANGE)
    assert [claim.message.periods for claim in changes] == [("2010", "2013"), ("2012", "2013")]
    assert _numbers(changes[0]) == ["10.0", "15.0"]
    assert changes[0].cells == ("here:A0", "here:A3")
    assert changes[0].message.place == same("Stadt")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(1, 99), min_size=4, max_size=25), st.data())
def test_nothing_is_compared_across_a_break(values: list[float], data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(values) - 1))
    groups = (_group("a", values, (cut,)), _group("b", values[::-1], (cut,)))
    topic = _topic(_series(values, cuts=(cut,)), *groups, reference=(groups[0].key, groups[1].key))
    for claim in candidates(topic):
        if claim.message.kind != Kind.BREAK:
            assert all(period >= str(2010 + cut) for period in claim.message.periods)
            assert all(int(cell.rpartition("A")[2]) >= cut for cell in claim.cells)


def test_a_break_is_told_with_its_reason() -> None:
    (claim,) = _of(list(candidates(_topic(_series([10, 11, 30, 31], cuts=(2,))))), Kind.BREAK)
    assert claim.message.periods == ("2011", "2012")
    assert claim.message.reason == same("new census")


def test_groups_are_listed_in_the_order_of_the_table_four_at_a_time() -> None:
    groups = [_group(code, [value]) for code, value in zip("fcabed", [5, 9, 1, 7, 3, 8], strict=True)]
    levels = _of(list(candidates(_topic(*groups))), Kind.LEVEL)
    assert [[str(subject.de) for subject in claim.message.subjects] for claim in levels] == [
        ["Gruppe f", "Gruppe c", "Gruppe a"],
        ["Gruppe b", "Gruppe e", "Gruppe d"],
    ]


def test_the_span_of_origins_names_none_of_them() -> None:
    groups = [_group(code, [value]) for code, value in zip("abc", [5.04, 30.9, 2], strict=True)]
    (spread,) = _of(list(candidates(_topic(*groups, unranked=frozenset({"origin"})))), Kind.SPREAD)
    assert _numbers(spread) == ["2.0", "30.9"]
    assert [subject.de for subject in spread.message.subjects] == ["Staatsangehörigkeit"]


def test_the_span_of_places_names_those_at_its_ends_and_many_are_not_listed() -> None:
    districts = [_series([value], Key(str(value)), base=50_000) for value in (14.0, 10.0, 18.0, 30.0, 26.0)]
    found = list(candidates(_topic(_series([20.0], base=300_000), *districts)))
    (spread,) = _of(found, Kind.SPREAD)
    assert [subject.de for subject in spread.message.subjects] == ["Ort", "Ort 10.0", "Ort 30.0"]
    assert [_numbers(level) for level in _of(found, Kind.LEVEL)] == [["20.0"]]


def test_what_has_become_of_everybody_is_not_told_again_of_a_group_that_is_all_there_is() -> None:
    values = [10, 11, 12, 15]
    found = list(candidates(_topic(_series(values, base=90_000), _group("a", values, base=90_000))))
    assert {claim.message.subjects for claim in _of(found, Kind.CHANGE)} == {()}


def test_the_gap_of_the_groups_of_reference_is_told_in_points() -> None:
    one, other = _group("a", [24.0, 24.3], base=20_000), _group("b", [9.9, 10.6], base=9_000)
    found = list(candidates(_topic(one, other, reference=(one.key, other.key))))
    (gap,) = _of(found, Kind.GAP)
    assert (_numbers(gap), gap.message.numbers[2].unit) == (["24.3", "10.6", "13.7"], "percentage_points")
    assert (gap.verdict, gap.message.direction) == (Verdict.SUPPORTED, Direction.ABOVE)
    assert _numbers(_of(found, Kind.RATIO)[0])[2] == "2.3"


def test_a_share_of_fewer_than_thirty_persons_is_not_told() -> None:
    groups = [_group("a", [50.0], base=29), _group("b", [40.0], base=31)]
    (level,) = _of(list(candidates(_topic(*groups))), Kind.LEVEL)
    assert [subject.de for subject in level.message.subjects] == ["Gruppe b"]


def test_a_sum_is_told_with_its_parts_in_per_cent() -> None:
    parts = [_group(code, [value]) for code, value in zip("abcd", [50, 30, 15, 5], strict=True)]
    topic = _topic(
        _series([100]), *parts, measure=Measure.COUNT, unit="persons", decimals=0, is_additive=True, factor=1.0
    )
    (claim,) = _of(list(candidates(topic)), Kind.COMPOSITION)
    assert _numbers(claim) == ["100", "50.0", "30.0", "15.0"]
    assert [number.unit for number in claim.message.numbers] == ["persons", "percent", "percent", "percent"]


def test_a_record_needs_eight_comparable_points() -> None:
    rising = [10, 10.1, 9.9, 10, 10.1, 9.9, 10, 14]
    (record,) = _of(list(candidates(_topic(_series(rising, base=1_000_000)))), Kind.RECORD)
    assert (record.message.periods, record.message.direction) == (("2017", "2010"), Direction.HIGHEST)
    for shorter in (_series(rising[1:], base=1_000_000), _series(rising, base=1_000_000, cuts=(1,))):
        assert not _of(list(candidates(_topic(shorter))), Kind.RECORD)


def test_every_test_of_a_course_is_counted_whatever_it_says() -> None:
    random = Random(3)
    noise = [50 + random.gauss(0, 1) for _ in range(15)]
    found = list(candidates(_topic(_series(noise), data=DataKind.PUBLISHED)))
    tests = [(claim.message.kind, claim.verdict) for claim in found if claim.needs_support and claim.evidence.p]
    assert tests.count((Kind.TREND, Verdict.CHANCE)) == 2
    assert (Kind.SHIFT, Verdict.CHANCE) in tests
    assert (Kind.NO_CHANGE, Verdict.SUPPORTED) in tests or (Kind.NO_CHANGE, Verdict.CHANCE) in tests
    assert not [claim for claim in found if claim.is_told and claim.message.kind in (Kind.TREND, Kind.SHIFT)]


def test_a_level_that_has_moved_is_told_with_the_means_of_both_halves() -> None:
    values = [10, 10.4, 9.8, 10.1, 9.9, 10.2, 9.7, 14.2, 13.9, 14.1, 14.4, 13.8, 14.0, 14.3]
    (claim,) = _of(list(candidates(_topic(_series(values), data=DataKind.PUBLISHED))), Kind.SHIFT)
    assert (claim.verdict, claim.message.direction) == (Verdict.SUPPORTED, Direction.ABOVE)
    assert _numbers(claim) == ["14.1", "10.0"]
    assert claim.message.periods == ("2017", "2010", "2016")


def test_a_shift_is_told_where_first_and_last_value_say_nothing() -> None:
    values = [14.1, 10.4, 9.8, 10.1, 9.9, 10.2, 9.7, 14.2, 13.9, 14.1, 14.4, 13.8, 14.0, 14.3]
    judged = judge_together(candidates(_topic(_series(values), data=DataKind.PUBLISHED)))
    assert not [claim for claim in _of(judged, Kind.CHANGE) if claim.message.direction]
    assert most_telling(judged)[0].message.kind == Kind.SHIFT


def test_halves_of_monthly_series_are_not_compared() -> None:
    points = tuple(Point(f"{2020 + n // 12}-{n % 12 + 1:02d}", 10.0 + 5 * (n >= 18), f"t:A{n}") for n in range(36))
    topic = _topic(Series(EVERYBODY, points), data=DataKind.PUBLISHED, measure=Measure.OTHER)
    assert not _of(list(candidates(topic)), Kind.SHIFT)


def test_a_course_that_has_turned_is_told_since_its_turn() -> None:
    random = Random(5)
    values = [40 - abs(n - 9) * (2 if n > 9 else 1) + random.gauss(0, 0.3) for n in range(20)]
    trends = _of(list(candidates(_topic(_series(values), data=DataKind.PUBLISHED))), Kind.TREND)
    (since,) = [claim for claim in trends if claim.evidence.procedure == "turned_trend"]
    assert (since.verdict, since.message.direction) == (Verdict.SUPPORTED, Direction.DOWN)
    assert since.message.periods == ("2019", "2029")
    assert abs(float(since.message.numbers[0].value) - 2) <= 0.2


def test_months_are_compared_with_the_same_month_and_have_a_span_within_the_year() -> None:
    values = [10 + month % 12 for month in range(36)]
    points = tuple(
        Point(f"{2020 + month // 12}-{month % 12 + 1:02d}", value, f"t:A{month}") for month, value in enumerate(values)
    )
    topic = _topic(Series(EVERYBODY, points), data=DataKind.PUBLISHED, measure=Measure.OTHER, unit="", decimals=0)
    found = list(candidates(topic))
    assert {claim.message.periods for claim in _of(found, Kind.CHANGE) + _of(found, Kind.NO_CHANGE)} <= {
        ("2020-12", "2022-12"),
        ("2021-12", "2022-12"),
    }
    (spread,) = _of(found, Kind.SPREAD)
    assert (_numbers(spread), spread.message.periods) == (["10", "21"], ("2022-01", "2022-12"))


def test_how_far_a_goal_is_away() -> None:
    (claim,) = _of(list(candidates(_topic(_series([10, 12]), goal=Goal(15.0, "2030")))), Kind.TARGET)
    assert (_numbers(claim), claim.message.direction) == (["12.0", "15.0", "3.0"], Direction.BELOW)


def test_the_part_of_a_change_that_the_structure_explains() -> None:
    """Kitagawa (1955): with equal rates in both groups at both times the whole change is structure."""
    old, new = (20_000.0, 80_000.0), (60_000.0, 40_000.0)
    rates = (60.0, 20.0)
    whole = [sum(n * r for n, r in zip(size, rates, strict=True)) / 100_000 for size in (old, new)]

    def group(code: str, place: int) -> Series:
        sizes = (old[place], new[place])
        points = tuple(
            Point(str(2010 + t), rates[place], f"{code}:A{t}", rates[place] / 100 * size, size)
            for t, size in enumerate(sizes)
        )
        return Series(Key("here", "origin", code), points)

    (claim,) = _of(
        list(candidates(_topic(_series(whole, base=100_000), group("a", 0), group("b", 1)))), Kind.DECOMPOSITION
    )
    assert _numbers(claim) == ["16.0", "16.0"]


@pytest.mark.parametrize(
    ("part", "whole", "is_told"),
    [(3, 10, True), (-3, -10, True), (10, 10, True), (-3, 10, False), (12, 10, False), (0.9, 10, False), (1, 0, False)],
)
def test_only_what_lies_within_a_change_is_a_part_of_it(part: float, whole: float, is_told: bool) -> None:
    assert is_part(part, whole) == is_told


def test_a_place_beside_its_city_and_among_all_places() -> None:
    districts = [_series([value], Key(str(value)), base=50_000) for value in (10.0, 14.0, 18.0, 22.0, 26.0, 30.0)]
    topic = _topic(_series([20.0], base=300_000), *districts)
    found = list(candidates(topic, "14.0"))
    (difference,) = _of(found, Kind.DIFFERENCE)
    assert _numbers(difference) == ["14.0", "20.0", "6.0"]
    assert not _of(found, Kind.SPREAD)
    (rank,) = _of(found, Kind.RANK)
    assert (rank.message.rank, rank.message.direction) == ((2, 6), Direction.LOWEST)


def test_a_place_whose_neighbours_are_close_is_one_of_the_three_highest() -> None:
    values = [10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 22.0, 22.05, 22.1]
    topic = _topic(_series([15.0], base=300_000), *(_series([v], Key(str(v)), base=50_000) for v in values))
    found = list(candidates(topic, "22.05"))
    (rank,), (leading,) = _of(found, Kind.RANK), _of(found, Kind.LEADING)
    assert (rank.message.rank, rank.is_told) == ((2, 10), False)
    assert (leading.message.rank, leading.verdict, leading.message.direction) == (
        (3, 10),
        Verdict.SUPPORTED,
        Direction.HIGHEST,
    )
    assert (leading.evidence.low, leading.evidence.high) == (1, 3)


def test_a_place_that_might_as_well_be_the_fifth_is_not_among_the_three_highest() -> None:
    values = [10.0, 11.0, 12.0, 13.0, 14.0, 22.0, 22.02, 22.04, 22.06, 22.08]
    topic = _topic(_series([15.0], base=300_000), *(_series([v], Key(str(v)), base=50_000) for v in values))
    (leading,) = _of(list(candidates(topic, "22.04")), Kind.LEADING)
    assert not leading.is_told


def test_groups_of_origin_are_never_ranked() -> None:
    groups = [_group(code, [value], base=50_000) for code, value in zip("abcdefghij", range(10, 60, 5), strict=True)]
    topic = _topic(_series([20.0], base=300_000), *groups, unranked=frozenset({"origin"}))
    found = list(candidates(topic))
    assert not _of(found, Kind.RANK) + _of(found, Kind.LEADING)


def test_what_the_composition_of_two_groups_explains_of_their_gap() -> None:
    one, other = _group("a", [24.0, 10.6], base=20_000), _group("b", [9.9, 24.3], base=9_000)
    parted = Parted(one.key, other.key, Text("Altersgruppe", "Age group"), "2011", -13.7, -9.2, ("gap", "composition"))
    (claim,) = _of(list(candidates(_topic(one, other, parted=(parted,)))), Kind.STRUCTURE)
    assert (_numbers(claim), claim.message.direction) == (["13.7", "9.2"], Direction.BELOW)
    assert [subject.de for subject in claim.message.subjects] == ["Gruppe a", "Gruppe b", "Altersgruppe"]
    assert {"gap", "composition"} < set(claim.cells)


def test_what_explains_less_than_a_tenth_of_a_gap_is_not_told() -> None:
    one, other = _group("a", [24.0], base=20_000), _group("b", [9.9], base=9_000)
    parted = Parted(one.key, other.key, Text("Altersgruppe", "Age group"), "2010", 14.1, 1.3, ("gap", "composition"))
    assert not _of(list(candidates(_topic(one, other, parted=(parted,)))), Kind.STRUCTURE)


def test_the_places_are_parts_of_the_city_and_of_no_other_place() -> None:
    districts = [_series([value], Key(str(value))) for value in (40.0, 30.0, 20.0, 10.0)]
    topic = _topic(_series([100.0]), *districts, measure=Measure.COUNT, unit="persons", decimals=0, is_additive=True)
    assert not _of(list(candidates(topic, "40.0")), Kind.COMPOSITION)
    (parts,) = _of(list(candidates(topic)), Kind.COMPOSITION)
    assert (_numbers(parts), parts.message.subjects[0]) == (["100", "40.0", "30.0", "20.0"], same("Ort 40.0"))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.floats(0, 100), min_size=1, max_size=14), min_size=1, max_size=6),
    st.booleans(),
    st.sampled_from([None, 25.0, 400.0, 90_000.0]),
)
def test_every_candidate_can_be_said_in_both_languages(
    values: list[list[float]], has_whole: bool, base: float | None
) -> None:
    groups = [_group("abcdef"[place], course, base=base) for place, course in enumerate(values)]
    series = [*([_series(values[0], base=base)] if has_whole else []), *groups]
    reference = (groups[0].key, groups[1].key) if len(groups) > 1 else None
    for claim in candidates(_topic(*series, reference=reference)):
        assert say(claim.message, "de").endswith(".")
        assert say(claim.message, "en").endswith(".")
        assert 0 <= claim.importance <= 1
        assert all(isinstance(number.value, Decimal) for number in claim.message.numbers)
