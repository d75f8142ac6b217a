"""Writes of moderation: secure, hide, show again, delete outside, take out data, pass on.

What was said is copied before anything happens to it. The log says who did it and why; the words stand in the
evidence only, and go with it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import User
from teilhabe.errors import InputError
from teilhabe.outreach.inbox.models import Conversation, Entry
from teilhabe.outreach.moderation.models import Evidence
from teilhabe.outreach.moderation.policies import EVIDENCE
from teilhabe.outreach.moderation.rewriting import rewrite
from teilhabe.outreach.moderation.sealing import digest_of
from teilhabe.outreach.moderation.selectors import hiders_of

Reason = Evidence.Reason
DELETED = _("[gelöscht, weil es gegen die Netiquette verstieß]")
TAKEN_OUT = _("[Angaben entfernt]")
WORDS = frozenset({"text", "quoted", "translation", "sender_name", "sender_key", "address", "note"})


@dataclass(frozen=True, kw_only=True)
class _Secure(Action[Evidence]):
    verb = ADD
    unlogged = WORDS
    entry: Entry
    reason: str
    note: str = ""

    @property
    def target(self) -> type[Evidence]:
        return Evidence

    def secured(self) -> tuple[Entry, Evidence]:
        """The entry as it is now, locked, and its copy."""
        entry = Entry.objects.select_for_update(of=("self",)).select_related("conversation").get(pk=self.entry.pk)
        if entry.kind != Entry.Kind.INCOMING:
            raise InputError(
                "Gesichert und verborgen wird nur, was von außen kam.", "Only what came from outside can be moderated."
            )
        address = next((each.address for each in hiders_of(entry)), entry.conversation.path)[:500]
        name = entry.sender_name or entry.conversation.sender_name
        key = entry.sender_key or entry.conversation.sender_key
        return entry, Evidence.objects.create(
            entry=entry,
            reason=Reason(self.reason),
            text=entry.text,
            sender_name=name,
            sender_key=key,
            address=address,
            said_at=entry.at,
            digest=digest_of(entry.text, entry.at, address, name, key),
            note=self.note.strip(),
            taken_by=self.by if isinstance(self.by, User) else None,
        )


@dataclass(frozen=True, kw_only=True)
class SecureEntry(_Secure):
    """A copy, and nothing else: for threats in a mail, which nobody else can read."""

    sentence = _("hat einen Beweis gesichert: {target}")

    def perform(self) -> Evidence:
        return self.secured()[1]


@dataclass(frozen=True, kw_only=True)
class HideEntry(_Secure):
    """Copied first, then hidden here and where it was said; advertising takes its conversation into the dustbin."""

    sentence = _("hat einen Beitrag verborgen: {target}")

    def perform(self) -> Evidence:
        entry, evidence = self.secured()
        if entry.hidden_at is not None:
            raise InputError("Der Beitrag ist schon verborgen.", "The entry is hidden already.")
        _show(entry, is_hidden=True)
        if self.reason == Reason.SPAM:
            _throw_away_where_nothing_is_left(entry.conversation)
        return evidence


@dataclass(frozen=True, kw_only=True)
class _OfEntry(Action[Entry]):
    verb = CHANGE
    unlogged = WORDS
    entry: Entry

    @property
    def target(self) -> Entry:
        return self.entry

    def is_allowed(self) -> bool:
        """Whoever may answer need not be one who may moderate."""
        return super().is_allowed() and (not isinstance(self.by, User) or EVIDENCE.allows(self.by, ADD))

    def fresh(self) -> Entry:
        return Entry.objects.select_related("conversation").get(pk=self.entry.pk)


@dataclass(frozen=True, kw_only=True)
class ShowEntry(_OfEntry):
    """Here and where it was said; the evidence stays until its time is over."""

    sentence = _("zeigt „{target}“ wieder")

    def perform(self) -> Entry:
        entry = self.fresh()
        if entry.hidden_at is not None:
            _show(entry, is_hidden=False)
        return entry


@dataclass(frozen=True, kw_only=True)
class DeleteOutside(_OfEntry):
    """For good, and only what is secured; the words go here too."""

    sentence = _("hat „{target}“ draußen gelöscht")

    def perform(self) -> Entry:
        entry = self.fresh()
        hiders = hiders_of(entry)
        if not hiders:
            raise InputError("Dieser Beitrag lässt sich draußen nicht löschen.", "It cannot be deleted outside.")
        if not entry.evidence.exists():
            raise InputError("Bitte sichern Sie zuerst den Beweis.", "Please secure the evidence first.")
        for hider in hiders:
            hider.delete(entry)
        rewrite(entry, _said(DELETED))
        entry.hidden_at = entry.hidden_at or timezone.now()
        entry.save(update_fields=["hidden_at"])
        return entry


@dataclass(frozen=True, kw_only=True)
class TakeOutData(_OfEntry):
    """What concerns minors or third people goes from the words, with a mark; outside the entry is hidden."""

    sentence = _("hat Angaben aus „{target}“ entfernt")
    text: str

    def perform(self) -> Entry:
        entry = self.fresh()
        if self.text.strip() == entry.text.strip():
            raise InputError(
                "Es ist noch nichts entfernt: Der Text ist unverändert.", "Nothing is taken out: the text is the same."
            )
        mark = _said(TAKEN_OUT)
        kept = self.text.replace(mark, "").strip()
        rewrite(entry, f"{kept}\n{mark}".strip())
        if entry.hidden_at is None and hiders_of(entry):
            _show(entry, is_hidden=True)
        return entry


@dataclass(frozen=True, kw_only=True)
class PassOn(Action[Evidence]):
    """To whom it went; what was secured stays as it is."""

    verb = CHANGE
    sentence = _("hat einen Beweis weitergegeben: {target}")
    unlogged = WORDS
    evidence: Evidence
    path: str
    note: str = ""

    @property
    def target(self) -> Evidence:
        return self.evidence

    def perform(self) -> Evidence:
        stored = Evidence.objects.get(pk=self.evidence.pk)
        stored.escalated_to, stored.note = Evidence.Path(self.path), self.note.strip()
        stored.escalated_at = timezone.now() if self.path else None
        stored.save(update_fields=["escalated_to", "escalated_at", "note"])
        return stored


def _show(entry: Entry, *, is_hidden: bool) -> None:
    """Here, and asked for where it was said."""
    entry.hidden_at = timezone.now() if is_hidden else None
    entry.save(update_fields=["hidden_at"])
    for hider in hiders_of(entry):
        hider.tell(entry)


def _throw_away_where_nothing_is_left(conversation: Conversation) -> None:
    if not conversation.entries.filter(kind=Entry.Kind.INCOMING, hidden_at=None).exists():
        conversation.state = Conversation.State.SPAM
        conversation.save(update_fields=["state"])


def _said(text: object) -> str:
    """What is stored for the office is in its language."""
    with override("de"):
        return str(text)
