"""Writes about the translation memory: what humans translate is remembered, an entry can be forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import DELETE
from teilhabe.core.audit.action import Action
from teilhabe.outreach.body.parts import SILENT
from teilhabe.outreach.body.segments import segment_hash
from teilhabe.outreach.content.models import Segment, Variant
from teilhabe.outreach.translation.models import Remembered
from teilhabe.outreach.translation.tokens import troubles

IN_ONE_GO = 500


def remember(variant: Variant, sources: Mapping[str, str], segments: Iterable[Segment]) -> int:
    """Keep how a human put these segments; `sources` by key. What lost a fact or a link is not worth keeping."""
    source = variant.translated_from
    if source is None:
        return 0
    kept: dict[str, Remembered] = {}
    for segment in segments:
        text = sources.get(segment.key, "")
        if text and _is_worth_keeping(segment, text):
            kept[segment_hash(text)] = _entry(source.language, variant, text, segment)
    Remembered.objects.bulk_create(
        kept.values(),
        batch_size=IN_ONE_GO,
        update_conflicts=True,
        unique_fields=["source_language", "language", "level", "source_hash"],
        update_fields=["source", "text", "is_reviewed", "at"],
    )
    return len(kept)


def _is_worth_keeping(segment: Segment, source: str) -> bool:
    is_fresh = segment.source_hash == segment_hash(source)
    is_human = segment.provenance == Segment.Provenance.HUMAN or segment.reviewed_at is not None
    is_text = bool(segment.text.strip()) and segment.text not in SILENT
    return is_fresh and is_human and is_text and not troubles(source, segment.text)


def _entry(source_language: str, variant: Variant, source: str, segment: Segment) -> Remembered:
    return Remembered(
        source_language=source_language,
        language=variant.language,
        level=variant.level,
        source_hash=segment_hash(source),
        source=source,
        text=segment.text,
        is_reviewed=segment.reviewed_at is not None,
        at=timezone.now(),
    )


def rebuild() -> int:
    """The memory anew from all translations as they are; later changes win. How many entries it has."""
    Remembered.objects.all().delete()
    variants = Variant.objects.exclude(translated_from=None).select_related("translated_from").order_by("pk")
    for variant in variants.prefetch_related("segments", "translated_from__segments"):
        assert variant.translated_from is not None
        sources = {each.key: each.text for each in variant.translated_from.segments.all()}
        remember(variant, sources, sorted(variant.segments.all(), key=lambda each: each.changed_at))
    return Remembered.objects.count()


@dataclass(frozen=True, kw_only=True)
class Forget(Action[None]):
    """The entry is not suggested any more; translations that took it stay."""

    verb = DELETE
    sentence = _("hat „{target}“ aus dem Übersetzungsspeicher gelöscht")
    remembered: Remembered

    @property
    def target(self) -> Remembered:
        return self.remembered

    def perform(self) -> None:
        self.remembered.delete()
