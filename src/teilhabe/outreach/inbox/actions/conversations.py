"""Writes about a conversation: who looks after it, what it is about, whether it is done, what belongs together.

The log says who did what and when; what people wrote stands in the conversation only, and goes with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Person
from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import User
from teilhabe.errors import InputError
from teilhabe.outreach.inbox.models import Conversation, Entry
from teilhabe.outreach.inbox.policies import ANSWERERS

State = Conversation.State
CHANGEABLE = frozenset({"subject_line", "language", "topic", "district", "due_at", "call_back_on", "is_urgent"})
STRANGERS = frozenset({"subject_line", "sender_name", "sender_address", "sender_key", "words"})
SECRET = frozenset({"code_hash", "reply_token"})


@dataclass(frozen=True, kw_only=True)
class OfConversation(Action[Conversation]):
    verb = CHANGE
    unlogged = STRANGERS | SECRET
    conversation: Conversation

    @property
    def target(self) -> Conversation:
        return self.conversation

    def _label_before(self) -> str:
        """Its number: the subject is a stranger's words."""
        return str(_("Gespräch Nr. %(number)s") % {"number": self.conversation.pk})

    def fresh(self) -> Conversation:
        """The conversation as it is now; InputError where its time is over or it is part of another."""
        stored = Conversation.objects.get(pk=self.conversation.pk)
        if stored.emptied_at is not None:
            raise InputError(
                "Die Frist ist vorbei: Das Gespräch ist geleert, und niemand kann es weiterführen.",
                "Its time is over: the conversation was emptied, and nobody can go on with it.",
            )
        if stored.merged_into_id is not None:
            raise InputError(
                "Dieses Gespräch ist mit einem anderen zusammengeführt. Bitte arbeiten Sie dort weiter.",
                "This conversation was merged into another one. Please go on there.",
            )
        return stored


@dataclass(frozen=True, kw_only=True)
class AssignConversation(OfConversation):
    """`assigned_to` looks after it from now on; None: nobody does."""

    sentence = _("hat die Zuständigkeit für „{target}“ geändert")
    assigned_to: User | None

    def perform(self) -> Conversation:
        stored = self.fresh()
        if self.assigned_to is not None and not self.assigned_to.standing.roles & ANSWERERS.keys():
            raise InputError(
                "Diese Person darf keine Gespräche beantworten. Bitte wählen Sie jemand anderen.",
                "This person may not answer conversations. Please choose somebody else.",
            )
        stored.assigned_to = self.assigned_to
        stored.save(update_fields=["assigned_to"])
        return stored


@dataclass(frozen=True, kw_only=True)
class ChangeConversation(OfConversation):
    """`values` by name of field, those of `CHANGEABLE`."""

    sentence = _("hat die Angaben zu „{target}“ geändert")
    values: Mapping[str, Any]

    def perform(self) -> Conversation:
        stored = self.fresh()
        known = {name: value for name, value in self.values.items() if name in CHANGEABLE}
        for name, value in known.items():
            setattr(stored, name, value)
        stored.save(update_fields=[*known])
        return stored


@dataclass(frozen=True, kw_only=True)
class CloseConversation(OfConversation):
    """Without an answer in words; who asked with a code reads why. "": it needs no reason, it was answered."""

    sentence = _("hat „{target}“ erledigt")
    closing: str = ""

    def perform(self) -> Conversation:
        stored = self.fresh()
        stored.state, stored.closing, stored.closed_at = State.DONE, self.closing, timezone.now()
        stored.save(update_fields=["state", "closing", "closed_at"])
        return stored


@dataclass(frozen=True, kw_only=True)
class ReopenConversation(OfConversation):
    """It waits for us again, whether it was done or in the dustbin."""

    sentence = _("hat „{target}“ wieder geöffnet")

    def perform(self) -> Conversation:
        stored = self.fresh()
        stored.state, stored.closing, stored.closed_at = State.OPEN, "", None
        stored.save(update_fields=["state", "closing", "closed_at"])
        return stored


@dataclass(frozen=True, kw_only=True)
class ThrowAway(OfConversation):
    """Into the dustbin, from where it can be taken back until its time is over."""

    sentence = _("hat „{target}“ in den Papierkorb gelegt")

    def perform(self) -> Conversation:
        stored = self.fresh()
        stored.state, stored.closed_at = State.SPAM, timezone.now()
        stored.save(update_fields=["state", "closed_at"])
        return stored


@dataclass(frozen=True, kw_only=True)
class LinkPerson(OfConversation):
    """Says who asked; None: we do not know, or were wrong."""

    sentence = _("hat die Person zu „{target}“ geändert")
    person: Person | None

    def perform(self) -> Conversation:
        stored = self.fresh()
        stored.person = self.person
        stored.save(update_fields=["person"])
        if self.person is not None:
            Person.objects.filter(pk=self.person.pk, last_contact_at__lt=stored.last_entry_at).update(
                last_contact_at=stored.last_entry_at
            )
        return stored


@dataclass(frozen=True, kw_only=True)
class MergeInto(OfConversation):
    """This conversation becomes part of `other` and is shown there; nothing is moved, so it can be parted again."""

    sentence = _("hat „{target}“ mit einem anderen Gespräch zusammengeführt")
    other: Conversation

    def perform(self) -> Conversation:
        stored = self.fresh()
        kept = Conversation.objects.get(pk=self.other.merged_into_id or self.other.pk)
        if kept.pk == stored.pk:
            raise InputError(
                "Ein Gespräch lässt sich nicht mit sich selbst zusammenführen.",
                "A conversation cannot be merged into itself.",
            )
        Conversation.objects.filter(merged_into=stored).update(merged_into=kept)
        stored.merged_into = kept
        stored.save(update_fields=["merged_into"])
        _follow(kept, stored)
        return stored


def _follow(kept: Conversation, merged: Conversation) -> None:
    """What stays is as urgent, as open and as new as both together, and belongs to whom one of them belongs."""
    kept.is_urgent = kept.is_urgent or merged.is_urgent
    kept.last_entry_at = max(kept.last_entry_at, merged.last_entry_at)
    kept.person_id = kept.person_id or merged.person_id
    kept.assigned_to_id = kept.assigned_to_id or merged.assigned_to_id
    kept.due_at = min(filter(None, (kept.due_at, merged.due_at)), default=None)
    if State.OPEN in (kept.state, merged.state) and kept.state != State.OPEN:
        kept.state, kept.closing, kept.closed_at = State.OPEN, "", None
    kept.save()


@dataclass(frozen=True, kw_only=True)
class Part(OfConversation):
    """Undoes a merge: what was merged stands for itself again, with the contributions it had."""

    sentence = _("hat „{target}“ wieder getrennt")

    def perform(self) -> Conversation:
        stored = Conversation.objects.get(pk=self.conversation.pk)
        stored.merged_into = None
        stored.save(update_fields=["merged_into"])
        return stored


@dataclass(frozen=True, kw_only=True)
class SplitOff(OfConversation):
    """The contributions become a conversation of their own; the new one. Merging it back undoes that."""

    sentence = _("hat einen Teil von „{target}“ abgetrennt")
    entries: Sequence[Entry]
    subject_line: str = ""

    def perform(self) -> Conversation:
        stored = self.fresh()
        chosen = list(Entry.objects.filter(conversation=stored, pk__in=[each.pk for each in self.entries]))
        if not chosen or len(chosen) == stored.entries.count():
            raise InputError(
                "Bitte wählen Sie mindestens einen Beitrag aus, und lassen Sie mindestens einen zurück.",
                "Please choose at least one contribution and leave at least one behind.",
            )
        made = _like(stored, self.subject_line or stored.subject_line, chosen)
        Entry.objects.filter(pk__in=[each.pk for each in chosen]).update(conversation=made)
        return made


def _like(stored: Conversation, subject_line: str, entries: Sequence[Entry]) -> Conversation:
    """A conversation with the same sender, under the same code where they wrote it; the answer address stays."""
    is_theirs = any(each.kind == Entry.Kind.INCOMING and each.sender_key == stored.sender_key for each in entries)
    about = ("way", "language", "district", "item", "revision", "path")
    of = ("person", "sender_name", "sender_address", "sender_key", "assigned_to", "due_at")
    return Conversation.objects.create(
        **{name: getattr(stored, name) for name in (*about, *of)},
        subject_line=subject_line[:300],
        code_hash=stored.code_hash if is_theirs else "",
        created_at=min(each.at for each in entries),
        last_entry_at=max(each.at for each in entries),
    )
