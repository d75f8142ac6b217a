"""When somebody is erased, what they asked goes with them: from the tables, the files of the database and its index."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from tests.outreach.inbox.conversations import ask

from teilhabe.actors.models import ContactPoint, Person
from teilhabe.core.audit.action import Operator
from teilhabe.core.privacy.actions import EraseSubject
from teilhabe.core.privacy.erasing import end
from teilhabe.core.privacy.retention import due
from teilhabe.outreach.inbox.models import Conversation, Entry
from teilhabe.outreach.inbox.receiving import Sender
from teilhabe.outreach.inbox.selectors.lists import matching

CANARY = "zwitscherine"


@pytest.fixture
def canary(db: None) -> Person:
    """Somebody who asked, and whom somebody else mentions."""
    person = Person.objects.create(given_name="Zwitscherine", family_name="Trillerstadt")
    ContactPoint.objects.create(person=person, kind="mail", value=f"{CANARY}@probe.example")
    ask(
        "Ich bin Zwitscherine und singe", 1, subject_line="Zwitscherine fragt",
        sender=Sender("Zwitscherine Trillerstadt", "mail", f"{CANARY}@probe.example"),
    )  # fmt: skip
    ask("Meine Nachbarin Zwitscherine Trillerstadt auch", 2)
    ask("Etwas anderes", 3)
    return person


def test_the_erased_are_found_no_more(canary: Person) -> None:
    assert Conversation.objects.filter(pk__in=matching(CANARY)).count() == 2
    EraseSubject(by=Operator("Probe"), row=canary, with_account=False).run()
    assert not Conversation.objects.filter(pk__in=matching(CANARY)).exists()
    assert not Conversation.objects.filter(words__contains=CANARY).exists()
    assert [entry.text for entry in Entry.objects.all()] == ["Etwas anderes"]


def kept() -> bytes:
    """All that SQLite's tables behind the index hold; that of PostgreSQL is made of the columns themselves."""
    if connection.vendor != "sqlite":
        return " ".join((*Conversation.objects.values_list("words", flat=True), *_words_of_entries())).encode()
    parts = []
    with connection.cursor() as cursor:
        for table in ("inbox_entry_words_data", "inbox_conversation_words_data"):
            cursor.execute(f"SELECT block FROM {table}")  # ours
            parts += [bytes(block) for (block,) in cursor.fetchall()]
    return b"".join(parts)


def _words_of_entries() -> list[str]:
    return list(Entry.objects.values_list("words", flat=True))


def test_no_byte_of_them_is_left_in_the_index(canary: Person) -> None:
    piece = CANARY.encode()[2:]  # a word may share its beginning with the one before it
    assert piece in kept()
    EraseSubject(by=Operator("Probe"), row=canary, with_account=False).run()
    assert piece not in kept()
    assert b"frage" in kept()


@pytest.mark.django_db
def test_any_number_of_conversations_is_emptied_when_their_time_is_over() -> None:
    for number in range(1, 4):
        ask("Frage", number, code_hash=f"{number}" * 64)
    Conversation.objects.update(last_entry_at=timezone.now() - timedelta(days=400))
    for each in due(timezone.localdate()):
        end(each.declared, each.rows, timezone.now())
    assert not Entry.objects.exists()
    assert set(Conversation.objects.values_list("subject_line", "sender_key", "code_hash")) == {("", "", "")}
    assert not Conversation.objects.filter(emptied_at=None).exists()
