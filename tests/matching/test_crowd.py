"""Asking everybody at once gives the answers that asking one by one gives."""

from __future__ import annotations

from hypothesis import given
from tests.matching import invented

from teilhabe.matching.crowd import Crowd, places
from teilhabe.matching.feasibility import missing
from teilhabe.matching.values import Person, Task


@invented.untimed
@given(invented.crowds, invented.tasks)
def test_the_crowd_says_of_everybody_what_each_of_them_says(people: list[Person], task: Task) -> None:
    crowd = Crowd(people)
    able = [place for place, person in enumerate(crowd.people) if not missing(person, task)]
    assert list(places(crowd.able(task))) == able


def test_nobody_is_able_where_nobody_is() -> None:
    assert Crowd([]).able(Task(1, week=7)) == 0
