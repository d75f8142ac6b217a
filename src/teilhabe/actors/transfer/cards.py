"""A person as a visiting card."""

from __future__ import annotations

from teilhabe.actors.models import Person
from teilhabe.actors.transfer.vcards import Card


def card_of(person: Person) -> Card:
    """What others need to reach the person; the office's notes stay in the office.

    Contact points and affiliations should be prefetched, as `selectors.people_with_cards` does.
    """
    codes = dict.fromkeys(filter(None, (person.preferred_language, *person.languages)))
    organisations = [each.organisation.name for each in person.affiliations.all()]
    return Card(
        person.given_name,
        person.family_name,
        tuple((point.kind, point.value) for point in person.contact_points.all()),
        tuple(codes),
        organisations[0] if organisations else "",
        person.district,
    )
