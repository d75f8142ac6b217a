"""What was translated before: the same sentence, and similar ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from teilhabe.outreach.body.segments import segment_hash
from teilhabe.outreach.content.models import Variant
from teilhabe.outreach.translation.models import Remembered
from teilhabe.outreach.translation.selectors.pairs import Pair
from teilhabe.outreach.translation.states import State

SIMILAR_PERCENT = 75
MOST_COMPARED = 5_000
"""The newest entries are compared; more would make the page slow."""
MOST_SUGGESTIONS = 3


@dataclass(frozen=True)
class Suggestion:
    """`percent` says how alike the sources are, 100 for the same sentence."""

    remembered: Remembered
    percent: int


def suggestions(variant: Variant, pairs: Iterable[Pair]) -> Mapping[str, list[Suggestion]]:
    """By key, for segments that are missing or outdated; one query."""
    open_pairs = [pair for pair in pairs if pair.state in (State.MISSING, State.OUTDATED)]
    source = variant.translated_from
    if not open_pairs or source is None:
        return {}
    entries = list(
        Remembered.objects.filter(
            source_language=source.language, language=variant.language, level=variant.level
        ).order_by("-at")[:MOST_COMPARED]
    )
    return {pair.key: found for pair in open_pairs if (found := _similar(pair, entries))}


def _similar(pair: Pair, entries: list[Remembered]) -> list[Suggestion]:
    same = next((each for each in entries if each.source_hash == segment_hash(pair.source_text)), None)
    if same is not None:
        return [] if same.text == pair.text else [Suggestion(same, 100)]
    sources = {place: each.source for place, each in enumerate(entries)}
    ranked = process.extract(
        pair.source_text, sources, scorer=fuzz.ratio, score_cutoff=SIMILAR_PERCENT, limit=MOST_SUGGESTIONS
    )
    found = [Suggestion(entries[place], min(99, int(score))) for _source, score, place in ranked]
    return [each for each in found if each.remembered.text != pair.text]
