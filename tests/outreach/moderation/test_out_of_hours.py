"""Whoever writes while nobody is there is told so once; nobody else is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from teilhabe.outreach.content.models import Fact
from teilhabe.outreach.inbox.extensions import REPLY_WAYS, ReplyWay
from teilhabe.outreach.inbox.models import Conversation, Entry, Snippet, Way
from teilhabe.outreach.moderation.out_of_hours import Absence, absence, reply_to_the_late

pytestmark = pytest.mark.django_db
WEEK = ["mo", "tu", "we", "th", "fr", "sa", "su"]
CLOSED = {"weekly": [], "closed": [], "note": {}}
OPEN = {"weekly": [{"days": WEEK, "from": "00:00", "to": "24:00"}], "closed": [], "note": {}}
Kind = Entry.Kind


@pytest.fixture(autouse=True)
def office(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> list[Entry]:
    """Closed all week, with a text in two languages; what is sent."""
    sent: list[Entry] = []
    monkeypatch.setattr(REPLY_WAYS, "_providers", [_ways(sent)])
    settings.OUT_OF_HOURS_SNIPPET, settings.OUT_OF_HOURS_FACT = "Geschlossen", "buero"
    Snippet.objects.create(name="Geschlossen", texts={"de": "Morgen wieder.", "ar": "غدًا"})
    Fact.objects.create(key="buero", name="Büro", kind="hours", value=CLOSED)
    return sent


def _ways(sent: list[Entry]) -> Callable[[Conversation], list[ReplyWay]]:
    return lambda asked: [ReplyWay(asked.way, "Probe", sent.append)]


def written(language: str = "", way: str = Way.MESSENGER, key: str = "", **more: object) -> Conversation:
    conversation = Conversation.objects.create(way=way, language=language, sender_key=key)
    Entry.objects.create(conversation=conversation, kind=Kind.INCOMING, way=way, text="Hallo?", **more)
    return conversation


def test_whoever_writes_while_nobody_is_there_is_told_so_once_a_day(office: list[Entry]) -> None:
    conversation = written("ar")
    for _time in range(3):
        reply_to_the_late()
    assert [(entry.text, entry.language, entry.is_automatic) for entry in office] == [("غدًا", "ar", True)]
    conversation.refresh_from_db()
    assert (conversation.state, conversation.answered_at) == (Conversation.State.OPEN, None)
    Entry.objects.filter(kind=Kind.ANSWER).update(at=timezone.now() - timedelta(days=2))
    reply_to_the_late()
    assert len(office) == 2


def test_a_language_without_a_text_reads_german(office: list[Entry]) -> None:
    written("tr")
    reply_to_the_late()
    assert [(entry.text, entry.language) for entry in office] == [("Morgen wieder.", "de")]


def test_nobody_else_is_answered_by_a_program(office: list[Entry]) -> None:
    written(way=Way.COMMENT)
    written(way=Way.PHONE)
    written(is_automatic=True)
    written(way=Way.MAIL, is_automatic=True)
    Conversation.objects.filter(pk=written().pk).update(merged_into=written(way=Way.VISIT))
    Conversation.objects.filter(pk=written().pk).update(state=Conversation.State.SPAM)
    Conversation.objects.filter(pk=written().pk).update(last_entry_at=timezone.now() - timedelta(hours=2))
    answered = written()
    Entry.objects.create(conversation=answered, kind=Kind.ANSWER, way=Way.MESSENGER, text="Ja.")
    reply_to_the_late()
    assert office == []


def test_whose_language_nobody_knows_reads_german_and_english(office: list[Entry]) -> None:
    Snippet.objects.update(texts={"de": "Morgen wieder.", "en": "Back tomorrow."})
    written(way=Way.MAIL)
    reply_to_the_late()
    assert [entry.text for entry in office] == ["Morgen wieder.\n\nBack tomorrow."]


def test_one_sender_who_begins_thread_after_thread_gets_one_reply_a_day(office: list[Entry]) -> None:
    for _time in range(5):
        written(way=Way.MAIL, key="mail:program@probe.example")
        reply_to_the_late()
    written(way=Way.MAIL, key="mail:person@probe.example")
    reply_to_the_late()
    assert len(office) == 2


@pytest.mark.parametrize(("language", "text"), [("de", "Morgen wieder."), ("ar", "غدًا"), ("tr", "")])
def test_a_page_tells_in_its_language_that_nobody_is_there(language: str, text: str) -> None:
    Fact.objects.update(value={**CLOSED, "weekly": [{"days": ["mo"], "from": "09:00", "to": "12:00"}]})
    sunday = datetime(2026, 11, 22, 12, tzinfo=UTC)
    told = absence(language, sunday)
    assert told == Absence(text, language, datetime(2026, 11, 23, 8, tzinfo=UTC))
    assert absence(language, datetime(2026, 11, 23, 9, tzinfo=UTC)) is None


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/de/informationen/frage/", "Morgen wieder."),
        ("/ar/information/question/", "غدًا"),
        ("/en/information/question/", "Our office is closed at the moment."),
    ],
)
def test_the_form_for_questions_says_while_the_office_is_closed(address: str, told: str) -> None:
    assert told in Client().get(address).content.decode()
    Fact.objects.update(value=OPEN)
    assert told not in Client().get(address).content.decode()


def test_while_somebody_is_there_or_nothing_is_set_up_nothing_is_said(office: list[Entry], settings: Settings) -> None:
    written()
    Fact.objects.update(value=OPEN)
    reply_to_the_late()
    Fact.objects.update(value=CLOSED)
    settings.OUT_OF_HOURS_SNIPPET = ""
    reply_to_the_late()
    settings.OUT_OF_HOURS_SNIPPET, settings.OUT_OF_HOURS_FACT = "Geschlossen", "gibt-es-nicht"
    reply_to_the_late()
    assert office == []
