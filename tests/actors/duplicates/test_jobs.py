"""The nightly search finds pairs, forgets those that are no longer alike and remembers decisions."""

from __future__ import annotations

import pytest
from tests.actors.duplicates.people import person
from tests.cast import Cast

from teilhabe.actors.duplicates.actions import MergePeople, TellApart
from teilhabe.actors.duplicates.jobs import find_duplicates
from teilhabe.actors.duplicates.models import PossibleDuplicate
from teilhabe.actors.duplicates.selectors import waiting
from teilhabe.actors.models import Person
from teilhabe.core.jobs.job import enqueue
from teilhabe.core.jobs.working import work_off
from teilhabe.core.users.roles import Role

pytestmark = pytest.mark.django_db
MOBILE = ("mobile", "0171 3920001")


def search() -> list[PossibleDuplicate]:
    enqueue(find_duplicates)
    assert work_off() == 1
    return list(waiting())


@pytest.fixture
def twice() -> tuple[Person, Person]:
    return person("Mohammed", "Karimi", MOBILE), person("Muhammad", "Karimi", MOBILE)


def test_a_pair_is_found_once_with_its_reasons(twice: tuple[Person, Person]) -> None:
    person("Fatima", "Karimi", MOBILE)
    search()
    (pair,) = search()
    assert {pair.first, pair.second} == set(twice)
    assert pair.reasons == ["same phone", "similar name"]


def test_people_told_apart_are_not_asked_about_again(cast: Cast, twice: tuple[Person, Person]) -> None:
    (pair,) = search()
    TellApart(by=cast.user(Role.COORDINATOR), pair=pair).run()
    assert search() == []
    TellApart(by=cast.user(Role.COORDINATOR), pair=PossibleDuplicate.objects.get(), are_two=False).run()
    assert len(search()) == 1


def test_pairs_that_are_no_longer_alike_or_merged_are_gone(cast: Cast, twice: tuple[Person, Person]) -> None:
    assert len(search()) == 1
    one, other = twice
    Person.objects.filter(pk=one.pk).update(given_name="Wolfgang")
    assert search() == []
    Person.objects.filter(pk=one.pk).update(given_name="Mohammed")
    assert len(search()) == 1
    MergePeople(by=cast.user(Role.COORDINATOR), kept=one, merged=other).run()
    assert list(waiting()) == []
