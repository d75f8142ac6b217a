"""Which people a user may see, how they are found, and all that the page of one person shows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.db.models.lookups import Contains
from django.urls import reverse

from teilhabe.actors.folding import fold
from teilhabe.actors.models import Affiliation, Consent, ContactPoint, Person
from teilhabe.actors.policies import AFFILIATIONS, CONSENTS, CONTACT_POINTS, PERSONS, keeps
from teilhabe.actors.reaching import PHONE, contact_key
from teilhabe.actors.selectors.consents import with_being_outdated
from teilhabe.core.extensions import PERSON_SECTIONS, Section
from teilhabe.core.users.models import Organisation, User

SHORTEST_NUMBER = 4
"""Digits from which on a typed text is looked for in numbers."""


def people_of(user: User) -> QuerySet[Person]:
    """People within the user's reach who are neither erased nor part of somebody else."""
    return PERSONS.reach(user).filter(merged_into=None, erased_at=None)


def people_listed(user: User) -> QuerySet[Person]:
    """The same with what a list shows of them, in three more queries however many they are."""
    return people_of(user).prefetch_related("contact_points", "affiliations__organisation")


def matching(text: str) -> QuerySet[Person]:
    """Keys of people whose name has every word of the text, or who can be reached under it."""
    by_name = reduce(and_, (Q(search_key__contains=word) for word in fold(text).split()), Q())
    reached = _reached(text)
    found = Person.objects.filter(by_name | Q(pk__in=reached) if reached is not None else by_name)
    return found.values("pk")  # type: ignore[return-value]  # rows with one column, for use as a sub-query


def _reached(text: str) -> QuerySet[Any] | None:
    points = ContactPoint.objects.filter(person__isnull=False).values("person")
    if "@" in text:
        return points.filter(key__contains=text.strip().lower())
    number = contact_key(PHONE, text)
    is_number = number.lstrip("+").isdigit() and len(number) >= SHORTEST_NUMBER
    return points.filter(key__contains=number) if is_number else None


def holds(field: str, code: str) -> Q:
    """Rows whose list in the JSON field holds the text; the same on databases that keep "ü" as it is or escaped."""
    stored = Cast(field, TextField())
    return Q(Contains(stored, json.dumps(code))) | Q(Contains(stored, json.dumps(code, ensure_ascii=False)))


@dataclass(frozen=True)
class PersonPage:
    """`keeps` tells whether the user looks after people for the office, or after themselves only."""

    person: Person
    keeps: bool
    contact_points: list[ContactPoint]
    affiliations: list[Affiliation]
    consents: list[Consent]
    sections: list[Section]


def person_page(user: User, person: Person) -> PersonPage:
    """In four queries and those of the sections that upper apps add."""
    consents = with_being_outdated(CONSENTS.reach(user).filter(person=person)).select_related("text")
    return PersonPage(
        person=person,
        keeps=keeps(user, PERSONS),
        contact_points=list(ordered(CONTACT_POINTS.reach(user).filter(person=person))),
        affiliations=list(AFFILIATIONS.reach(user).filter(person=person).select_related("organisation")),
        consents=list(consents.order_by("withdrawn_at", "-given_at")),
        sections=PERSON_SECTIONS.collect(person, user),
    )


def ordered(points: QuerySet[ContactPoint]) -> QuerySet[ContactPoint]:
    """The preferred way first, then as they were entered."""
    return points.order_by("-is_preferred", "pk")


def page_of(owner: Person | Organisation) -> str:
    """The address of a person's or an organisation's page."""
    kind = "person" if isinstance(owner, Person) else "organisation"
    return reverse(f"actors:{kind}", kwargs={kind: owner.pk})


def known_districts() -> list[str]:
    """Every district that somebody or a partner was given, for suggestions and filters."""
    return list(Person.objects.exclude(district="").order_by("district").values_list("district", flat=True).distinct())
