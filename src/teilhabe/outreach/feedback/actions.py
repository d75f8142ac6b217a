"""Writes of the office about messages: answer, close without an answer, open again, into the dustbin and back.

The log says who answered whom and when; question and answer stand in the message only, and go with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import User
from teilhabe.errors import InputError
from teilhabe.outreach.feedback.models import Feedback

MOST_CHARACTERS = 8000


@dataclass(frozen=True, kw_only=True)
class _OfMessage(Action[Feedback]):
    verb = CHANGE
    unlogged = frozenset({"text", "answer", "answer_original", "code_hash"})
    feedback: Feedback

    @property
    def target(self) -> Feedback:
        return self.feedback

    def fresh(self) -> Feedback:
        """The message as it is now; InputError where its time is over."""
        stored = Feedback.objects.get(pk=self.feedback.pk)
        if stored.emptied_at is not None:
            raise InputError(
                "Die Frist ist vorbei: Den Text gibt es nicht mehr, und niemand kann eine Antwort abholen.",
                "Its time is over: the text is gone, and nobody can read an answer.",
            )
        return stored


@dataclass(frozen=True, kw_only=True)
class AnswerFeedback(_OfMessage):
    """The asker finds it under their code; `seen` is the answer's moment that the writer knew of, None for none."""

    sentence = _("hat „{target}“ beantwortet")
    answer: str
    answer_original: str = ""
    seen: datetime | None = None

    def perform(self) -> Feedback:
        stored = self.fresh()
        if not self.answer.strip() and not self.answer_original.strip():
            raise InputError("Die Antwort fehlt.", "The answer is missing.")
        if stored.answered_at != self.seen:
            raise InputError(
                "Inzwischen hat jemand anders geantwortet. Ihr Text ist noch hier; vergleichen Sie bitte.",
                "Somebody else has answered meanwhile. Your text is still here; please compare.",
            )
        stored.answer, stored.answer_original = self.answer.strip(), self.answer_original.strip()
        stored.answered_by = self.by if isinstance(self.by, User) else None
        stored.answered_at = stored.closed_at = timezone.now()
        stored.closing, stored.is_spam = "", False
        stored.save()
        return stored


@dataclass(frozen=True, kw_only=True)
class CloseFeedback(_OfMessage):
    """Without an answer in words; the asker reads why."""

    sentence = _("hat „{target}“ ohne Antwort erledigt")
    closing: str

    def perform(self) -> Feedback:
        stored = self.fresh()
        stored.closing, stored.closed_at = Feedback.Closing(self.closing), timezone.now()
        stored.answered_at = None
        stored.save(update_fields=["closing", "closed_at", "answered_at"])
        return stored


@dataclass(frozen=True, kw_only=True)
class ReopenFeedback(_OfMessage):
    """It waits again; an answer that was given is a draft and no asker reads it."""

    sentence = _("hat „{target}“ wieder geöffnet")

    def perform(self) -> Feedback:
        stored = self.fresh()
        stored.closing, stored.closed_at, stored.answered_at, stored.is_spam = "", None, None, False
        stored.save(update_fields=["closing", "closed_at", "answered_at", "is_spam"])
        return stored


@dataclass(frozen=True, kw_only=True)
class ThrowAway(_OfMessage):
    """Into the dustbin, from where it can be taken back until its time is over."""

    sentence = _("hat „{target}“ in den Papierkorb gelegt")

    def perform(self) -> Feedback:
        stored = self.fresh()
        stored.is_spam, stored.closed_at = True, timezone.now()
        stored.save(update_fields=["is_spam", "closed_at"])
        return stored
