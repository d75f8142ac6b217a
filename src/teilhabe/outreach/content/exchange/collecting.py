"""The database becomes a parcel: the working texts with their state, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils import timezone

from teilhabe.outreach.body.blocks import Block, Kind
from teilhabe.outreach.content.exchange.parcel import (
    SUMMARY,
    TITLE,
    CampaignEntry,
    CategoryEntry,
    DatesEntry,
    FactEntry,
    ItemEntry,
    Parcel,
    PlaceEntry,
    VariantEntry,
)
from teilhabe.outreach.content.exchange.reading import Known
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

_HEAD = {Kind.TITLE: TITLE, Kind.SUMMARY: SUMMARY}
Newest = Mapping[int, Revision]


def collect() -> Parcel:
    """Everything the office has, in as many queries for one item as for a thousand."""
    return Parcel(
        tuple(map(category_entry, Category.objects.select_related("parent"))),
        tuple(map(campaign_entry, Campaign.objects.order_by("key"))),
        tuple(map(fact_entry, Fact.objects.order_by("key"))),
        tuple(items()),
    )


def known() -> Known:
    return Known(
        frozenset(Category.objects.values_list("key", flat=True)),
        frozenset(Campaign.objects.values_list("key", flat=True)),
        frozenset(Fact.objects.values_list("key", flat=True)),
        frozenset(InfoItem.objects.filter(kind=InfoItem.Kind.PLACE).values_list("key", flat=True)),
    )


def category_entry(row: Category) -> CategoryEntry:
    return CategoryEntry(
        row.kind, row.key, dict(row.names), row.parent.key if row.parent else "", row.icon, row.position
    )


def campaign_entry(row: Campaign) -> CampaignEntry:
    return CampaignEntry(row.key, row.name, row.goal, row.starts_on, row.ends_on)


def fact_entry(row: Fact) -> FactEntry:
    return FactEntry(row.key, row.name, row.kind, row.value, row.source, row.check_by)


def items(keys: Iterable[str] | None = None) -> list[ItemEntry]:
    """Those with these keys, or all, in the order of their keys."""
    rows = InfoItem.objects.all() if keys is None else InfoItem.objects.filter(key__in=list(keys))
    found = list(
        rows.order_by("key")
        .select_related("campaign", "dates__place", "place__address", "place__hours")
        .prefetch_related(
            "categories", "place__contacts", "variants__segments", "variants__translated_from", "variants__edition"
        )
    )
    newest = _newest(found)
    return [_item(row, newest) for row in found]


def _newest(found: Iterable[InfoItem]) -> Newest:
    rows = Revision.objects.filter(variant__item__in=list(found)).order_by("number").defer("content")
    return {row.variant_id: row for row in rows}


def _item(row: InfoItem, newest: Newest) -> ItemEntry:
    variants = sorted(row.variants.all(), key=lambda each: _name(each))
    original = next((each for each in variants if each.is_original), None)
    dates: EventDates | None = getattr(row, "dates", None)
    place: PlaceDetails | None = getattr(row, "place", None)
    by_key = {each.pk: each for each in variants}
    return ItemEntry(
        key=row.key,
        kind=row.kind,
        risk=row.risk,
        categories=tuple(sorted(each.key for each in row.categories.all())),
        districts=tuple(row.districts),
        campaign=row.campaign.key if row.campaign else "",
        position=row.position,
        check_by=row.check_by,
        publish_at=_local(row.publish_at),
        publish_until=_local(row.publish_until),
        is_urgent=row.is_urgent,
        is_sample=row.is_sample,
        is_withdrawn=row.withdrawn_at is not None,
        original=_name(original) if original else "de",
        dates=_dates(dates) if dates else None,
        place=_place(place) if place else None,
        variants=tuple(_variant(each, original, by_key, newest) for each in variants) if original else (),
    )


def _name(variant: Variant) -> str:
    return variant_name(variant.language, variant.level)


def _local(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment) if moment else None


def _dates(row: EventDates) -> DatesEntry:
    return DatesEntry(
        timezone.localtime(row.starts_at),
        timezone.localtime(row.ends_at),
        row.is_all_day,
        row.recurrence,
        tuple(row.exceptions),
        row.place.key if row.place else "",
        row.place_text,
        row.registration,
    )


def _place(row: PlaceDetails) -> PlaceEntry:
    return PlaceEntry(
        row.address.key if row.address else "",
        row.hours.key if row.hours else "",
        tuple(sorted(each.key for each in row.contacts.all())),
        tuple(row.languages),
        row.is_accessible,
        row.latitude,
        row.longitude,
    )


def _variant(variant: Variant, original: Variant, by_key: Mapping[int, Variant], newest: Newest) -> VariantEntry:
    source = by_key[variant.translated_from_id] if variant.translated_from_id is not None else None
    named = named_segments(sorted(original.segments.all(), key=lambda each: each.position))
    there = {each.key for each in source.segments.all()} if source else None
    own = {each.key: each for each in variant.segments.all() if there is None or each.key in there}
    mine = {name: own[each.key] for name, each in named.items() if each.key in own}
    revision = newest.get(variant.pk)
    edition = getattr(variant, "edition", None)
    state = revision.state if revision and revision.state != Revision.State.DRAFT else ""
    return VariantEntry(
        name=_name(variant),
        title=_text(mine.get(TITLE)),
        summary=_text(mine.get(SUMMARY)),
        blocks=tuple(
            Block(Kind(each.kind), _text(mine.get(name)))
            for name, each in named.items()
            if name not in (TITLE, SUMMARY)
        ),
        translated_from=_name(source) if source else "",
        made_from={name: each.source_hash for name, each in mine.items()} if source else None,
        machine=frozenset(name for name, each in mine.items() if each.provenance == Segment.Provenance.MACHINE),
        reviewed=frozenset(name for name, each in mine.items() if each.reviewed_at),
        is_draft=edition is None or revision is None or edition.revision_id != revision.pk,
        state=state,
        note=revision.note if revision else "",
    )


def named_segments(segments: Iterable[Segment]) -> dict[str, Segment]:
    """Title, summary and the blocks by their number."""
    found: dict[str, Segment] = {}
    for each in segments:
        found[_HEAD.get(Kind(each.kind)) or f"{len(found.keys() - {TITLE, SUMMARY}) + 1}"] = each
    return found


def _text(segment: Segment | None) -> str:
    return segment.text if segment else ""
