"""What people are told who write while nobody is there: at the form at once, by mail and on Messenger once a day.

A program answers only what a person wrote to this office: never a list, an out-of-office note or another program
(RFC 3834), and nothing that is public.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from teilhabe.outreach.content.models import Fact
from teilhabe.outreach.facts.hours import is_open, next_opening
from teilhabe.outreach.facts.values import FactKind
from teilhabe.outreach.inbox.extensions import REPLY_WAYS, ReplyWay
from teilhabe.outreach.inbox.models import Conversation, Entry, Snippet, Way
from teilhabe.outreach.languages import language_of

GERMAN, ENGLISH = "de", "en"
ANSWERED_WAYS = (Way.MAIL, Way.MESSENGER)
LATEST = timedelta(hours=1)
"""What came earlier gets none any more: somebody may have come to work since."""
ONCE_IN = timedelta(days=1)


@dataclass(frozen=True)
class Absence:
    """That nobody is there: in the office's own words, "" where it has none in this language; and until when."""

    text: str
    language: str
    opens_at: datetime | None


def absence(language: str, now: datetime) -> Absence | None:
    """What the reader of a page in this language is told; None while somebody is there, or no hours are declared."""
    hours = _hours()
    if hours is None or is_open(hours, now):
        return None
    spoken = language_of(language)
    return Absence(_texts().get(spoken, ""), spoken, next_opening(hours, now))


def reply_to_the_late() -> None:
    """Nothing where the settings name no text or no opening hours, or what they name is not there."""
    texts, hours = _texts(), _hours()
    if not texts or hours is None:
        return
    for conversation, last in _late(hours):
        way = next((each for each in REPLY_WAYS.collect(conversation) if each.key == last.way), None)
        if way is not None:
            _reply(conversation, way, texts)


def _hours() -> dict[str, Any] | None:
    fact = Fact.objects.filter(key=settings.OUT_OF_HOURS_FACT, kind=FactKind.HOURS).first()
    return fact.value if fact else None


def _texts() -> dict[str, str]:
    snippet = Snippet.objects.filter(name=settings.OUT_OF_HOURS_SNIPPET).first()
    return snippet.texts if snippet else {}


def _late(hours: dict[str, Any]) -> Iterator[tuple[Conversation, Entry]]:
    """Where somebody wrote while nobody was there and has read nothing of ours for a day, with what they wrote."""
    for conversation in _written_to_lately():
        last = conversation.entries.filter(kind=Entry.Kind.INCOMING).order_by("at", "pk").last()
        if (
            last is not None
            and last.way in ANSWERED_WAYS
            and not last.is_automatic
            and not is_open(hours, last.at)
            and not _was_answered_lately(conversation)
        ):
            yield conversation, last


def _was_answered_lately(conversation: Conversation) -> bool:
    """Here, or by a program anywhere else: two programs that begin a new thread each time must not talk for ever."""
    answers = Entry.objects.filter(kind=Entry.Kind.ANSWER, at__gte=timezone.now() - ONCE_IN)
    if answers.filter(conversation=conversation).exists():
        return True
    key = conversation.sender_key
    return bool(key) and answers.filter(is_automatic=True, conversation__sender_key=key).exists()


def _written_to_lately() -> QuerySet[Conversation]:
    """Locked, so that two workers do not both answer."""
    return (
        Conversation.objects.select_for_update(of=("self",))
        .filter(state=Conversation.State.OPEN, merged_into=None, last_entry_at__gte=timezone.now() - LATEST)
        .order_by("pk")
    )


def _reply(conversation: Conversation, way: ReplyWay, texts: dict[str, str]) -> None:
    """It counts as no answer: the conversation stays open and due."""
    language = language_of(conversation.language)
    entry = Entry.objects.create(
        conversation=conversation,
        kind=Entry.Kind.ANSWER,
        way=Way(way.key),
        text=_said(language, texts),
        language=language if texts.get(language) else GERMAN,
        is_automatic=True,
        delivery=Entry.Delivery.WAITING,
    )
    way.send(entry)


def _said(language: str, texts: dict[str, str]) -> str:
    """In their language; where we do not know it, in German and in English."""
    if language:
        return texts.get(language) or texts[GERMAN]
    return "\n\n".join(filter(None, (texts[GERMAN], texts.get(ENGLISH))))
