"""Writes about what stands in a conversation: an answer, a note, a translation, what became of an answer."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Person
from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import User
from teilhabe.errors import InputError
from teilhabe.outreach.inbox.actions.conversations import OfConversation
from teilhabe.outreach.inbox.extensions import ReplyWay
from teilhabe.outreach.inbox.models import Conversation, Entry, Way
from teilhabe.outreach.inbox.selectors.pages import entries_of, last_said, reply_ways

State, Delivery, Kind = Conversation.State, Entry.Delivery, Entry.Kind
MOST_CHARACTERS = 8000
GERMAN = "de"
STRANGERS = frozenset({"text", "quoted", "translation", "words", "external_id"})


@dataclass(frozen=True, kw_only=True)
class AnswerConversation(OfConversation):
    """The answer, on its way to the person; `seen` is the newest contribution that the writer had read.

    `text` is what the person reads, in `language`; `original` is the German beside it. With German alone the person
    reads that, as German.
    """

    sentence = _("hat auf „{target}“ geantwortet")
    way: str
    text: str = ""
    language: str = ""
    original: str = ""
    seen: str | None = None
    is_done: bool = True

    def perform(self) -> Conversation:
        stored = self.fresh()
        said, original = self.text.strip(), self.original.strip()
        way = self._way(stored, said or original)
        if self.seen is not None:
            _refuse_if_outdated(stored, self.seen)
        entry = Entry.objects.create(
            conversation=stored,
            kind=Kind.ANSWER,
            way=Way(way.key) if way.key in Way.values else stored.way,
            text=said or original,
            language=(self.language or stored.language) if said else GERMAN,
            translation=original if said else "",
            translation_language=GERMAN if said and original else "",
            author=_author(self.by),
            delivery=Delivery.WAITING,
        )
        _answered(stored, entry, is_done=self.is_done)
        way.send(entry)
        return stored

    def _way(self, stored: Conversation, said: str) -> ReplyWay:
        if not said:
            raise InputError("Die Antwort fehlt.", "The answer is missing.")
        way = next((each for each in reply_ways(stored) if each.key == self.way), None)
        if way is None:
            raise InputError(
                "Auf diesem Weg kann man jetzt nicht mehr antworten. Bitte wählen Sie einen anderen.",
                "It is no longer possible to answer on this way. Please choose another one.",
            )
        longest = way.longest or MOST_CHARACTERS
        if len(said) > longest:
            raise InputError(
                f"Die Antwort ist {len(said) - longest} Zeichen zu lang. Auf diesem Weg gehen {longest} Zeichen.",
                f"The answer is {len(said) - longest} characters too long. This way takes {longest} characters.",
            )
        return way


def _refuse_if_outdated(stored: Conversation, seen: str) -> None:
    entries = [entry for entry in entries_of(stored) if entry.kind != Kind.NOTE]
    if last_said(entries) == seen:
        return
    if max(entries, key=lambda entry: entry.pk).kind == Kind.ANSWER:
        raise InputError(
            "Inzwischen hat jemand anders geantwortet. Ihr Text ist noch hier; vergleichen Sie bitte.",
            "Somebody else has answered meanwhile. Your text is still here; please compare.",
        )
    raise InputError(
        "Inzwischen hat die Person noch einmal geschrieben. Ihr Text ist noch hier; lesen Sie bitte erst nach.",
        "Meanwhile the person has written again. Your text is still here; please read that first.",
    )


def _answered(stored: Conversation, entry: Entry, *, is_done: bool) -> None:
    stored.answered_at = stored.answered_at or entry.at
    stored.last_entry_at = max(stored.last_entry_at, entry.at)
    stored.state = State.DONE if is_done else State.WAITING
    stored.closing, stored.closed_at = "", entry.at if is_done else None
    stored.assigned_to_id = stored.assigned_to_id or entry.author_id
    stored.save(
        update_fields=["answered_at", "last_entry_at", "state", "closing", "closed_at", "assigned_to"]
    )  # fmt: skip
    if stored.person_id:
        Person.objects.filter(pk=stored.person_id, last_contact_at__lt=entry.at).update(last_contact_at=entry.at)


@dataclass(frozen=True, kw_only=True)
class AddNote(OfConversation):
    """Only the office reads it."""

    sentence = _("hat zu „{target}“ eine Notiz geschrieben")
    text: str

    def perform(self) -> Conversation:
        stored, text = self.fresh(), self.text.strip()
        if not text:
            raise InputError("Die Notiz ist leer.", "The note is empty.")
        Entry.objects.create(
            conversation=stored, kind=Kind.NOTE, way=stored.way, text=text, language=GERMAN, author=_author(self.by)
        )
        return stored


@dataclass(frozen=True, kw_only=True)
class OfEntry(Action[Entry]):
    verb = CHANGE
    unlogged = STRANGERS
    entry: Entry

    @property
    def target(self) -> Entry:
        return self.entry


@dataclass(frozen=True, kw_only=True)
class TranslateEntry(OfEntry):
    """Puts a translation beside the text, or takes it away; the text itself stays as it came."""

    sentence = _("hat „{target}“ übersetzt")
    text: str
    language: str = GERMAN

    def perform(self) -> Entry:
        stored, text = Entry.objects.get(pk=self.entry.pk), self.text.strip()
        stored.translation, stored.translation_language = text, self.language if text else ""
        stored.translated_by = _author(self.by) if text else None
        stored.is_machine_translation = False
        stored.save(
            update_fields=["translation", "translation_language", "translated_by", "is_machine_translation"]
        )  # fmt: skip
        return stored


@dataclass(frozen=True, kw_only=True)
class SendAgain(OfEntry):
    """An answer that did not arrive goes on its way once more."""

    sentence = _("hat „{target}“ noch einmal versandt")

    def perform(self) -> Entry:
        stored = _unsettled(self.entry)
        way = next((each for each in reply_ways(stored.conversation) if each.key == stored.way), None)
        if way is None:
            raise InputError(
                "Auf diesem Weg kann man jetzt nicht mehr antworten. Bitte schreiben Sie eine neue Antwort.",
                "It is no longer possible to answer on this way. Please write a new answer.",
            )
        stored.delivery, stored.delivery_error = Delivery.WAITING, ""
        stored.save(update_fields=["delivery", "delivery_error"])
        way.send(stored)
        return stored


@dataclass(frozen=True, kw_only=True)
class NoteArrival(OfEntry):
    """Somebody has looked: the answer did arrive."""

    sentence = _("hat festgestellt, dass „{target}“ angekommen ist")

    def perform(self) -> Entry:
        stored = _unsettled(self.entry)
        stored.delivery, stored.delivery_error, stored.delivered_at = Delivery.SENT, "", timezone.now()
        stored.save(update_fields=["delivery", "delivery_error", "delivered_at"])
        return stored


def _unsettled(entry: Entry) -> Entry:
    stored = Entry.objects.select_related("conversation").get(pk=entry.pk)
    if stored.kind != Kind.ANSWER or stored.delivery not in (Delivery.FAILED, Delivery.UNDECIDED):
        raise InputError(
            "Diese Antwort ist unterwegs oder schon angekommen.", "This answer is on its way or has arrived."
        )
    return stored


def _author(by: object) -> User | None:
    return by if isinstance(by, User) else None
