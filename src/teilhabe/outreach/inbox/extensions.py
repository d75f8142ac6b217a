"""Slots of the inbox: ways to answer, and what can be made of a conversation; channels and later apps fill them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from teilhabe.core.extensions import NavigationItem, Section, Slot
from teilhabe.core.users.models import User
from teilhabe.outreach.inbox.models import Conversation, Entry


@dataclass(frozen=True)
class ReplyWay:
    """A way on which this conversation can be answered.

    `send` is called in the transaction that stores the answer, whose `delivery` is "waiting": it enqueues a job and
    sends nothing itself. `until` is when the way closes (Messenger: 24 hours after the person last wrote).
    """

    key: str
    label: str
    send: Callable[[Entry], None]
    longest: int = 0
    until: datetime | None = None


@dataclass(frozen=True)
class Bounce:
    """A mail server says that mails of ours did not arrive: `message_ids` are those it may mean, surest first.

    `status` is the enhanced status code (RFC 3463), "" where it gave none; one that is not `is_permanent` may still
    arrive, the server goes on trying.
    """

    message_ids: tuple[str, ...]
    recipient: str
    status: str
    is_permanent: bool
    detail: str = ""


REPLY_WAYS: Slot[[Conversation], ReplyWay] = Slot("ways to answer a conversation")
BECOMES: Slot[[Conversation, User], NavigationItem] = Slot("what can be made of a conversation")
ENTRY_LINKS: Slot[[Entry, User], NavigationItem] = Slot("what can be done with an entry")
CONVERSATION_SECTIONS: Slot[[Conversation, User], Section] = Slot("sections of a conversation's page")
ERRANDS: Slot[[str], str] = Slot("what a mail asks of a program, by its subject line; each answers with what it did")
BOUNCES: Slot[[Bounce], str] = Slot("whose mail did not arrive; each answers with a name of what it noted it at")
