"""The one door into the inbox: whatever came in, whichever way, becomes an entry of a conversation, once.

No Action: nobody known to us acts here. The arrival is its own record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from teilhabe.actors.models import ContactPoint, Person
from teilhabe.actors.reaching import contact_key
from teilhabe.outreach.content.models import Category, InfoItem, Revision
from teilhabe.outreach.inbox.attachments.keeping import keep
from teilhabe.outreach.inbox.deadlines import answer_by
from teilhabe.outreach.inbox.files.checking import Checked
from teilhabe.outreach.inbox.models import Arrival, Conversation, Entry, Way
from teilhabe.outreach.inbox.translating import translate_at_once

State = Conversation.State


@dataclass(frozen=True)
class Sender:
    """Who wrote, as far as the way tells: `kind` is one of `ContactPoint.Kind`, "" for somebody without an address."""

    name: str = ""
    kind: str = ""
    address: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{contact_key(self.kind, self.address)}" if self.kind and self.address else ""


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A message from outside. `answers` are external ids of what it answers, nearest first; `language` may be ""."""

    way: Way
    external_id: str
    text: str
    at: datetime
    sender: Sender = Sender()
    subject_line: str = ""
    language: str = ""
    quoted: str = ""
    answers: tuple[str, ...] = ()
    reply_token: str = ""
    item: InfoItem | None = None
    revision: Revision | None = None
    path: str = ""
    topic: Category | None = None
    district: str = ""
    code_hash: str = ""
    is_spam: bool = False
    is_automatic: bool = False
    """Whether a program wrote it: nothing answers it by itself."""
    is_quiet: bool = False
    """Whether it opens nothing that was done: an out-of-office note."""
    files: tuple[Checked, ...] = ()
    arrival_id: str = ""
    """By what it is known again where `external_id` alone would not do: two mails may share a Message-ID."""
    continues: bool = False
    """Whether the way itself is one thread for each sender, as Messenger is: a new message joins their last one."""

    @property
    def known_by(self) -> str:
        return self.arrival_id or self.external_id


@dataclass(frozen=True)
class Received:
    """The entry, and whether it came just now: a message that was here already has no second effect.

    `entry` is None where an earlier message's time is over and it was deleted.
    """

    entry: Entry | None
    is_new: bool


def receive(incoming: Incoming) -> Received:
    """Note the message in the conversation it belongs to, or in a new one; safe against repetition and races."""
    try:
        with transaction.atomic():
            arrival = Arrival.objects.create(way=incoming.way, external_id=incoming.known_by)
            entry = _noted(incoming, _conversation_of(incoming) or _begun(incoming))
            translate_at_once(entry)
            arrival.entry = entry
            arrival.save(update_fields=["entry"])
    except IntegrityError:
        known = Arrival.objects.filter(way=incoming.way, external_id=incoming.known_by).first()
        if known is None:
            raise
        return Received(known.entry, is_new=False)
    return Received(entry, is_new=True)


def _conversation_of(incoming: Incoming) -> Conversation | None:
    """By the token in the address to which it was written, else by the nearest message it answers."""
    found = Conversation.objects.filter(reply_token=incoming.reply_token).first() if incoming.reply_token else None
    return _kept(found or _answered(incoming) or _last_of_sender(incoming))


def _answered(incoming: Incoming) -> Conversation | None:
    entries = Entry.objects.filter(external_id__in=incoming.answers, way=incoming.way).select_related("conversation")
    by_id = {entry.external_id: entry.conversation for entry in entries}
    return next((by_id[each] for each in incoming.answers if each in by_id), None)


def _last_of_sender(incoming: Incoming) -> Conversation | None:
    if not incoming.continues or not incoming.sender.key:
        return None
    return Conversation.objects.filter(way=incoming.way, sender_key=incoming.sender.key).first()


def _kept(conversation: Conversation | None) -> Conversation | None:
    """Where a conversation was merged into another, the one that stays."""
    while conversation is not None and conversation.merged_into is not None:
        conversation = conversation.merged_into
    return conversation


def _begun(incoming: Incoming) -> Conversation:
    return Conversation.objects.create(
        way=incoming.way,
        state=State.SPAM if incoming.is_spam else State.OPEN,
        subject_line=" ".join(incoming.subject_line.split())[:300],
        language=incoming.language,
        district=incoming.district,
        topic=incoming.topic,
        item=incoming.item,
        revision=incoming.revision,
        path=incoming.path[:300],
        sender_name=incoming.sender.name[:200],
        sender_address=incoming.sender.address[:300],
        sender_key=incoming.sender.key[:320],
        person=_known(incoming.sender),
        code_hash=incoming.code_hash,
        due_at=answer_by(incoming.at),
        created_at=incoming.at,
        last_entry_at=incoming.at,
    )


def _known(sender: Sender) -> Person | None:
    """The person whose contact it is; None where nobody or more than one has it."""
    if not sender.key:
        return None
    points = ContactPoint.objects.filter(
        kind=sender.kind, key=contact_key(sender.kind, sender.address), person__isnull=False
    ).select_related("person")
    people = {point.person_id: point.person for point in points[:2]}
    return next(iter(people.values())) if len(people) == 1 else None


def _noted(incoming: Incoming, conversation: Conversation) -> Entry:
    entry = Entry.objects.create(
        conversation=conversation,
        kind=Entry.Kind.INCOMING,
        way=incoming.way,
        sender_name=incoming.sender.name[:200],
        sender_key=incoming.sender.key[:320],
        text=incoming.text,
        quoted=incoming.quoted,
        language=incoming.language,
        at=incoming.at,
        external_id=incoming.external_id,
        is_automatic=incoming.is_automatic,
    )
    keep(entry, incoming.files)
    conversation.created_at = min(conversation.created_at, incoming.at)
    conversation.last_entry_at = max(conversation.last_entry_at, incoming.at)
    is_settled = conversation.state in (State.WAITING, State.DONE) and not incoming.is_quiet
    if is_settled and incoming.at >= (conversation.closed_at or incoming.at):
        conversation.state, conversation.closed_at, conversation.closing = State.OPEN, None, ""
        conversation.due_at = answer_by(incoming.at)
    conversation.save(update_fields=["created_at", "last_entry_at", "state", "closed_at", "closing", "due_at"])
    return entry
