"""People are kept by coordination; everybody keeps what they said about themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.actors.people import make_person
from tests.cast import Cast

from teilhabe.actors.actions.people import AddPerson, ChangePerson, NoteContact, TieAccount, UntieAccount
from teilhabe.actors.models import Person
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError

pytestmark = pytest.mark.django_db


def test_a_new_person_comes_with_ways_to_reach_them_the_first_one_preferred(cast: Cast) -> None:
    person = AddPerson(
        by=cast.user(Role.COORDINATOR),
        values={"given_name": "Oksana", "family_name": "Bojko", "languages": ["uk"]},
        contact_points=[("mobile", "0171 3920013"), ("mail", "oksana@musterstadt.example")],
    ).run()
    points = person.contact_points.order_by("pk").values_list("kind", "key", "is_preferred")
    assert list(points) == [("mobile", "+491713920013", True), ("mail", "oksana@musterstadt.example", False)]


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.ORGANISATION_MEMBER, Role.EDITOR, Role.AUDITOR])
def test_nobody_but_coordination_adds_people(cast: Cast, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        AddPerson(by=cast.user(role), values={"family_name": "Bojko"}).run()


def test_volunteers_change_themselves_but_neither_the_note_about_them_nor_others(cast: Cast) -> None:
    volunteer = cast.user(Role.VOLUNTEER)
    own, other = make_person(user=volunteer, note="mag Tee"), make_person("Omar", "Haddad")
    ChangePerson(by=volunteer, person=own, values={"family_name": "Demir", "note": "frei erfunden"}).run()
    own.refresh_from_db()
    assert (own.family_name, own.note, own.search_key) == ("Demir", "mag Tee", "ayse demir")
    with pytest.raises(PermissionDenied):
        ChangePerson(by=volunteer, person=other, values={"family_name": "Demir"}).run()


def test_a_talk_is_noted_by_the_office_only(cast: Cast) -> None:
    volunteer = cast.user(Role.VOLUNTEER)
    person = make_person(user=volunteer, last_contact_at=timezone.now() - timedelta(days=300))
    with pytest.raises(PermissionDenied):
        NoteContact(by=volunteer, person=person).run()
    NoteContact(by=cast.user(Role.COORDINATOR), person=person).run()
    person.refresh_from_db()
    assert timezone.now() - person.last_contact_at < timedelta(minutes=1)


def test_an_account_belongs_to_one_person_and_can_be_parted_again(cast: Cast) -> None:
    coordinator, volunteer = cast.user(Role.COORDINATOR), cast.user(Role.VOLUNTEER)
    person, other = make_person(), make_person("Omar", "Haddad")
    TieAccount(by=coordinator, person=person, email=volunteer.email.upper()).run()
    with pytest.raises(InputError, match="another person"):
        TieAccount(by=coordinator, person=other, email=volunteer.email).run()
    with pytest.raises(InputError, match="no account"):
        TieAccount(by=coordinator, person=other, email="niemand@probe.example").run()
    UntieAccount(by=coordinator, person=person).run()
    assert not Person.objects.filter(user=volunteer).exists()


def test_nobody_ties_an_account_to_themselves(cast: Cast) -> None:
    volunteer = cast.user(Role.VOLUNTEER)
    person = make_person(user=volunteer)
    with pytest.raises(PermissionDenied):
        UntieAccount(by=volunteer, person=person).run()


def test_what_did_not_change_is_not_logged_as_changed(cast: Cast) -> None:
    person = make_person()
    ChangePerson(by=cast.user(Role.COORDINATOR), person=person, values={"district": "Nordstadt"}).run()
    detail = AuditEntry.objects.get().detail
    assert (detail.before, detail.after, detail.subject) == ({"district": ""}, {"district": "Nordstadt"}, person.pk)
