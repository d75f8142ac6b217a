"""The segments of a translation beside those of its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from teilhabe.outreach.body.parts import SILENT, made_from, said_by
from teilhabe.outreach.body.segments import LEFT_OUT, segment_hash
from teilhabe.outreach.content.models import Revision, Segment, Variant
from teilhabe.outreach.translation.states import TO_DO, State, state_of
from teilhabe.outreach.translation.tokens import troubles
from teilhabe.text import Text


@dataclass(frozen=True)
class Pair:
    """`former_source` is what the source said when it was translated, "" where nobody knows or it still says so.

    `also` are further segments of the source that the target says; `is_above` where the one above says this one.
    """

    source: Segment
    target: Segment | None
    state: State
    former_source: str = ""
    also: tuple[Segment, ...] = ()
    is_above: bool = False

    @property
    def key(self) -> str:
        return self.source.key

    @property
    def source_text(self) -> str:
        """All that the target has to say."""
        return " {+} ".join(each.text for each in (self.source, *self.also))

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
        return troubles(self.source_text, self.text) if self.text and self.text not in SILENT else []

    @property
    def fingerprint(self) -> str:
        """Changes when somebody changes the source or the translation."""
        return f"{segment_hash(self.source_text)}-{segment_hash(self.text) if self.target else 0}"


def pairs_of(variant: Variant) -> list[Pair]:
    """In the order of the source; two queries, one more where something is outdated."""
    pairs = pairs_by_variant([variant])[variant.pk]
    former = _former_sources(variant, [pair for pair in pairs if pair.state is State.OUTDATED])
    return [replace(pair, former_source=former.get(pair.key, "")) for pair in pairs]


def pairs_by_variant(variants: Sequence[Variant]) -> Mapping[int, list[Pair]]:
    """The pairs of many translations, without what their sources said before; two queries."""
    sources: dict[int | None, list[Segment]] = {variant.translated_from_id: [] for variant in variants}
    for segment in Segment.objects.filter(variant__in=[key for key in sources if key]).order_by("position"):
        sources[segment.variant_id].append(segment)
    targets: dict[int, dict[str, Segment]] = {variant.pk: {} for variant in variants}
    for segment in Segment.objects.filter(variant__in=variants).select_related("changed_by", "reviewed_by"):
        targets[segment.variant_id][segment.key] = segment
    return {
        variant.pk: _paired(sources[variant.translated_from_id], targets[variant.pk], variant.item.needs_review)
        for variant in variants
    }


def _paired(sources: Sequence[Segment], targets: Mapping[str, Segment], needs_review: bool) -> list[Pair]:
    said = said_by([(each.key, each.kind) for each in sources], {key: each.text for key, each in targets.items()})
    present = made_from({each.key: segment_hash(each.text) for each in sources}, said)
    also: dict[str, list[Segment]] = {}
    for each in sources:
        if said.get(each.key, each.key) != each.key:
            also.setdefault(said[each.key], []).append(each)
    return [
        Pair(each, targets.get(each.key), State.DONE, is_above=True)
        if said.get(each.key, each.key) != each.key
        else _pair(each, targets.get(each.key), present.get(each.key), tuple(also.get(each.key, ())), needs_review)
        for each in sources
    ]


def _pair(
    source: Segment, target: Segment | None, present: str | None, also: tuple[Segment, ...], needs_review: bool
) -> Pair:
    """`present` is the hash over all that the target says, None where it says nothing."""
    state = state_of(
        present or "",
        target.source_hash if target and present else None,
        is_reviewed=target is not None and target.reviewed_at is not None,
        is_machine=target is not None and target.provenance == Segment.Provenance.MACHINE,
        needs_review=needs_review,
    )
    return Pair(source, target, state, also=also)


def _former_sources(variant: Variant, outdated: Iterable[Pair]) -> Mapping[str, str]:
    """By key: the newest text of the source that has the hash which the translation was made from."""
    wanted = {pair.key: pair for pair in outdated if pair.target and pair.target.source_hash}
    if not wanted:
        return {}
    found: dict[str, str] = {}
    contents = Revision.objects.filter(variant=variant.translated_from_id).values_list("content", flat=True)
    for content in contents.order_by("-number").iterator():
        texts = {str(each["key"]): str(each["text"]) for each in content}
        for key, pair in wanted.items():
            former = {each.key: texts[each.key] for each in (pair.source, *pair.also) if each.key in texts}
            if key not in found and pair.target and _hash_over(former) == pair.target.source_hash:
                found[key] = " {+} ".join(former.values())
        if len(found) == len(wanted):
            break
    return found


def _hash_over(texts: Mapping[str, str]) -> str:
    """As if one segment said them all."""
    return made_from({key: segment_hash(text) for key, text in texts.items()}, dict.fromkeys(texts, "")).get("", "")
