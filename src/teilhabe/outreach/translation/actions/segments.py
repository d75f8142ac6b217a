"""Saving a translation segment by segment: nobody overwrites anybody silently, and one trouble stops nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.core.audit.values import Values
from teilhabe.outreach.body.blocks import Kind
from teilhabe.outreach.body.parts import SILENT, WITH_ABOVE, said_by
from teilhabe.outreach.content.actions.writing import LONGEST_TITLE, Translated, account, translate
from teilhabe.outreach.content.models import Segment, Variant
from teilhabe.outreach.translation.actions.memory import remember
from teilhabe.outreach.translation.selectors.pairs import Pair, pairs_of
from teilhabe.outreach.translation.states import State
from teilhabe.outreach.translation.tokens import troubles
from teilhabe.text import Text

LONGEST = 10_000


@dataclass(frozen=True)
class Draft:
    """`seen` is the fingerprint of the pair that its writer looked at, "" for whatever there is.

    `is_still_right` says that an outdated text fits the changed source; `is_reviewed` that who saves vouches for it.
    """

    text: str
    seen: str = ""
    is_still_right: bool = False
    is_reviewed: bool = False
    provenance: str = Segment.Provenance.HUMAN


@dataclass
class Saved:
    """What became of each segment, by key: saved, saved but not reviewed and why, not saved and why."""

    saved: list[str] = field(default_factory=list)
    unreviewed: dict[str, list[Text]] = field(default_factory=dict)
    refused: dict[str, list[Text]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SaveSegments(Action[Saved]):
    """The segments that changed, by key; those that cannot be saved are left as they are and told."""

    verb = CHANGE
    sentence = _("hat „{target}“ übersetzt")
    variant: Variant
    drafts: Mapping[str, Draft]

    @property
    def target(self) -> Variant:
        return self.variant

    def perform(self) -> Saved:
        pairs = {pair.key: pair for pair in pairs_of(self.variant)}
        then = _as_they_will_be(pairs, self.drafts)
        result, texts = Saved(), dict[str, Translated]()
        for key, draft in self.drafts.items():
            pair = pairs.get(key)
            if pair is None:
                result.refused[key] = [GONE]
            elif draft.text == WITH_ABOVE and not then[key].is_above:
                result.refused[key] = [NOTHING_ABOVE]
            elif _changes(pair, draft):
                self._decide(pair, draft, then[key].source_text, texts, result)
        if texts:
            translate(self.variant, texts, self.by)
            result.saved = list(texts)
            fresh = self.variant.segments.filter(key__in=texts)
            remember(self.variant, {key: then[key].source_text for key in texts}, fresh)
        return result

    def _decide(self, pair: Pair, draft: Draft, source: str, texts: dict[str, Translated], result: Saved) -> None:
        if why := _refusals(pair, draft):
            result.refused[pair.key] = why
            return
        doubts = self._doubts(pair, draft, source) if draft.is_reviewed else []
        if doubts:
            result.unreviewed[pair.key] = doubts
        if not doubts or _says_something_new(pair, draft):
            is_reviewed = (draft.is_reviewed and not doubts) or _stays_reviewed(pair, draft)
            texts[pair.key] = Translated(draft.text, _provenance(pair, draft), is_reviewed)

    def _doubts(self, pair: Pair, draft: Draft, source: str) -> list[Text]:
        """Why the segment may not be marked as reviewed by this person now; `source` is all that it says then."""
        if not draft.text.strip():
            return [EMPTY]
        found = [] if draft.text.strip() in SILENT else troubles(source, " ".join(draft.text.split()))
        is_human = _provenance(pair, draft) == Segment.Provenance.HUMAN
        writer = account(self.by) if _is_new_work(pair, draft) else pair.target and pair.target.changed_by
        if self.variant.item.needs_review and is_human and writer is not None and writer == account(self.by):
            found.append(OWN_WORK)
        return found

    def after(self, row: object) -> Values:
        """The texts are kept as revisions; the log says that there is a new one."""
        return {"version": Variant.objects.values_list("version", flat=True).get(pk=self.variant.pk)}


def _as_they_will_be(pairs: Mapping[str, Pair], drafts: Mapping[str, Draft]) -> Mapping[str, Pair]:
    """The pairs with what each will say once the drafts are saved."""
    texts = {key: drafts[key].text if key in drafts else pair.text for key, pair in pairs.items()}
    said = said_by([(pair.key, pair.source.kind) for pair in pairs.values()], texts)
    followers: dict[str, tuple[Segment, ...]] = {}
    for key, speaker in said.items():
        if speaker != key:
            followers[speaker] = (*followers.get(speaker, ()), pairs[key].source)
    return {
        key: replace(pair, also=followers.get(key, ()), is_above=said.get(key, key) != key)
        for key, pair in pairs.items()
    }


NOTHING_ABOVE = Text(
    "Darüber steht kein Abschnitt, der das mit sagt. Schreiben Sie dort zuerst den Text.",
    "There is no segment above that says this as well. Write its text first.",
)
GONE = Text("Diesen Abschnitt gibt es in der Vorlage nicht mehr.", "The source has no such segment any more.")
EMPTY = Text("Ein leerer Abschnitt kann nicht geprüft sein.", "An empty segment cannot have been reviewed.")
OWN_WORK = Text(
    "Gespeichert, aber nicht als geprüft: Recht, Gesundheit und Fristen prüft eine zweite Person.",
    "Saved, but not as reviewed: law, health and deadlines are reviewed by a second person.",
)
TITLE_STAYS = Text("Der Titel kann nicht entfallen.", "The title cannot be left out.")
CHANGED = Text(
    "Jemand hat diesen Abschnitt inzwischen geändert. Ihr Text steht noch im Feld und ist nicht gespeichert. "
    "Vergleichen Sie und speichern Sie noch einmal.",
    "Somebody has changed this segment meanwhile. Your text is still in the field and has not been saved. "
    "Compare and save again.",
)
SOURCE_CHANGED = Text(
    "Die Vorlage hat sich inzwischen geändert. Ihr Text steht noch im Feld und ist nicht gespeichert. "
    "Vergleichen Sie und speichern Sie noch einmal.",
    "The source has changed meanwhile. Your text is still in the field and has not been saved. Compare and save again.",
)


def _changes(pair: Pair, draft: Draft) -> bool:
    return _says_something_new(pair, draft) or (draft.is_reviewed and not _stays_reviewed(pair, draft))


def _says_something_new(pair: Pair, draft: Draft) -> bool:
    return " ".join(draft.text.split()) != pair.text or (draft.is_still_right and pair.state is State.OUTDATED)


def _is_new_work(pair: Pair, draft: Draft) -> bool:
    return _says_something_new(pair, draft) or pair.state is State.OUTDATED


def _provenance(pair: Pair, draft: Draft) -> str:
    """Who only reviews the text of a machine does not become its writer."""
    if pair.target is not None and not _says_something_new(pair, draft):
        return pair.target.provenance
    return draft.provenance


def _stays_reviewed(pair: Pair, draft: Draft) -> bool:
    return not _is_new_work(pair, draft) and pair.target is not None and pair.target.reviewed_at is not None


def _refusals(pair: Pair, draft: Draft) -> list[Text]:
    if draft.seen and draft.seen != pair.fingerprint:
        is_source = draft.seen.split("-")[0] != pair.fingerprint.split("-")[0]
        return [SOURCE_CHANGED if is_source else CHANGED]
    if pair.source.kind == Kind.TITLE:
        if draft.text.strip() in SILENT:
            return [TITLE_STAYS]
        return _too_long(draft.text, LONGEST_TITLE)
    return _too_long(draft.text, LONGEST)


def _too_long(text: str, most: int) -> list[Text]:
    length = len(" ".join(text.split()))
    if length <= most:
        return []
    return [
        Text(f"Das sind {length} Zeichen; höchstens {most} gehen.", f"These are {length} characters; {most} at most.")
    ]
