"""Writes about dispatches: compose, change, plan, take back the plan, decide, recall, correct, let stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE, DELETE
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import User
from teilhabe.errors import InputError
from teilhabe.outreach.channels.channel import Channel, Draft
from teilhabe.outreach.channels.drafting import draft_of, source_of, variant_of
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.registry import CHANNELS
from teilhabe.outreach.channels.sending import note_corrected, order, order_recall
from teilhabe.outreach.channels.truth import now_wrong
from teilhabe.outreach.channels.website import newest
from teilhabe.outreach.content.models import InfoItem, Revision

State = Dispatch.State
OPEN = (State.DRAFT, State.FAILED)
"""What nobody has read yet: it may still be changed, sent or thrown away."""


def complaints(channel: Channel, draft: Draft, planned_at: datetime | None) -> list[InputError]:
    """Everything that stands against sending it so: in the channel's own words, else in ours."""
    said = list(channel.complaints(draft, planned_at))
    return [*_about_facts(draft), *(said or _by_its_limits(channel, draft, planned_at))]


def _about_facts(draft: Draft) -> list[InputError]:
    if not now_wrong([Dispatch(language=draft.language, facts=draft.facts)]):
        return []
    return [
        InputError(
            "Eine Angabe in diesem Text hat sich inzwischen geändert. Vergleichen Sie mit der Information.",
            "A fact in this text has changed meanwhile. Compare it with the item.",
        )
    ]


def _by_its_limits(channel: Channel, draft: Draft, planned_at: datetime | None) -> list[InputError]:
    found = [*_about_the_text(channel, draft), *_about_the_moment(channel, planned_at)]
    if channel.limits.has_picture and draft.picture is not None and not draft.picture_text.strip():
        found.append(InputError("Beschreiben Sie das Bild für alle, die es nicht sehen.", "Describe the picture."))
    return found


def _about_the_text(channel: Channel, draft: Draft) -> list[InputError]:
    limits, found = channel.limits, []
    if not draft.text.strip() and limits.is_own_text:
        found.append(InputError("Der Text fehlt.", "The text is missing."))
    if limits.longest_text and len(draft.text) > limits.longest_text:
        found.append(_too_long("Der Text", "The text", len(draft.text), limits.longest_text))
    if limits.longest_title and len(draft.title) > limits.longest_title:
        found.append(_too_long("Der Titel", "The title", len(draft.title), limits.longest_title))
    return found


def _too_long(de: str, en: str, length: int, longest: int) -> InputError:
    return InputError(
        f"{de} hat {length} Zeichen, {longest} sind möglich. Kürzen Sie um {length - longest}.",
        f"{en} has {length} characters, {longest} are possible. Shorten it by {length - longest}.",
    )


def _about_the_moment(channel: Channel, planned_at: datetime | None) -> list[InputError]:
    if planned_at is None:
        return []
    ahead, limits = planned_at - timezone.now(), channel.limits
    if ahead.total_seconds() <= 0:
        return [InputError("Dieser Zeitpunkt ist schon vorbei.", "This moment has passed already.")]
    if ahead < limits.earliest:
        minutes = int(limits.earliest.total_seconds() // 60)
        return [InputError(f"Frühestens in {minutes} Minuten.", f"In {minutes} minutes at the earliest.")]
    if limits.latest is not None and ahead > limits.latest:
        return [InputError(f"Höchstens {limits.latest.days} Tage voraus.", f"At most {limits.latest.days} days ahead.")]
    return []


@dataclass(frozen=True, kw_only=True)
class ComposeDispatch(Action[Dispatch]):
    """Said on one channel in one language; `is_draft` keeps it for later, where nothing has to be right yet."""

    verb = ADD
    sentence = _("hat „{target}“ auf einem Kanal ausgesandt")
    channel: str
    item: InfoItem | None
    draft: Draft
    planned_at: datetime | None = None
    is_draft: bool = False
    corrects: Dispatch | None = None

    @property
    def target(self) -> type[Dispatch]:
        return Dispatch

    def perform(self) -> Dispatch:
        if not self.is_draft:
            _refuse(CHANNELS[self.channel], self.draft, self.planned_at)
        dispatch = Dispatch.objects.create(
            channel=self.channel,
            state=State.DRAFT if self.is_draft else State.PLANNED,
            item=self.item,
            revision=_revision(self.channel, self.item, self.draft.language),
            corrects=self.corrects,
            planned_at=self.planned_at,
            made_by=self.by if isinstance(self.by, User) else None,
            **_values(self.draft),
        )
        if not self.is_draft:
            order(dispatch)
        return dispatch


@dataclass(frozen=True, kw_only=True)
class _OfDispatch(Action[Dispatch]):
    verb = CHANGE
    dispatch: Dispatch

    @property
    def target(self) -> Dispatch:
        return self.dispatch

    def fresh(self, *states: State) -> Dispatch:
        """As it is now; InputError where it has gone on meanwhile."""
        stored = Dispatch.objects.select_for_update(of=("self",)).get(pk=self.dispatch.pk)
        if stored.state not in states:
            raise InputError(
                f"Das geht nicht mehr: Die Aussendung ist inzwischen „{State(stored.state).label}“.",
                "This is no longer possible: the dispatch has gone on meanwhile.",
            )
        return stored


@dataclass(frozen=True, kw_only=True)
class ChangeDispatch(_OfDispatch):
    """A draft, or what could not be sent, says something else."""

    sentence = _("hat die Aussendung „{target}“ geändert")
    draft: Draft
    planned_at: datetime | None = None

    def perform(self) -> Dispatch:
        stored = self.fresh(*OPEN)
        for name, value in _values(self.draft).items():
            setattr(stored, name, value)
        stored.planned_at, stored.revision = self.planned_at, _revision(stored.channel, stored.item, stored.language)
        stored.save()
        return stored


@dataclass(frozen=True, kw_only=True)
class SendDispatch(_OfDispatch):
    """A draft goes out at its time; what was refused, or what nobody could tell, is sent once more."""

    sentence = _("hat die Aussendung „{target}“ abgesandt")

    def perform(self) -> Dispatch:
        stored = self.fresh(*OPEN, State.UNDECIDED)
        if stored.planned_at is not None and stored.planned_at <= timezone.now():
            stored.planned_at = None
        _refuse(CHANNELS[stored.channel], draft_of(stored), stored.planned_at)
        stored.state, stored.error, stored.attempted_at, stored.attempts = State.PLANNED, "", None, 0
        stored.tries += 1
        stored.save()
        order(stored)
        return stored


@dataclass(frozen=True, kw_only=True)
class CancelPlan(_OfDispatch):
    """What has not begun to go out is a draft again."""

    sentence = _("hat den Plan für „{target}“ zurückgenommen")

    def perform(self) -> Dispatch:
        stored = self.fresh(State.PLANNED)
        stored.state, stored.tries = State.DRAFT, stored.tries + 1
        stored.save(update_fields=["state", "tries"])
        return stored


@dataclass(frozen=True, kw_only=True)
class ConfirmSent(_OfDispatch):
    """Somebody has looked: it is out."""

    sentence = _("hat festgestellt, dass „{target}“ draußen ist")

    def perform(self) -> Dispatch:
        stored = self.fresh(State.UNDECIDED)
        stored.state, stored.error, stored.sent_at = State.SENT, "", stored.attempted_at
        stored.tries += 1
        stored.save()
        if stored.corrects is not None:
            note_corrected(stored.corrects)
        return stored


@dataclass(frozen=True, kw_only=True)
class RecallDispatch(_OfDispatch):
    sentence = _("hat die Aussendung „{target}“ zurückgezogen")

    def perform(self) -> Dispatch:
        stored = self.fresh(State.SENT)
        if not CHANNELS[stored.channel].can_recall:
            raise InputError("Dieser Kanal nimmt nichts zurück.", "This channel takes nothing back.")
        stored.state, stored.error, stored.tries = State.RECALLING, "", stored.tries + 1
        stored.save(update_fields=["state", "error", "tries"])
        order_recall(stored)
        return stored


@dataclass(frozen=True, kw_only=True)
class CorrectDispatch(_OfDispatch):
    """In its place where the channel can, else a new one that says what has changed. What waits is changed itself."""

    sentence = _("hat die Aussendung „{target}“ berichtigt")
    draft: Draft

    def perform(self) -> Dispatch:
        stored = self.fresh(State.SENT, State.PLANNED)
        if stored.state == State.PLANNED:
            _refuse(CHANNELS[stored.channel], self.draft, stored.planned_at)
            for name, value in _values(self.draft).items():
                setattr(stored, name, value)
            stored.save()
            return stored
        under_way = stored.corrections.exclude(state__in=(State.RECALLED, State.CORRECTED, *OPEN))
        if under_way.exists():
            raise InputError("Eine Berichtigung ist schon unterwegs.", "A correction is under way already.")
        return ComposeDispatch(
            by=self.by, channel=stored.channel, item=stored.item, draft=self.draft, corrects=stored
        ).run()


@dataclass(frozen=True, kw_only=True)
class LetStand(_OfDispatch):
    """What has changed since needs no correction here; a later change does again."""

    sentence = _("lässt die Aussendung „{target}“ so stehen")

    def perform(self) -> Dispatch:
        stored = self.fresh(State.SENT)
        changes = [change for wrong in now_wrong([stored]) for change in wrong.changes]
        stored.let_stand = {**stored.let_stand, **{change.key: change.now for change in changes}}
        stored.save(update_fields=["let_stand"])
        return stored


@dataclass(frozen=True, kw_only=True)
class RemoveDraft(Action[None]):
    verb = DELETE
    sentence = _("hat den Entwurf „{target}“ verworfen")
    dispatch: Dispatch

    @property
    def target(self) -> Dispatch:
        return self.dispatch

    def perform(self) -> None:
        stored = Dispatch.objects.select_for_update(of=("self",)).get(pk=self.dispatch.pk)
        if stored.state not in OPEN:
            raise InputError("Nur was nicht gesendet ist, lässt sich verwerfen.", "Only what is not sent can go.")
        stored.delete()


def _refuse(channel: Channel, draft: Draft, planned_at: datetime | None) -> None:
    found = complaints(channel, draft, planned_at)
    if found:
        raise found[0]


def _values(draft: Draft) -> Mapping[str, Any]:
    return {
        "language": draft.language,
        "title": draft.title[:300],
        "text": draft.text,
        "link": draft.link,
        "picture": draft.picture,
        "picture_text": draft.picture_text,
        "facts": draft.facts,
        "audience": draft.audience,
    }


def _revision(channel: str, item: InfoItem | None, language: str) -> Revision | None:
    """The state of the text that it says: what readers see, on the website what they will see."""
    if item is None:
        return None
    try:
        if CHANNELS[channel].limits.is_own_text:
            return source_of(item, language).edition.revision
        variant = variant_of(item, language)
        return newest(variant) if variant is not None else None
    except InputError:
        return None
