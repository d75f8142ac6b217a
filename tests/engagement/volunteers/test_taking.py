"""Whoever offers their time becomes a volunteer, once, and is known again by name and contact together."""

from __future__ import annotations

from datetime import date

import pytest
from tests.engagement.rows import make_volunteer

from teilhabe.actors.models import Person
from teilhabe.engagement.volunteers.links import token_of, volunteer_by_token
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.engagement.volunteers.taking import person_by_contact, volunteer_of
from teilhabe.errors import InputError

pytestmark = pytest.mark.django_db


def test_a_person_becomes_a_volunteer_once() -> None:
    person = Person.objects.create(family_name="Probe")
    first, again = volunteer_of(person), volunteer_of(person)
    assert first == again
    assert first.state == Volunteer.State.INTERESTED


def test_who_had_stopped_is_welcome_back() -> None:
    ended = make_volunteer(state=Volunteer.State.ENDED, ended_on=date(2026, 1, 1), reason=Volunteer.Reason.MOVED)
    back = volunteer_of(ended.person)
    assert (back.state, back.ended_on, back.reason) == (Volunteer.State.INTERESTED, None, "")


def test_somebody_is_known_again_by_contact_and_a_part_of_the_name() -> None:
    first = person_by_contact("Amal Probe", "mobile", "0171 5550101", "ar")
    assert (first.given_name, first.family_name, first.preferred_language) == ("Amal", "Probe", "ar")
    assert person_by_contact("amal", "mobile", "+49 171 5550101", "de") == first


def test_another_name_at_the_same_telephone_is_another_person() -> None:
    first = person_by_contact("Amal Probe", "mobile", "0171 5550101", "ar")
    assert person_by_contact("Karim Probe", "mobile", "0171 5550101", "ar") != first


def test_a_merged_person_is_known_as_the_one_that_stays() -> None:
    kept = Person.objects.create(given_name="Amal", family_name="Probe")
    merged = person_by_contact("Amal Probe", "mail", "amal@beispiel.invalid", "ar")
    Person.objects.filter(pk=merged.pk).update(merged_into=kept)
    assert person_by_contact("Amal Probe", "mail", "AMAL@beispiel.invalid", "ar") == kept


def test_a_contact_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(InputError):
        person_by_contact("Amal Probe", "mail", "amal", "ar")
    assert not Person.objects.exists()


def test_the_key_of_the_links_stays_and_leads_back_until_it_is_revoked() -> None:
    volunteer = make_volunteer()
    token = token_of(volunteer)
    assert token_of(Volunteer.objects.get()) == token
    assert volunteer_by_token(token) == volunteer
    Volunteer.objects.update(token="")
    assert volunteer_by_token(token) is None
    assert volunteer_by_token("") is None
