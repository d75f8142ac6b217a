"""Who is like somebody is found in three queries."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from teilhabe.actors.duplicates.selectors import similar_people
from teilhabe.actors.models import ContactPoint, Person

pytestmark = pytest.mark.django_db


def person(given_name: str, family_name: str, mail: str = "") -> Person:
    made = Person.objects.create(given_name=given_name, family_name=family_name)
    if mail:
        ContactPoint.objects.create(person=made, kind="mail", value=mail, key=mail)
    return made


def test_people_with_a_similar_name_or_the_same_contact_are_hinted_at(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    typo, swapped = person("Oksana", "Kovalneko"), person("Kovalenko", "Oksana")
    reached = person("Ganz", "Anders", "oksana@musterstadt.example")
    person("Olena", "Schmidt")
    with django_assert_max_num_queries(3):
        found = similar_people("Oksana", "Kovalenko", ["oksana@musterstadt.example"])
    assert {each.person for each in found} == {typo, swapped, reached}
    assert next(each.reasons for each in found if each.person == reached) == "gleiche E-Mail-Adresse"


def test_nobody_is_like_an_empty_form_and_merged_people_are_not_hinted_at() -> None:
    kept = person("Amina", "Yilmaz")
    Person.objects.create(given_name="Amina", family_name="Yılmaz", merged_into=kept)
    assert similar_people("", "") == []
    assert [each.person for each in similar_people("Amina", "Yilmaz")] == [kept]
