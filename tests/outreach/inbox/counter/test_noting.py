"""What somebody says on the telephone or at the counter is on record once, with all that was typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.office import cast, site

from teilhabe.actors.models import ContactPoint, Person
from teilhabe.core.audit.models import AuditDetail
from teilhabe.core.users.roles import Role
from teilhabe.outreach.inbox.counter.callers import candidates, sender
from teilhabe.outreach.inbox.models import Conversation, Entry

__all__ = ["cast", "site"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

NOTE = "/de/buero/notieren/"
TYPED = {
    "way": "phone",
    "caller": "0631 1234567",
    "text": "Fragt nach Wohngeld\nund Kita",
    "language": "uk",
    "ticket": "a1",
}


def person(name: str = "Haddad", number: str = "+49 631 1234567") -> Person:
    made = Person.objects.create(given_name="Amal", family_name=name)
    ContactPoint.objects.create(person=made, kind="phone", value=number)
    return made


def test_a_call_becomes_a_conversation_with_all_that_was_typed(cast: Cast) -> None:
    colleague, known = cast.user(Role.HEAD_OF_OFFICE), person()
    more = {"call_back": "tomorrow", "assigned_to": str(colleague.pk), "person": str(known.pk)}
    answer = cast.client(Role.COORDINATOR).post(NOTE, {**TYPED, **more})
    assert answer.status_code == 302
    made = Conversation.objects.get()
    assert (made.way, made.language, made.subject_line) == ("phone", "uk", "Fragt nach Wohngeld")
    assert (made.person, made.assigned_to) == (known, colleague)
    assert made.call_back_on == localdate() + timedelta(days=1)
    assert made.sender_key == "phone:+496311234567"
    entry = Entry.objects.get()
    assert (entry.text, entry.author) == (TYPED["text"], cast.user(Role.COORDINATOR))
    page = cast.client(Role.COORDINATOR).get(answer.headers["Location"]).content.decode()
    assert "Notiert:" in page
    assert page.count("autofocus") == 1
    assert "Fragt nach Wohngeld</bdi>" in page


def test_the_same_form_sent_twice_notes_once(cast: Cast) -> None:
    client = cast.client(Role.COORDINATOR)
    for _time in range(3):
        client.post(NOTE, TYPED)
    assert Conversation.objects.count() == 1


def test_who_calls_again_is_recognised_by_the_number_alone(cast: Cast) -> None:
    known = person()
    cast.client(Role.COORDINATOR).post(NOTE, TYPED)
    assert Conversation.objects.get().person == known


def test_looking_for_somebody_loses_nothing_that_was_typed(cast: Cast) -> None:
    person()
    page = cast.client(Role.COORDINATOR).post(NOTE, {**TYPED, "look": "1"}).content.decode()
    assert "Amal Haddad" in page
    assert "Fragt nach Wohngeld" in page
    assert 'value="0631 1234567"' in page
    assert not Conversation.objects.exists()


def test_people_are_found_while_somebody_types(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        person(f"Haddad {number}", f"+49 631 12345{number}0")
    client = cast.client(Role.COORDINATOR)
    with django_assert_max_num_queries(12):
        page = client.get(f"{NOTE}wer/", {"q": "hadd"}).content.decode()
    assert page.count('name="person"') == 6
    assert "Niemand gefunden" in client.get(f"{NOTE}wer/", {"q": "xyz\0"}).content.decode()


@pytest.mark.parametrize("typed", ["", "a", "  ", "0"])
def test_too_little_means_nobody(cast: Cast, typed: str) -> None:
    person()
    assert candidates(cast.user(Role.COORDINATOR), typed) == []


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("0631 12345", "phone", ""), ("+49 (171) 123-4567", "phone", ""), ("a@b.example", "mail", ""),
        ("Frau Haddad", "", "Frau Haddad"), ("Zimmer 12", "", "Zimmer 12"), ("12", "", "12"), ("", "", ""),
    ],
)  # fmt: skip
def test_a_number_an_address_and_a_name_are_told_apart(typed: str, kind: str, name: str) -> None:
    assert (sender(typed).kind, sender(typed).name) == (kind, name)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text": " "}, "worum es geht"),
        ({"call_back": "day"}, "Tag des Rückrufs"),
        ({"call_back": "day", "day": "2020-01-01"}, "schon vorbei"),
        ({"language": "other"}, "wählen Sie die Sprache"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(
    cast: Cast, changed: dict[str, str], told: str
) -> None:
    page = cast.client(Role.COORDINATOR).post(NOTE, {**TYPED, **changed}).content.decode()
    assert told in page
    assert 'value="0631 1234567"' in page
    assert not Conversation.objects.exists()


def test_an_answered_call_waits_for_nobody(cast: Cast) -> None:
    cast.client(Role.COORDINATOR).post(NOTE, {**TYPED, "is_done": "on"})
    assert Conversation.objects.get().state == "done"


def test_the_log_repeats_no_word_of_what_was_said(cast: Cast) -> None:
    cast.client(Role.COORDINATOR).post(NOTE, {**TYPED, "text": "Wassilissa ruft an"})
    logged = " ".join(str(row) for row in AuditDetail.objects.values_list("before", "after"))
    assert "Wassilissa" not in logged
    assert "1234567" not in logged


def test_whoever_may_not_answer_may_not_note(cast: Cast) -> None:
    assert cast.client(Role.VOLUNTEER).get(NOTE).status_code in (403, 404)
