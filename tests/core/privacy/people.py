"""Somebody about whom something is stored everywhere."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from teilhabe.actors.models import Affiliation, Consent, ConsentText, ContactPoint, Person
from teilhabe.core.users.models import Membership, Organisation, User
from teilhabe.core.users.roles import Role


def make_person(
    given_name: str = "Amira", family_name: str = "Beispiel", years_ago: float = 0, **fields: object
) -> Person:
    """With a mail address, a number and a consent; `years_ago` was the last contact."""
    person = Person.objects.create(
        given_name=given_name,
        family_name=family_name,
        note="spricht gern am Telefon",
        last_contact_at=timezone.now() - timedelta(days=366 * years_ago),
        **fields,
    )
    address = f"{given_name}.{family_name}@probe.example".lower()
    ContactPoint.objects.create(person=person, kind=ContactPoint.Kind.MAIL, value=address, key=address)
    text, _made = ConsentText.objects.get_or_create(
        purpose="rundbrief", version=1, language="de", defaults={"title": "Rundbrief", "text": "Ich möchte Post."}
    )
    Consent.objects.create(person=person, text=text, way=Consent.Way.PAPER)
    return person


def make_volunteer(person: Person) -> User:
    """The account with which this person signs in."""
    user = User.objects.create_user(
        f"{person.given_name}.{person.family_name}@konto.example", "geheim genug 1", name=str(person)
    )
    Membership.objects.create(user=user, role=Role.VOLUNTEER)
    person.user = user
    person.save()
    return user


def join(person: Person, organisation: Organisation) -> Affiliation:
    return Affiliation.objects.create(person=person, organisation=organisation, function="Vorstand")
