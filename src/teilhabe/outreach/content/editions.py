"""What readers see: the published revisions of an item, put together with what of its original changed since.

A translation shows, segment by segment in the order of its original: its own text; the text of the original, marked as
being in another language, where there is none; and where the original has changed since, the old text with a mark.
Where a wrong sentence could cost somebody a right, a deadline or their health, only what a second person has reviewed
goes out, and instead of an old text the original's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F
from django.utils import timezone

from teilhabe.outreach.body.blocks import Kind
from teilhabe.outreach.body.html import Shown, page_html
from teilhabe.outreach.body.inline import facts_in, plain
from teilhabe.outreach.body.parts import SILENT, made_from, parts, said_by
from teilhabe.outreach.body.segments import segment_hash
from teilhabe.outreach.content.models import Edition, InfoItem, Revision, Segment, Stamp, Variant
from teilhabe.outreach.languages import is_rtl

Content = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Composed:
    """One variant put together; `outdated` and `borrowed` are keys of segments."""

    shown: tuple[Shown, ...]
    outdated: tuple[str, ...]
    borrowed: tuple[str, ...]
    has_machine_text: bool

    def first(self, kind: Kind) -> str:
        return next((segment.text for segment in self.shown if segment.kind is kind), "")


def refresh(item: InfoItem) -> list[Edition]:
    """Put the item's editions together anew and tell every reader's cache; those of a withdrawn item go.

    By what the database says of the item: the object at hand may be older than its risk or its withdrawal.
    """
    item = alone_with(item.pk)
    kept = [] if item.withdrawn_at else list(Edition.objects.filter(variant__item=item).select_related("revision"))
    if item.withdrawn_at:
        Edition.objects.filter(variant__item=item).delete()
    variants = {variant.pk: variant for variant in Variant.objects.filter(item=item)}
    published = {edition.variant_id: edition.revision for edition in kept}
    for edition in kept:
        _recompose(edition, item, variants, published)
    stamp()
    return kept


def let_out(variant: Variant, revision: Revision) -> Edition:
    """Readers get this revision from the next `refresh` on; it is noted, so that a withdrawn item can come back."""
    now = timezone.now()
    edition, _is_new = Edition.objects.update_or_create(
        variant=variant, defaults={"revision": revision, "published_at": now}
    )
    Revision.objects.filter(variant=variant).update(publish_at=None)
    Revision.objects.filter(pk=revision.pk).update(published_at=now)
    return edition


def alone_with(item: int) -> InfoItem:
    """The item as it is now; until the end of the transaction nobody else changes what readers see of it.

    Take it before the editions: two people who publish two variants at once would else undo each other's.
    """
    return InfoItem.objects.select_for_update().get(pk=item)


def stamp() -> None:
    """Readers could notice what has just changed."""
    if not _counted():
        Stamp.objects.bulk_create([Stamp(pk=1)], ignore_conflicts=True)  # somebody else may make it this moment
        _counted()


def _counted() -> bool:
    return bool(Stamp.objects.filter(pk=1).update(number=F("number") + 1))


def _recompose(
    edition: Edition, item: InfoItem, variants: Mapping[int, Variant], published: Mapping[int, Revision]
) -> None:
    variant = variants[edition.variant_id]
    source_key = variant.translated_from_id
    source = variants[source_key] if source_key is not None else None
    original = published[source_key].content if source_key is not None and source_key in published else None
    composed = compose(
        edition.revision.content, original, source.language if source else "", is_strict=item.needs_review
    )
    before = (edition.title, edition.summary, edition.html, edition.outdated)
    _write(edition, composed)
    if before != (edition.title, edition.summary, edition.html, edition.outdated):
        edition.changed_at = timezone.now()
    edition.save()


def compose(content: Content, original: Content | None, source_language: str, *, is_strict: bool) -> Composed:
    """`original` is the published text it was translated from; None for an original or where that is not published."""
    if original is None:
        own = [each for each in content if not is_strict or not source_language or _may_go_out(each)]
        return _composed([(_shown(each), each) for each in own], borrowed=())
    pairs = list(_pairs(content, original, source_language, is_strict))
    return _composed(pairs, borrowed=[shown.key for shown, _own in pairs if shown.language])


Pair = tuple[Shown, Mapping[str, Any] | None]
"""What is shown, and the variant's own segment; None where its source stands in."""


def _pairs(content: Content, original: Content, language: str, is_strict: bool) -> Iterator[Pair]:
    """In the order of the original; what the segment above says comes with that one, or not at all."""
    mine = {str(each["key"]): each for each in content}
    said = said_by(
        [(str(each["key"]), str(each["kind"])) for each in original],
        {key: str(each["text"]) for key, each in mine.items()},
    )
    present = made_from({str(each["key"]): segment_hash(str(each["text"])) for each in original}, said)
    old = {key for key, value in present.items() if mine[key]["source_hash"] != value}
    held_back = {key for key in present if is_strict and (key in old or not _may_go_out(mine[key]))}
    for source in original:
        key = str(source["key"])
        speaker = said.get(key, "")
        if not speaker or speaker in held_back:
            yield _shown(source, language), None
        elif speaker == key:
            yield _shown(mine[key], is_old=key in old), mine[key]


def _may_go_out(segment: Mapping[str, Any]) -> bool:
    return bool(segment["is_reviewed"])


def _shown(segment: Mapping[str, Any], language: str = "", is_old: bool = False) -> Shown:
    kind, key = Kind(str(segment["kind"])), str(segment["key"])
    return Shown(key, kind, str(segment["text"]), language, bool(language) and is_rtl(language), is_old)


def _composed(pairs: Iterable[Pair], borrowed: Sequence[str]) -> Composed:
    known = [(shown, own) for shown, own in pairs if shown.text not in SILENT]
    machine = any(
        own is not None and own["provenance"] == Segment.Provenance.MACHINE and not own["is_reviewed"]
        for _shown, own in known
    )
    shown = tuple(part for each, _own in known for part in _parts(each))
    return Composed(shown, tuple(each.key for each, _own in known if each.is_old), tuple(borrowed), machine)


def _parts(shown: Shown) -> Iterator[Shown]:
    """The first one keeps the key, by which a page is entered."""
    for place, block in enumerate(parts(shown.kind, shown.text), 1):
        key = shown.key if place == 1 else f"{shown.key}-{place}"
        yield replace(shown, key=key, kind=block.kind, text=block.text)


def _write(edition: Edition, composed: Composed) -> None:
    edition.title = plain(composed.first(Kind.TITLE))
    edition.summary = plain(composed.first(Kind.SUMMARY))
    edition.html = page_html(composed.shown)
    edition.text = "\n".join(plain(segment.text) for segment in composed.shown if segment.kind not in _HEAD)
    edition.facts = sorted(set(_facts(composed.shown)))
    edition.outdated, edition.borrowed = list(composed.outdated), list(composed.borrowed)
    edition.has_machine_text = composed.has_machine_text


_HEAD = (Kind.TITLE, Kind.SUMMARY)


def _facts(shown: Iterable[Shown]) -> Iterator[str]:
    for segment in shown:
        yield from facts_in(segment.text)
