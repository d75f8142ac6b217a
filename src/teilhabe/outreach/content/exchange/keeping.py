"""Writes of an import: one entry of a parcel each, recorded as one action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action, Operator
from teilhabe.errors import InputError
from teilhabe.outreach.body.blocks import join
from teilhabe.outreach.content.actions.events import refuse_far_away
from teilhabe.outreach.content.actions.publishing import refuse_unready
from teilhabe.outreach.content.actions.writing import Translated, Written, revise, translate, write
from teilhabe.outreach.content.editions import let_out, refresh, stamp
from teilhabe.outreach.content.exchange.collecting import named_segments
from teilhabe.outreach.content.exchange.parcel import (
    CampaignEntry,
    CategoryEntry,
    DatesEntry,
    ItemEntry,
    PlaceEntry,
    VariantEntry,
)
from teilhabe.outreach.content.exchange.texts import variant_name
from teilhabe.outreach.content.models import (
    Campaign,
    Category,
    EventDates,
    Fact,
    InfoItem,
    PlaceDetails,
    Revision,
    Segment,
    Variant,
)


@dataclass(frozen=True, kw_only=True)
class ImportCategory(Action[Category]):
    verb = CHANGE
    sentence = _("hat die Rubrik „{target}“ aus Dateien übernommen")
    by: Operator
    entry: CategoryEntry

    @property
    def target(self) -> type[Category]:
        return Category

    def perform(self) -> Category:
        values = {
            "kind": self.entry.kind, "parent": self._parent(), "names": dict(self.entry.names),
            "icon": self.entry.icon, "position": self.entry.position,
        }  # fmt: skip
        category, _made = Category.objects.update_or_create(key=self.entry.key, defaults=values)
        stamp()
        return category

    def _parent(self) -> Category | None:
        """Two levels: what belongs to a category has nothing below it."""
        if not self.entry.parent:
            return None
        parent = Category.objects.filter(key=self.entry.parent, kind=self.entry.kind, parent=None).first()
        if parent is None or parent.key == self.entry.key:
            raise InputError(
                f"„{self.entry.key}“ gehört zu „{self.entry.parent}“: das ist keine oberste Rubrik derselben Art.",
                f"“{self.entry.key}” belongs to “{self.entry.parent}”, which is no top category of the same kind.",
            )
        return parent


@dataclass(frozen=True, kw_only=True)
class ImportCampaign(Action[Campaign]):
    verb = CHANGE
    sentence = _("hat die Kampagne „{target}“ aus Dateien übernommen")
    by: Operator
    entry: CampaignEntry

    @property
    def target(self) -> type[Campaign]:
        return Campaign

    def perform(self) -> Campaign:
        values = {
            "name": self.entry.name, "goal": self.entry.goal, "starts_on": self.entry.starts_on,
            "ends_on": self.entry.ends_on,
        }  # fmt: skip
        campaign, _made = Campaign.objects.update_or_create(key=self.entry.key, defaults=values)
        return campaign


@dataclass(frozen=True, kw_only=True)
class ImportItem(Action[InfoItem]):
    """An item with all its variants; `entry` is settled, `unchanged` names the variants that say so already."""

    verb = CHANGE
    sentence = _("hat die Information „{target}“ aus Dateien übernommen")
    by: Operator
    row: InfoItem | None
    entry: ItemEntry
    unchanged: frozenset[str] = frozenset()

    @property
    def target(self) -> InfoItem | type[InfoItem]:
        return self.row or InfoItem

    def perform(self) -> InfoItem:
        item = self.row or InfoItem(key=self.entry.key)
        self._fields(item)
        item.save()
        item.categories.set(Category.objects.filter(key__in=self.entry.categories))
        if self.entry.dates:
            dates = _dates(self.entry.dates)
            refuse_far_away(dates)
            EventDates.objects.update_or_create(item=item, defaults=dates)
        if self.entry.place:
            _keep_place(item, self.entry.place)
        self._variants(item)
        refresh(item)
        return item

    def _fields(self, item: InfoItem) -> None:
        entry = self.entry
        if item.risk != entry.risk:
            item.risk_asked, item.risk_asked_by = "", None
        for name in ("kind", "risk", "position", "check_by", "publish_at", "publish_until", "is_urgent", "is_sample"):
            setattr(item, name, getattr(entry, name))
        item.districts = list(entry.districts)
        item.campaign = Campaign.objects.filter(key=entry.campaign).first()
        item.withdrawn_at = (item.withdrawn_at or timezone.now()) if entry.is_withdrawn else None
        item.changed_at = timezone.now()

    def _variants(self, item: InfoItem) -> None:
        rows = {variant_name(each.language, each.level): each for each in item.variants.all()}
        for entry in self.entry.sources_first():
            if entry.name not in self.unchanged:
                rows[entry.name] = self._variant(item, entry, rows)

    def _variant(self, item: InfoItem, entry: VariantEntry, rows: Mapping[str, Variant]) -> Variant:
        variant = rows.get(entry.name) or Variant.objects.create(
            item=item, language=entry.language, level=entry.level, translated_from=rows.get(entry.translated_from)
        )
        revision = self._text(variant, entry)
        if revision is not None:
            _keep_state(revision, entry)
            if not entry.is_draft:
                refuse_unready(variant, revision, is_operator=True)
                let_out(variant, revision)
        return variant

    def _text(self, variant: Variant, entry: VariantEntry) -> Revision | None:
        """The newest revision; None while nobody has written anything."""
        if not entry.translated_from:
            write(variant, Written(entry.title, entry.summary, join(entry.blocks)), self.by)
            return _flag(variant, entry, self.by)
        source = _source_of(variant)
        if variant.version:
            return translate(variant, _translated(source, entry), self.by)
        texts = entry.texts()
        Segment.objects.bulk_create(_segment(variant, source[name], name, entry) for name in texts)
        return revise(variant, self.by) if texts else None


def _source_of(variant: Variant) -> dict[str, Segment]:
    """Segments of the text it is made from, by the names that they have in the original."""
    rows = {row.key: row for row in Segment.objects.filter(variant=variant.translated_from_id)}
    return {name: rows[key] for name, key in _keys(variant.item).items() if key in rows}


def _keys(item: InfoItem) -> dict[str, str]:
    original = Segment.objects.filter(variant__item=item, variant__translated_from=None).order_by("position")
    return {name: row.key for name, row in named_segments(original).items()}


def _translated(source: Mapping[str, Segment], entry: VariantEntry) -> dict[str, Translated]:
    texts, made_from = entry.texts(), entry.made_from or {}
    return {
        row.key: Translated(
            texts.get(name, ""), _provenance(entry, name), name in entry.reviewed, made_from.get(name, "")
        )
        for name, row in source.items()
    }


def _segment(variant: Variant, source: Segment, name: str, entry: VariantEntry) -> Segment:
    return Segment(
        variant=variant,
        key=source.key,
        position=source.position,
        kind=source.kind,
        text=entry.texts()[name],
        source_hash=(entry.made_from or {})[name],
        provenance=_provenance(entry, name),
        reviewed_at=timezone.now() if name in entry.reviewed else None,
    )


def _provenance(entry: VariantEntry, name: str) -> str:
    return Segment.Provenance.MACHINE if name in entry.machine else Segment.Provenance.HUMAN


def _flag(variant: Variant, entry: VariantEntry, by: Operator) -> Revision:
    """Originals are written whole; where single paragraphs come from a machine or are reviewed, that is noted after."""
    for name, row in named_segments(variant.segments.order_by("position")).items():
        flags = (_provenance(entry, name), name in entry.reviewed)
        if (row.provenance, row.reviewed_at is not None) != flags:
            row.provenance, row.reviewed_at = flags[0], timezone.now() if flags[1] else None
            row.save(update_fields=["provenance", "reviewed_at"])
    return revise(variant, by)


def _keep_state(revision: Revision, entry: VariantEntry) -> None:
    state = entry.state or Revision.State.DRAFT
    if (revision.state, revision.note) != (state, entry.note):
        revision.state, revision.note = state, entry.note
        if state == Revision.State.IN_REVIEW:
            revision.asked_at = timezone.now()
        elif state != Revision.State.DRAFT:
            revision.decided_at = timezone.now()
        revision.save(update_fields=["state", "note", "asked_at", "decided_at"])


def _dates(entry: DatesEntry) -> dict[str, object]:
    return {
        "starts_at": entry.starts,
        "ends_at": entry.ends,
        "is_all_day": entry.all_day,
        "recurrence": entry.recurrence,
        "exceptions": list(entry.exceptions),
        "place": InfoItem.objects.filter(key=entry.place).first(),
        "place_text": entry.place_text,
        "registration": entry.registration,
    }


def _keep_place(item: InfoItem, entry: PlaceEntry) -> None:
    facts = Fact.objects.in_bulk([entry.address, entry.hours, *entry.contacts], field_name="key")
    values = {
        "address": facts.get(entry.address),
        "hours": facts.get(entry.hours),
        "languages": list(entry.languages),
        "is_accessible": entry.is_accessible,
        "latitude": entry.latitude,
        "longitude": entry.longitude,
    }
    place, _made = PlaceDetails.objects.update_or_create(item=item, defaults=values)
    place.contacts.set([facts[key] for key in entry.contacts if key in facts])
