"""The segments of a translation beside those of its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from teilhabe.outreach.body.segments import LEFT_OUT, segment_hash
from teilhabe.outreach.content.models import Revision, Segment, Variant
from teilhabe.outreach.translation.states import TO_DO, State, state_of
from teilhabe.outreach.translation.tokens import troubles
from teilhabe.text import Text


@dataclass(frozen=True)
class Pair:
    """`former_source` is what the source said when it was translated, "" where nobody knows or it still says so."""

    source: Segment
    target: Segment | None
    state: State
    former_source: str = ""

    @property
    def key(self) -> str:
        return self.source.key

    @property
    def text(self) -> str:
        return self.target.text if self.target else ""

    @property
    def is_to_do(self) -> bool:
        return self.state in TO_DO

    @property
    def is_left_out(self) -> bool:
        return self.text == LEFT_OUT

    @cached_property
    def troubles(self) -> list[Text]:
        return troubles(self.source.text, self.text) if self.text and not self.is_left_out else []

    @property
    def fingerprint(self) -> str:
        """Changes when somebody changes the source or the translation."""
        return f"{segment_hash(self.source.text)}-{segment_hash(self.text) if self.target else 0}"


def pairs_of(variant: Variant) -> list[Pair]:
    """In the order of the source; two queries, one more where something is outdated."""
    pairs = pairs_by_variant([variant])[variant.pk]
    former = _former_sources(variant, [pair for pair in pairs if pair.state is State.OUTDATED])
    return [
        Pair(pair.source, pair.target, pair.state, former[pair.key]) if pair.key in former else pair for pair in pairs
    ]


def pairs_by_variant(variants: Sequence[Variant]) -> Mapping[int, list[Pair]]:
    """The pairs of many translations, without what their sources said before; two queries."""
    sources: dict[int | None, list[Segment]] = {variant.translated_from_id: [] for variant in variants}
    for segment in Segment.objects.filter(variant__in=[key for key in sources if key]).order_by("position"):
        sources[segment.variant_id].append(segment)
    targets: dict[int, dict[str, Segment]] = {variant.pk: {} for variant in variants}
    for segment in Segment.objects.filter(variant__in=variants).select_related("changed_by", "reviewed_by"):
        targets[segment.variant_id][segment.key] = segment
    return {
        variant.pk: [
            _pair(source, targets[variant.pk].get(source.key), variant.item.needs_review)
            for source in sources[variant.translated_from_id]
        ]
        for variant in variants
    }


def _pair(source: Segment, target: Segment | None, needs_review: bool) -> Pair:
    state = state_of(
        segment_hash(source.text),
        target.source_hash if target else None,
        is_reviewed=target is not None and target.reviewed_at is not None,
        is_machine=target is not None and target.provenance == Segment.Provenance.MACHINE,
        needs_review=needs_review,
    )
    return Pair(source, target, state)


def _former_sources(variant: Variant, outdated: Iterable[Pair]) -> Mapping[str, str]:
    """By key: the newest text of the source that has the hash which the translation was made from."""
    wanted = {pair.key: pair.target.source_hash for pair in outdated if pair.target and pair.target.source_hash}
    if not wanted:
        return {}
    found: dict[str, str] = {}
    contents = Revision.objects.filter(variant=variant.translated_from_id).values_list("content", flat=True)
    for content in contents.order_by("-number").iterator():
        for each in content:
            key, text = str(each["key"]), str(each["text"])
            if key in wanted and key not in found and segment_hash(text) == wanted[key]:
                found[key] = text
        if len(found) == len(wanted):
            break
    return found
