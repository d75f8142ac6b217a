"""People as these tests need them."""

from __future__ import annotations

from typing import Any

from teilhabe.actors.models import Affiliation, ContactPoint, Person
from teilhabe.core.users.models import Organisation, User


def make_person(
    given_name: str = "Ayşe",
    family_name: str = "Yılmaz",
    *,
    user: User | None = None,
    organisation: Organisation | None = None,
    **fields: Any,
) -> Person:
    """A person with a mobile number and a mail address, in the organisation where one is given."""
    person = Person.objects.create(given_name=given_name, family_name=family_name, user=user, **fields)
    ContactPoint.objects.create(person=person, kind="mobile", value="0171 3920012", is_preferred=True)
    ContactPoint.objects.create(person=person, kind="mail", value="ayse@musterstadt.example")
    if organisation:
        Affiliation.objects.create(person=person, organisation=organisation, function="Vorsitz")
    return person
