"""Conversations for the tests of the desk, and a way to answer that notes what it was asked to send."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from teilhabe.outreach.inbox.extensions import REPLY_WAYS, ReplyWay
from teilhabe.outreach.inbox.models import Conversation, Entry, Way
from teilhabe.outreach.inbox.receiving import Incoming, Sender, receive

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
AMAL = Sender("Amal Haddad", "mail", "amal@probe.example")
WAY = "probe"


def ask(text: str = "Wo ist das Amt?", number: int = 1, **more: object) -> Conversation:
    """A conversation that begins with this mail."""
    known = {
        "way": Way.MAIL,
        "external_id": f"<{number}@probe.example>",
        "text": text,
        "sender": AMAL,
        "language": "de",
    }
    told = {**known, "at": MONDAY + timedelta(hours=number), "subject_line": f"Frage {number}", **more}
    entry = receive(Incoming(**told)).entry  # type: ignore[arg-type]  # a table of its fields
    assert entry is not None
    return Conversation.objects.get(pk=entry.conversation_id)


@contextmanager
def answerable(*, longest: int = 0, until: datetime | None = None) -> Iterator[list[Entry]]:
    """While it lasts every conversation can be answered on one more way; what was sent on it."""
    sent: list[Entry] = []

    def provider(conversation: Conversation) -> Iterator[ReplyWay]:
        yield ReplyWay(WAY, "Probe", sent.append, longest=longest, until=until)

    REPLY_WAYS.fill(provider)
    try:
        yield sent
    finally:
        REPLY_WAYS._providers.remove(provider)
