"""Who would fit if a task asked for one thing less."""

from __future__ import annotations

from hypothesis import given
from tests.matching import invented

from teilhabe.matching.crowd import Crowd
from teilhabe.matching.feasibility import missing
from teilhabe.matching.unfilled import Lack, lacks
from teilhabe.matching.values import Need, NeedKind, Person, Task


def test_twelve_fail_only_for_tigrinya() -> None:
    german, tigrinya = Need(NeedKind.LANGUAGE, "de"), Need(NeedKind.LANGUAGE, "ti")
    people = [Person(key, {"de": 4}) for key in range(12)] + [Person(12, {"ti": 4}), Person(13)]
    task = Task(1, frozenset({german, tigrinya}))
    assert lacks(task, Crowd(people)) == (Lack(tigrinya, 12), Lack(german, 1))


@invented.untimed
@given(invented.crowds, invented.tasks)
def test_every_lack_counts_those_who_miss_nothing_else(people: list[Person], task: Task) -> None:
    alone = [missing(person, task)[0] for person in people if len(missing(person, task)) == 1]
    assert {lack.need: lack.people for lack in lacks(task, Crowd(people))} == {
        need: alone.count(need) for need in alone
    }
