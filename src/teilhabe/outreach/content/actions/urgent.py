"""Urgent notices go out at once, on every page and in every language there is.

Four eyes are asked for and do not hold a notice back: an evacuation cannot wait for a second person. The original is
published while its revision waits for review; until somebody else has approved it the office shows that nobody has.
What stays as it is: a translation made by a machine on health, law or deadlines goes out only where a person who knows
the language has vouched for its words; the readers of that language get English or German instead, marked as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import User
from teilhabe.errors import InputError
from teilhabe.outreach.body.inline import facts_in
from teilhabe.outreach.body.segments import segment_hash
from teilhabe.outreach.content.actions.writing import Written, account, revise, write
from teilhabe.outreach.content.editions import let_out, refresh
from teilhabe.outreach.content.keys import key_of
from teilhabe.outreach.content.models import ConfirmedWording, Fact, InfoItem, Revision, Segment, Variant
from teilhabe.outreach.content.policies import PUBLISH
from teilhabe.outreach.content.urgent_wording import Block, variant_of

ORIGINAL = "de"


@dataclass(frozen=True)
class Notice:
    """A notice in one language: a title, one paragraph, where the words come from and who vouches for them."""

    title: str
    text: str
    provenance: str = Segment.Provenance.HUMAN
    is_vouched: bool = False
    vouched_by: User | None = None


@dataclass(frozen=True, kw_only=True)
class PublishNotice(Action[InfoItem]):
    """`notices` by site language; German must be there."""

    verb = PUBLISH
    sentence = _("hat den dringenden Hinweis „{target}“ veröffentlicht")
    notices: Mapping[str, Notice]
    until: datetime
    risk: str = InfoItem.Risk.ORDINARY

    @property
    def target(self) -> type[InfoItem]:
        return InfoItem

    def perform(self) -> InfoItem:
        _refuse_wrong(self.notices, self.until)
        item = self._item()
        original = Variant.objects.create(item=item, language=ORIGINAL)
        german = self.notices[ORIGINAL]
        revision = write(original, Written(german.title, text=german.text), self.by)
        revision.state, revision.asked_at = Revision.State.IN_REVIEW, timezone.now()
        revision.save(update_fields=["state", "asked_at"])
        let_out(original, revision)
        for site_language, notice in self.notices.items():
            if site_language != ORIGINAL:
                self._translate(original, site_language, notice)
        refresh(item)
        return item

    def _item(self) -> InfoItem:
        key = key_of(self.notices[ORIGINAL].title, lambda key: InfoItem.objects.filter(key=key).exists())
        return InfoItem.objects.create(
            key=key, kind=InfoItem.Kind.NEWS, risk=self.risk, is_urgent=True, owner=account(self.by),
            publish_until=self.until, position=0,
        )  # fmt: skip

    def _translate(self, original: Variant, site_language: str, notice: Notice) -> None:
        """Kept in any case; published unless it is risky and nobody vouches for it."""
        language, level = variant_of(site_language)
        variant = Variant.objects.create(item=original.item, language=language, level=level, translated_from=original)
        sources = list(original.segments.order_by("position"))
        for source, text in zip(sources, (notice.title, notice.text), strict=True):
            Segment.objects.create(
                variant=variant, key=source.key, position=source.position, kind=source.kind, text=text,
                source_hash=segment_hash(source.text), provenance=notice.provenance, changed_by=account(self.by),
                reviewed_by=notice.vouched_by, reviewed_at=timezone.now() if notice.is_vouched else None,
            )  # fmt: skip
        revision = revise(variant, self.by)
        if goes_out(self.risk, notice):
            let_out(variant, revision)


def goes_out(risk: str, notice: Notice) -> bool:
    """Whether a translation of this notice reaches readers at once."""
    return notice.is_vouched or risk == InfoItem.Risk.ORDINARY


@dataclass(frozen=True, kw_only=True)
class ConfirmWording(Action[ConfirmedWording]):
    """Somebody who knows the language vouches for a block's words; until these change."""

    verb = ADD
    sentence = _("hat den Wortlaut „{target}“ bestätigt")
    block: Block
    language: str

    @property
    def target(self) -> type[ConfirmedWording]:
        return ConfirmedWording

    def perform(self) -> ConfirmedWording:
        if self.language not in self.block.wordings:
            raise InputError("In dieser Sprache gibt es keinen Text.", "There is no text in this language.")
        values = {
            "text_hash": self.block.text_hash(self.language),
            "confirmed_by": account(self.by),
            "confirmed_at": timezone.now(),
        }
        kept, _is_new = ConfirmedWording.objects.update_or_create(
            block=self.block.key, language=self.language, defaults=values
        )
        return kept


def _refuse_wrong(notices: Mapping[str, Notice], until: datetime) -> None:
    if until <= timezone.now():
        raise InputError(
            "„Sichtbar bis“ liegt in der Vergangenheit. Wählen Sie ein späteres Ende.",
            "“Visible until” is in the past. Choose a later end.",
        )
    for notice in notices.values():
        if not notice.title.strip() or not notice.text.strip():
            raise InputError("Ein Hinweis braucht Titel und Text.", "A notice needs a title and a text.")
    named = {key for notice in notices.values() for key in facts_in(f"{notice.title} {notice.text}")}
    unknown = sorted(named - set(Fact.objects.filter(key__in=named).values_list("key", flat=True)))
    if unknown:
        raise InputError(
            f"Diese Angaben gibt es nicht: {', '.join(unknown)}.", f"There are no such facts: {', '.join(unknown)}."
        )
