"""From a draft to readers: ask for review, approve or return, publish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action, Operator
from teilhabe.core.audit.values import Values
from teilhabe.errors import InputError
from teilhabe.outreach.body.inline import facts_in
from teilhabe.outreach.content.actions.writing import account
from teilhabe.outreach.content.editions import alone_with, let_out, refresh
from teilhabe.outreach.content.models import Edition, Fact, InfoItem, Revision, Variant
from teilhabe.outreach.content.policies import PUBLISH, REVIEW
from teilhabe.outreach.content.selectors.reviews import is_author


@dataclass(frozen=True, kw_only=True)
class _OfRevision(Action[Revision]):
    revision: Revision

    @property
    def target(self) -> Revision:
        return self.revision

    def after(self, row: object) -> Values:
        return {"state": self.revision.state, "note": self.revision.note}


@dataclass(frozen=True, kw_only=True)
class AskForReview(_OfRevision):
    verb = CHANGE
    sentence = _("hat „{target}“ zur Prüfung vorgelegt")
    note: str = ""

    def perform(self) -> Revision:
        _refuse_unless_newest(self.revision)
        self.revision.state, self.revision.note = Revision.State.IN_REVIEW, self.note
        self.revision.asked_at = timezone.now()
        self.revision.save(update_fields=["state", "note", "asked_at"])
        return self.revision


@dataclass(frozen=True, kw_only=True)
class Decide(_OfRevision):
    """A second person approves, or returns it with a note: nobody who wrote since a second person last approved."""

    verb = REVIEW
    sentence = _("hat über „{target}“ entschieden")
    is_approved: bool
    note: str = ""

    def perform(self) -> Revision:
        _refuse_unless_newest(self.revision)
        if _state_now(self.revision) != Revision.State.IN_REVIEW:
            raise InputError("Darüber ist schon entschieden.", "This has been decided already.")
        if is_author(self.revision, account(self.by)):
            raise InputError(
                "Prüfen muss eine zweite Person, die an diesem Stand nichts geschrieben hat.",
                "A second person must review it, who has written nothing of this state.",
            )
        if not self.is_approved and not self.note.strip():
            raise InputError("Schreiben Sie dazu, was zu ändern ist.", "Say what is to be changed.")
        self.revision.state = Revision.State.APPROVED if self.is_approved else Revision.State.RETURNED
        self.revision.note, self.revision.decided_by = self.note, account(self.by)
        self.revision.decided_at = timezone.now()
        self.revision.save(update_fields=["state", "note", "decided_by", "decided_at"])
        return self.revision


@dataclass(frozen=True, kw_only=True)
class Publish(Action[Edition]):
    """The newest revision of a variant goes out, now or when its item appears.

    An original needs the approval of a second person. A translation of something risky shows only what a second
    person has reviewed, and needs at least its title so; see `editions`.
    """

    verb = PUBLISH
    sentence = _("hat „{target}“ veröffentlicht")
    variant: Variant

    @property
    def target(self) -> Variant:
        return self.variant

    def perform(self) -> Edition:
        item = alone_with(self.variant.item_id)
        revision = self.variant.revisions.order_by("-number").first()
        if revision is None:
            raise InputError("Diese Fassung hat noch keinen Text.", "This variant has no text yet.")
        refuse_unready(self.variant, revision, is_operator=isinstance(self.by, Operator))
        edition = let_out(self.variant, revision)
        if item.withdrawn_at is not None:
            InfoItem.objects.filter(pk=item.pk).update(withdrawn_at=None)
            item.withdrawn_at = None
        InfoItem.objects.filter(pk=item.pk).update(changed_at=timezone.now())
        refresh(item)
        edition.refresh_from_db()
        return edition

    def after(self, row: object) -> Values:
        return {"revision": Revision.objects.filter(variant=self.variant).count()}


def refuse_unready(
    variant: Variant, revision: Revision, *, is_operator: bool = False, moment: datetime | None = None
) -> None:
    """InputError with what is missing before this revision may go out, at `moment` or now."""
    if variant.is_original and revision.state != Revision.State.APPROVED and not is_operator:
        raise InputError("Diese Fassung ist noch nicht freigegeben.", "This variant has not been approved yet.")
    if not variant.is_original and not is_operator and not _is_source_out(variant, moment):
        raise InputError(
            "Die Vorlage ist noch nicht veröffentlicht. Erst muss sie hinaus, die eine zweite Person gelesen hat.",
            "The source is not published yet. It goes out first, read by a second person.",
        )
    if not any(each["kind"] == "title" for each in revision.content):
        raise InputError("Der Titel ist noch nicht übersetzt.", "The title has not been translated yet.")
    if not variant.is_original and variant.item.needs_review and not _has_reviewed_title(revision):
        raise InputError(
            "Recht, Gesundheit und Fristen: noch hat niemand die Übersetzung des Titels geprüft.",
            "Law, health and deadlines: nobody has reviewed the translation of the title yet.",
        )
    named = {key for each in revision.content for key in facts_in(str(each["text"]))}
    unknown = sorted(named - set(Fact.objects.filter(key__in=named).values_list("key", flat=True)))
    if unknown:
        raise InputError(
            f"Diese Angaben gibt es nicht: {', '.join(unknown)}.", f"There are no such facts: {', '.join(unknown)}."
        )


def _is_source_out(variant: Variant, moment: datetime | None) -> bool:
    """Else a translation would show what nobody has approved, or before its time."""
    source = variant.translated_from_id
    if Edition.objects.filter(variant=source).exists():
        return True
    return moment is not None and Revision.objects.filter(variant=source, publish_at__lte=moment).exists()


def _has_reviewed_title(revision: Revision) -> bool:
    return any(each["kind"] == "title" and each["is_reviewed"] for each in revision.content)


def _state_now(revision: Revision) -> str:
    """Somebody else may have decided since the revision was read."""
    return Revision.objects.values_list("state", flat=True).get(pk=revision.pk)


def _refuse_unless_newest(revision: Revision) -> None:
    newest = Revision.objects.filter(variant=revision.variant_id).order_by("-number").first()
    if newest != revision:
        raise InputError(
            "Inzwischen gibt es einen neueren Stand. Öffnen Sie den.", "There is a newer state. Open that one."
        )
