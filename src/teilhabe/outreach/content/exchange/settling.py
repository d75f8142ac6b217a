"""What the database will say of an item once a folder has been taken over: nothing that people did there gets lost.

A text that has not changed keeps its review, its publication and the state of the source it was made from; what a
folder does not mention stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from teilhabe.outreach.body.parts import made_from, said_by
from teilhabe.outreach.body.segments import segment_hash
from teilhabe.outreach.content.exchange.folders import ITEM
from teilhabe.outreach.content.exchange.parcel import ORDINARY, ItemEntry, Refused, VariantEntry


def settled(entry: ItemEntry, before: ItemEntry | None, *, publishes: bool) -> ItemEntry:
    """The same as `before` where the folder says nothing new; Refused where original or sources are others."""
    former = {each.name: each for each in before.variants} if before else {}
    _refuse_lower_risk(entry, before)
    _refuse_other_sources(entry, before, former)
    is_withdrawn = entry.is_withdrawn or (before is not None and before.is_withdrawn and not publishes)
    wanted = {each.name: each for each in entry.variants}
    variants = [
        _variant(each, former.get(each.name), wanted, publishes and not is_withdrawn) for each in entry.variants
    ]
    variants += [each for name, each in former.items() if name not in wanted]
    is_same_kind = before is not None and before.kind == entry.kind
    return replace(
        entry,
        is_withdrawn=is_withdrawn,
        dates=entry.dates or (before.dates if before and is_same_kind else None),
        place=entry.place or (before.place if before and is_same_kind else None),
        variants=tuple(sorted(variants, key=lambda each: each.name)),
    )


def _refuse_lower_risk(entry: ItemEntry, before: ItemEntry | None) -> None:
    """Files may be older than what people decided: unreviewed translations would go out with them."""
    if before is not None and before.risk != ORDINARY and entry.risk == ORDINARY:
        raise Refused(
            f"{entry.folder}/{ITEM}", 0,
            f"Das Risiko ist hier „{before.risk}“, in der Datei „{ORDINARY}“. Senken Sie es im Büro: "
            "dort stimmt eine zweite Person zu.",
            f"The risk is “{before.risk}” here and “{ORDINARY}” in the file. Lower it in the office: "
            "there a second person agrees.",
        )  # fmt: skip


def _refuse_other_sources(entry: ItemEntry, before: ItemEntry | None, former: Mapping[str, VariantEntry]) -> None:
    if before is not None and before.original != entry.original:
        raise Refused(
            f"{entry.folder}/{ITEM}", 0, f"Das Original ist hier {before.original}, in der Datei {entry.original}.",
            f"The original is {before.original} here and {entry.original} in the file.",
        )  # fmt: skip
    for each in entry.variants:
        there = former.get(each.name)
        if there is not None and there.translated_from != each.translated_from:
            raise Refused(
                f"{entry.folder}/{each.name}.md", 1,
                f"Die Fassung ist hier aus {there.translated_from} übersetzt, in der Datei aus {each.translated_from}.",
                f"The variant is translated from {there.translated_from} here, from {each.translated_from} there.",
            )  # fmt: skip


def _variant(
    entry: VariantEntry, before: VariantEntry | None, wanted: Mapping[str, VariantEntry], publishes: bool
) -> VariantEntry:
    entry = replace(entry, made_from=_made_from(entry, before, wanted))
    if before is not None:
        entry = replace(entry, reviewed=entry.reviewed | _still_reviewed(entry, before))
    is_same = before is not None and _said(entry) == _said(before)
    goes_out = publishes and not entry.is_draft and bool(entry.texts())
    if before is not None and is_same:
        state = (entry.state, entry.note) if entry.state else (before.state, before.note)
        return replace(entry, is_draft=before.is_draft and not goes_out, state=state[0], note=state[1])
    return replace(entry, is_draft=not goes_out)


def _said(entry: VariantEntry) -> VariantEntry:
    return replace(entry, is_draft=False, state="", note="")


def _made_from(
    entry: VariantEntry, before: VariantEntry | None, wanted: Mapping[str, VariantEntry]
) -> Mapping[str, str] | None:
    """By the file; else, for a text that stands there already, what is known of it; else what the source says."""
    if not entry.translated_from:
        return None
    source = wanted[entry.translated_from].texts()
    told = entry.made_from or _known(entry, before)
    hashes = {name: segment_hash(text) for name, text in source.items()}
    present = hashes | made_from(hashes, said_by([(name, name) for name in source], entry.texts()))
    return {name: told.get(name) or present.get(name) or segment_hash("") for name in entry.texts()}


def _known(entry: VariantEntry, before: VariantEntry | None) -> dict[str, str]:
    """Compared by text, not by place: a new paragraph moves all that follow it."""
    if before is None or before.made_from is None:
        return {}
    of_text = {text: before.made_from[name] for name, text in before.texts().items()}
    return {name: of_text[text] for name, text in entry.texts().items() if text in of_text}


def _still_reviewed(entry: VariantEntry, before: VariantEntry) -> frozenset[str]:
    texts, hashes = before.texts(), before.made_from or {}
    kept = {(texts[name], hashes.get(name), name in before.machine) for name in before.reviewed if name in texts}
    own = entry.made_from or {}
    return frozenset(
        name for name, text in entry.texts().items() if (text, own.get(name), name in entry.machine) in kept
    )
