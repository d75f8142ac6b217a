"""Whoever offers their time becomes a volunteer, once. No permission is asked: for use inside actions."""

from __future__ import annotations

from teilhabe.actors.folding import fold
from teilhabe.actors.models import ContactPoint, Person
from teilhabe.actors.reaching import contact_key, written
from teilhabe.engagement.volunteers.models import Volunteer


def volunteer_of(person: Person) -> Volunteer:
    """The volunteer that this person is; made where they are none yet, and welcome back where they had stopped."""
    volunteer, _is_new = Volunteer.objects.get_or_create(person=person)
    if volunteer.state == Volunteer.State.ENDED:
        volunteer.state, volunteer.ended_on, volunteer.reason = Volunteer.State.INTERESTED, None, ""
        volunteer.save(update_fields=["state", "ended_on", "reason"])
    return volunteer


def person_by_contact(name: str, kind: str, value: str, language: str) -> Person:
    """The person who can be reached there and may bear this name, or a new one; InputError where nobody could be.

    Families share telephones: another name at a known number is another person, whom the search for doubles finds
    if it was the same after all.
    """
    tidy = written(kind, value)
    found = known_person(name, kind, tidy)
    if found is not None:
        return found
    given, _space, family = name.strip().rpartition(" ")
    person = Person.objects.create(given_name=given, family_name=family or tidy, preferred_language=language)
    ContactPoint.objects.create(person=person, kind=kind, value=tidy, is_preferred=True)
    return person


def known_person(name: str, kind: str, value: str) -> Person | None:
    """The one person with this contact and, where one is given, a name that may be the same."""
    points = ContactPoint.objects.filter(kind=kind, key=contact_key(kind, value), person__erased_at=None)
    reached = {_kept(point.person).pk: _kept(point.person) for point in points.select_related("person") if point.person}
    alike = [person for person in reached.values() if _may_be(name, str(person))]
    return alike[0] if len(alike) == 1 else None


def _kept(person: Person) -> Person:
    while person.merged_into is not None:
        person = person.merged_into
    return person


def _may_be(name: str, other: str) -> bool:
    """Whether one of the two is a part of the other: "Amal" may be "Amal Probe"."""
    mine, theirs = set(fold(name).split()), set(fold(other).split())
    return mine <= theirs or theirs <= mine
