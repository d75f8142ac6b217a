"""Who could accompany whom: the wishes of both sides count, and what stands in the way is said."""

from __future__ import annotations

from dataclasses import replace

from teilhabe.matching.tandems import Companion, Obstacle, Reason, Seeker, for_companion, for_seeker, group_of, pair
from teilhabe.matching.values import Person

PERSON = Person(key=1, languages={"de": 6, "ar": 3}, week=0b110, districts=frozenset(), age=40)
COMPANION = Companion(PERSON, gender="female", topics=frozenset({"german"}))
SEEKER = Seeker(key=7, languages={"ar": 6}, topics=frozenset({"german"}), week=0b010)


def test_what_both_share_adds_up_to_the_score() -> None:
    found = pair(COMPANION, SEEKER)
    assert found.obstacles == ()
    assert {Reason.LANGUAGE, Reason.TOPICS, Reason.TIME} <= {reason for reason, _points in found.points}
    assert found.score == sum(points for _reason, points in found.points)


def test_the_wishes_of_both_sides_are_obstacles_where_they_are_not_met() -> None:
    picky = replace(COMPANION, genders=frozenset({"female"}), ages=frozenset({"older"}))
    asking = replace(SEEKER, genders=frozenset({"male"}), ages=frozenset({"young"}), languages={"ti": 6}, week=0b1000)
    assert set(pair(picky, asking).obstacles) == set(Obstacle) - {Obstacle.DISTRICT}


def test_a_pair_with_two_hindrances_is_not_suggested_and_one_without_comes_first() -> None:
    hindered = replace(COMPANION, person=replace(PERSON, key=2, languages={"ti": 6}))
    hopeless = replace(hindered, person=replace(hindered.person, key=3, week=0b1000))
    found = for_seeker(SEEKER, [hopeless, hindered, COMPANION])
    assert [each.companion.person.key for each in found] == [1, 2]


def test_who_waits_longer_comes_first_whatever_the_order() -> None:
    longer = replace(SEEKER, key=8, waiting_days=70)
    for seekers in ([SEEKER, longer], [longer, SEEKER]):
        assert [each.seeker.key for each in for_companion(COMPANION, seekers)] == [8, 7]


def test_every_age_has_its_group() -> None:
    assert [group_of(age) for age in (None, 13, 14, 26, 27, 59, 60)] == [
        "", "child", "youth", "young", "adult", "adult", "older",
    ]  # fmt: skip
