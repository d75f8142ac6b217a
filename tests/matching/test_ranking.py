"""Suggestions are possible, explain themselves and do not depend on the order in which anybody is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from benchmarks.workloads.one_by_one import suggestion
from hypothesis import given
from hypothesis import strategies as st
from tests.matching import invented

from teilhabe.matching.crowd import Crowd
from teilhabe.matching.feasibility import missing
from teilhabe.matching.ranking import Criterion, nearly, rank, rank_tasks
from teilhabe.matching.values import Mix, Need, NeedKind, Person, Task


@invented.untimed
@given(invented.crowds, invented.tasks)
def test_nobody_is_suggested_who_lacks_anything_and_the_best_come_first(people: list[Person], task: Task) -> None:
    found = rank([task], Crowd(people), top=len(people) + 1)[task.key]
    able = [suggestion(each, task) for each in people if not missing(each, task)]
    assert list(found) == sorted(able, key=lambda each: (-each.score, each.person))


@invented.untimed
@given(invented.crowds, invented.tasks)
def test_reasons_add_up_to_the_score(people: list[Person], task: Task) -> None:
    for each in rank([task], Crowd(people))[task.key]:
        assert sum(points for _criterion, points in each.points) == each.score
        assert each.lacks == ()


@invented.untimed
@given(invented.crowds, invented.tasks, st.randoms(use_true_random=False))
def test_the_order_in_which_people_come_does_not_matter(people: list[Person], task: Task, chance: object) -> None:
    shuffled = list(people)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank([task], Crowd(people)) == rank([task], Crowd(shuffled))
    assert nearly(task, Crowd(people)) == nearly(task, Crowd(shuffled))


@invented.untimed
@given(invented.crowds, invented.tasks)
def test_who_nearly_fits_lacks_exactly_one_thing(people: list[Person], task: Task) -> None:
    found = nearly(task, Crowd(people), top=len(people) + 1)
    assert {each.person for each in found} == {each.key for each in people if len(missing(each, task)) == 1}
    assert all(len(each.lacks) == 1 for each in found)
    assert list(found) == sorted(found, key=lambda each: (-each.score, each.person))
    assert set(found) <= {suggestion(each, task) for each in people}


@invented.untimed
@given(invented.people, st.lists(invented.tasks, max_size=20))
def test_the_other_way_round_a_person_gets_the_tasks_that_would_get_them(person: Person, tasks: list[Task]) -> None:
    numbered = [replace(task, key=key) for key, task in enumerate(tasks)]
    by_task = rank(numbered, Crowd([person]))
    both = sorted((one for found in by_task.values() for one in found), key=lambda each: (-each.score, each.task))
    assert list(rank_tasks(person, numbered, top=len(tasks) + 1)) == both


@pytest.mark.parametrize(
    ("better", "worse", "criterion"),
    [
        ({"wishes": frozenset({"housing"})}, {}, Criterion.WISH),
        ({"kinds": frozenset({"tandem"})}, {}, Criterion.KIND),
        ({}, {"kinds": frozenset({"shifts"})}, Criterion.KIND),
        ({"home": "Ost"}, {}, Criterion.DISTRICT),
        ({"week": 0b111}, {"week": 0b001}, Criterion.TIME),
        ({"idle_days": 90}, {"idle_days": 20}, Criterion.IDLE),
        ({"most": 2}, {"load": 1, "most": 2}, Criterion.LOAD),
        ({"load": 1, "most": 2}, {"load": 1, "most": 1}, Criterion.LOAD),
        ({"languages": {"de": 6}}, {"languages": {"de": 3}}, Criterion.LANGUAGE),
        ({"holds": frozenset({("module", "1")})}, {}, Criterion.MIX),
    ],
)
def test_each_criterion_moves_somebody_up_and_says_so(
    better: dict[str, object], worse: dict[str, object], criterion: Criterion
) -> None:
    task = Task(
        1,
        frozenset({Need(NeedKind.LANGUAGE, "de", 3)}),
        mixes=(Mix(Need(NeedKind.MODULE, "1"), 1),),
        places=2,
        week=0b111,
        district="Ost",
        fields=frozenset({"housing"}),
        kind="tandem",
    )
    plain = Person(2, languages={"de": 3}, week=0b001)
    first, second = replace(plain, **better), replace(plain, key=1, **worse)
    found = rank([task], Crowd([first, second]))[1]
    assert [each.person for each in found] == [2, 1]
    assert dict(found[0].points).get(criterion, 0) > dict(found[1].points).get(criterion, 0)


def test_an_urgent_task_is_suggested_before_others() -> None:
    found = rank_tasks(Person(1), [Task(1), Task(2, priority=2)])
    assert [each.task for each in found] == [2, 1]
