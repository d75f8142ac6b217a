"""What keeps somebody from a task."""

from __future__ import annotations

from dataclasses import replace

import pytest

from teilhabe.matching.feasibility import missing
from teilhabe.matching.values import Mix, Need, NeedKind, Person, Task

ABLE = Person(
    1,
    languages={"de": 4, "ti": 0},
    holds=frozenset({("skill", "first aid")}),
    week=0b111,
    districts=frozenset({"Ost"}),
    age=18,
    free_hours=3,
)
GERMAN, TIGRINYA = Need(NeedKind.LANGUAGE, "de", 4), Need(NeedKind.LANGUAGE, "ti")
FIRST_AID, ADULT = Need(NeedKind.SKILL, "first aid"), Need(NeedKind.AGE, number=18)
TASK = Task(
    1, frozenset({GERMAN, TIGRINYA, FIRST_AID, ADULT}), week=0b110, parts=2, hours=3, district="Ost"
)  # fmt: skip


def test_nothing_is_missing_where_every_need_is_just_met() -> None:
    assert missing(ABLE, TASK) == ()


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"languages": {"de": 3, "ti": 0}}, "language"),
        ({"languages": {"de": 4}}, "language"),
        ({"holds": frozenset({("module", "first aid")})}, "skill"),
        ({"week": 0b011}, "time"),
        ({"districts": frozenset({"West"})}, "district"),
        ({"age": 17}, "age"),
        ({"age": None}, "age"),
        ({"free_hours": 2}, "hours"),
    ],
)
def test_one_thing_less_is_named(change: dict[str, object], kind: str) -> None:
    assert [need.kind for need in missing(replace(ABLE, **change), TASK)] == [kind]


def test_whoever_set_no_limit_goes_everywhere_and_at_any_length() -> None:
    assert missing(replace(ABLE, districts=frozenset(), free_hours=None), TASK) == ()


def test_a_level_that_nobody_knows_is_enough_only_where_any_is() -> None:
    asked = frozenset({Need(NeedKind.LANGUAGE, "ti", 1)})
    assert missing(ABLE, Task(1, asked)) == tuple(asked)


@pytest.mark.parametrize(("places", "count", "is_needed"), [(3, 1, False), (1, 1, True), (2, 2, True), (2, 0, False)])
def test_of_a_mix_everybody_needs_it_only_when_no_place_is_left_for_others(
    places: int, count: int, is_needed: bool
) -> None:
    module = Need(NeedKind.MODULE, "1")
    task = Task(1, mixes=(Mix(module, count),), places=places)
    assert missing(ABLE, task) == ((module,) if is_needed else ())
