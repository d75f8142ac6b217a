"""The workspace as its page shows it: one row per segment, with what was typed, suggested and refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from teilhabe.core.language import page_language
from teilhabe.core.users.models import User
from teilhabe.outreach.body.parts import HEAD, SILENT, written
from teilhabe.outreach.content.fact_readings import facts_as_html, facts_as_text
from teilhabe.outreach.content.models import Segment, Variant
from teilhabe.outreach.translation.actions.segments import Draft, Saved
from teilhabe.outreach.translation.glossary import Found, find
from teilhabe.outreach.translation.marking import filled, has_markup, marked_source, word_changes
from teilhabe.outreach.translation.selectors.memory import Suggestion, suggestions
from teilhabe.outreach.translation.selectors.pairs import Pair, pairs_of
from teilhabe.outreach.translation.selectors.terms import entries_of
from teilhabe.outreach.translation.states import State
from teilhabe.text import Text


@dataclass(frozen=True)
class Offer:
    suggestion: Suggestion
    difference: SafeString


@dataclass(frozen=True)
class Row:
    """`text` is what the field shows; it differs from what is stored where saving it was refused.

    `also` are further segments of the source that the text says, as they were written.
    """

    pair: Pair
    text: str
    source: SafeString
    filled: SafeString
    change: SafeString
    terms: Sequence[Found]
    offers: Sequence[Offer]
    refused: Sequence[str]
    doubts: Sequence[str]
    is_own: bool
    may_be_above: bool
    also: Sequence[SafeString] = ()

    @property
    def stored(self) -> str:
        return _in_the_field(self.pair.text)

    @property
    def may_be_left_out(self) -> bool:
        return self.pair.source.kind != "title"

    @property
    def is_machine(self) -> bool:
        return self.pair.target is not None and self.pair.target.provenance == Segment.Provenance.MACHINE


@dataclass(frozen=True)
class Board:
    variant: Variant
    rows: Sequence[Row]
    counts: Mapping[State, int]
    hidden: int = 0
    has_facts: bool = field(default=False)

    @property
    def to_do(self) -> int:
        return sum(count for state, count in self.counts.items() if state is not State.DONE)

    @property
    def done_percent(self) -> int:
        total = sum(self.counts.values())
        return round(100 * self.counts[State.DONE] / total) if total else 0


def board_of(
    variant: Variant,
    user: User,
    *,
    only: frozenset[State] | None = None,
    typed: Mapping[str, Draft] | None = None,
    saved: Saved | None = None,
) -> Board:
    """Seven queries, one more where something is outdated; rows with something typed or refused always stand there."""
    pairs, typed, saved = pairs_of(variant), typed or {}, saved or Saved()
    told = {**saved.refused, **saved.unreviewed}
    shown = [pair for pair in pairs if only is None or pair.state in only or pair.troubles or pair.key in told]
    writer = _Rows(variant, user, typed, saved, suggestions(variant, shown))
    counts = Counter(pair.state for pair in pairs)
    first = next((pair.key for pair in pairs if pair.source.kind not in HEAD), "")
    rows = [writer.row(pair, is_first=pair.key == first) for pair in shown]
    return Board(variant, rows, {state: counts[state] for state in State}, len(pairs) - len(shown))


class _Rows:
    """What all rows of a board need, read once."""

    def __init__(
        self,
        variant: Variant,
        user: User,
        typed: Mapping[str, Draft],
        saved: Saved,
        offers: Mapping[str, Sequence[Suggestion]],
    ) -> None:
        self.user, self.typed, self.saved, self.offers = user, typed, saved, offers
        self.language = variant.translated_from.language if variant.translated_from else "de"
        self.as_text, self.as_html = facts_as_text(self.language), facts_as_html(self.language)
        self.entries = entries_of(variant)

    def row(self, pair: Pair, *, is_first: bool) -> Row:
        source, target = pair.source.text, pair.target
        found = find(source, self.entries, self.language)
        return Row(
            pair=pair,
            text=self._text(pair),
            source=marked_source(source, found, self.as_text),
            filled=filled(source, self.as_html) if has_markup(source) else SafeString(""),
            change=word_changes(pair.former_source, pair.source_text) if pair.former_source else SafeString(""),
            terms=list({each.entry.text: each for each in found}.values()),
            offers=[_offer(each, pair) for each in self.offers.get(pair.key, [])],
            refused=_told(self.saved.refused.get(pair.key, [])),
            doubts=_told(self.saved.unreviewed.get(pair.key) or pair.troubles),
            is_own=target is not None and target.changed_by_id == self.user.pk,
            may_be_above=pair.source.kind not in HEAD and not is_first,
            also=[self._marked(each) for each in pair.also],
        )

    def _text(self, pair: Pair) -> str:
        is_kept = pair.key in self.saved.refused and pair.key in self.typed
        return _in_the_field(self.typed[pair.key].text if is_kept else pair.text)

    def _marked(self, source: Segment) -> SafeString:
        return marked_source(source.text, find(source.text, self.entries, self.language), self.as_text)


def _in_the_field(text: str) -> str:
    """What a checkbox says needs no text."""
    return "" if text in SILENT else written(text)


def _offer(suggestion: Suggestion, pair: Pair) -> Offer:
    is_same = suggestion.percent == 100
    difference = SafeString("") if is_same else word_changes(suggestion.remembered.source, pair.source_text)
    return Offer(suggestion, difference)


def _told(texts: Sequence[Text]) -> list[str]:
    return [each.in_language(page_language()) for each in texts]
