"""Writes about what was said: a note becomes a conversation like any other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Person
from teilhabe.core.access.policy import ADD
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import User
from teilhabe.outreach.content.models import Category
from teilhabe.outreach.inbox.actions.conversations import SECRET, STRANGERS
from teilhabe.outreach.inbox.models import Conversation, Way
from teilhabe.outreach.inbox.receiving import Incoming, Sender, receive


@dataclass(frozen=True, kw_only=True)
class TakeNote(Action[Conversation]):
    """What somebody said; `ticket` is the number of the form: sent twice, it is noted once."""

    verb = ADD
    sentence = _("hat notiert, was jemand gesagt hat („{target}“)")
    unlogged = STRANGERS | SECRET
    ticket: str
    way: str
    text: str
    sender: Sender
    person: Person | None = None
    language: str = ""
    topic: Category | None = None
    call_back_on: date | None = None
    assigned_to: User | None = None
    is_done: bool = False

    @property
    def target(self) -> type[Conversation]:
        return Conversation

    def perform(self) -> Conversation:
        received = receive(
            Incoming(
                way=Way(self.way),
                external_id=f"note {self.ticket}",
                text=self.text,
                at=timezone.now(),
                sender=self.sender,
                subject_line=self.text.strip().splitlines()[0][:100],
                language=self.language,
                topic=self.topic,
            )
        )
        assert received.entry is not None  # just now, or a moment ago
        conversation = received.entry.conversation
        if received.is_new:
            self._sort(conversation)
            received.entry.author = self.by if isinstance(self.by, User) else None
            received.entry.save(update_fields=["author"])
        return conversation

    def _sort(self, conversation: Conversation) -> None:
        conversation.person = self.person or conversation.person
        conversation.call_back_on, conversation.assigned_to = self.call_back_on, self.assigned_to
        if self.is_done:
            conversation.state, conversation.closed_at = Conversation.State.DONE, timezone.now()
            conversation.answered_at = conversation.closed_at
        conversation.save(
            update_fields=["person", "call_back_on", "assigned_to", "state", "closed_at", "answered_at"]
        )  # fmt: skip
