"""Parcels for agencies: one variant, or all that is to do in a language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from teilhabe.outreach.content.models import Segment, Variant
from teilhabe.outreach.translation.exchange.units import Identity, Parcel, Stage, Unit, hash_of
from teilhabe.outreach.translation.glossary import Entry, find
from teilhabe.outreach.translation.selectors.pairs import Pair, pairs_by_variant, pairs_of
from teilhabe.outreach.translation.selectors.terms import entries_for, entries_of
from teilhabe.outreach.translation.states import State

STAGES = {State.MISSING: Stage.INITIAL, State.OUTDATED: Stage.INITIAL, State.UNREVIEWED: Stage.TRANSLATED}


def parcel_of(variant: Variant, *, only_to_do: bool = False) -> Parcel:
    """One translation as a file."""
    pairs = [pair for pair in pairs_of(variant) if pair.is_to_do or not only_to_do]
    source = variant.translated_from
    units = _units(variant, pairs, entries_of(variant))
    return Parcel(source.language if source else "", variant.language, str(variant.item), list(units))


def parcel_of_language(source_language: str, language: str, level: str) -> Parcel:
    """All that is to do, also of items that nobody has begun to translate; seven queries."""
    entries = entries_for(source_language, language)
    known = list(
        Variant.objects.filter(
            item__withdrawn_at=None, language=language, level=level, translated_from__language=source_language
        )
        .select_related("item", "translated_from")
        .order_by("item__position", "item__key")
    )
    known += _not_begun(source_language, language, level)
    pairs = pairs_by_variant([variant for variant in known if variant.pk])
    units: list[Unit] = []
    for variant in known:
        own = pairs[variant.pk] if variant.pk else _missing(variant)
        units += _units(variant, [pair for pair in own if pair.is_to_do], entries)
    return Parcel(source_language, language, f"{language} {level}", units)


def _not_begun(source_language: str, language: str, level: str) -> list[Variant]:
    """Unsaved variants of the items that have none, with their segments' sources at hand."""
    originals = (
        Variant.objects.filter(translated_from=None, language=source_language, item__withdrawn_at=None)
        .exclude(item__variants__in=Variant.objects.filter(language=language, level=level))
        .select_related("item")
        .prefetch_related("segments")
        .order_by("item__position", "item__key")
    )
    return [
        Variant(item=original.item, language=language, level=level, translated_from=original) for original in originals
    ]


def _missing(variant: Variant) -> list[Pair]:
    assert variant.translated_from is not None
    segments = sorted(variant.translated_from.segments.all(), key=lambda each: each.position)
    return [Pair(each, None, State.MISSING) for each in segments]


def _units(variant: Variant, pairs: Iterable[Pair], entries: Sequence[Entry]) -> list[Unit]:
    return [_unit(variant, pair, entries) for pair in pairs]


def _unit(variant: Variant, pair: Pair, entries: Sequence[Entry]) -> Unit:
    target = pair.target.text if pair.target else ""
    identity = Identity(variant.item.key, variant.language, variant.level, pair.key, hash_of(target))
    return Unit(identity, pair.source_text, target, _stage(pair), _notes(variant, pair, entries))


def _stage(pair: Pair) -> Stage:
    if pair.state is State.DONE and pair.target is not None and pair.target.reviewed_at is not None:
        return Stage.REVIEWED
    if pair.target is not None and pair.target.provenance == Segment.Provenance.MACHINE:
        return Stage.INITIAL
    return STAGES.get(pair.state, Stage.TRANSLATED)


def _notes(variant: Variant, pair: Pair, entries: Sequence[Entry]) -> list[str]:
    """Where the text stands, what is at stake, what changed, which words are set."""
    item, source = variant.item, variant.translated_from
    language = source.language if source else "de"
    notes = [f"{item.key}: {pair.source.kind}"]
    if item.needs_review:
        notes.append(_("Recht, Gesundheit oder Frist: bitte besonders genau."))
    if pair.state is State.OUTDATED:
        notes.append(
            _("Die Vorlage hat sich geändert. Früher hieß sie: %(text)s") % {"text": pair.former_source or "?"}
        )
    for found in find(pair.source_text, entries, language):
        told = _("bleibt so") if found.entry.is_kept else found.entry.translation
        notes.append(f"{found.entry.text} → {told}")
    return notes
