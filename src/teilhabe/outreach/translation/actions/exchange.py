"""Taking a file back: what would change, what stands against it, and the change itself, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from teilhabe.codes.language import SPOKEN_LANGUAGES
from teilhabe.core.audit.action import By
from teilhabe.errors import InputError
from teilhabe.outreach.body.segments import segment_hash
from teilhabe.outreach.content.actions.texts import AddVariant
from teilhabe.outreach.content.models import InfoItem, Variant
from teilhabe.outreach.translation.actions.segments import Draft, Saved, SaveSegments
from teilhabe.outreach.translation.exchange.units import Identity, Parcel, Stage, Unit, hash_of, read_identity
from teilhabe.outreach.translation.selectors.pairs import Pair, pairs_by_variant
from teilhabe.outreach.translation.states import State
from teilhabe.outreach.translation.tokens import troubles
from teilhabe.text import Text


class Outcome(StrEnum):
    """What a file means for one segment; the conflicts are taken only where somebody says so."""

    NEW = "new"
    CHANGED = "changed"
    REVIEWED = "reviewed"
    SOURCE_CHANGED = "source_changed"
    LOCALLY_EDITED = "locally_edited"
    UNKNOWN = "unknown"


CONFLICTS = frozenset({Outcome.SOURCE_CHANGED, Outcome.LOCALLY_EDITED})


@dataclass(frozen=True)
class Change:
    """`pair` is None where the house has no such segment (any more)."""

    unit: Unit
    outcome: Outcome
    pair: Pair | None
    doubts: Sequence[Text] = ()

    @property
    def is_conflict(self) -> bool:
        return self.outcome in CONFLICTS

    @property
    def identity(self) -> str:
        return str(self.unit.identity)


Where = tuple[str, str, str]


def compare(parcel: Parcel) -> list[Change]:
    """Units that change something, against the texts as they are now; five queries."""
    places = {_where(unit.identity) for unit in parcel.units}
    pairs = _pairs(places)
    found = (_change(unit, pairs.get(_where(unit.identity), {}).get(unit.identity.key)) for unit in parcel.units)
    return [change for change in found if change is not None]


def _where(identity: Identity) -> Where:
    return identity.item, identity.language, identity.level


def _pairs(places: set[Where]) -> Mapping[Where, Mapping[str, Pair]]:
    items = {item for item, _language, _level in places}
    variants = list(Variant.objects.filter(item__key__in=items).select_related("item"))
    known = [each for each in variants if each.translated_from_id and _place(each) in places]
    by_variant = pairs_by_variant(known)
    found = {_place(each): {pair.key: pair for pair in by_variant[each.pk]} for each in known}
    originals = {each.item.key: each for each in variants if each.is_original}
    for place in places - set(found):
        original = originals.get(place[0])
        is_spoken = place[1] in SPOKEN_LANGUAGES
        if is_spoken and original is not None and (original.language, original.level) != place[1:]:
            found[place] = {each.key: Pair(each, None, State.MISSING) for each in original.segments.all()}
    return found


def _place(variant: Variant) -> Where:
    return variant.item.key, variant.language, variant.level


def _change(unit: Unit, pair: Pair | None) -> Change | None:
    text = " ".join(unit.target.split())
    if not text:
        return None
    if pair is None:
        return Change(unit, Outcome.UNKNOWN, None)
    outcome = _outcome(unit, pair, text)
    return Change(unit, outcome, pair, troubles(pair.source_text, text)) if outcome else None


def _outcome(unit: Unit, pair: Pair, text: str) -> Outcome | None:
    is_reviewed = unit.stage in (Stage.REVIEWED, Stage.FINAL)
    if text == pair.text and pair.state is not State.OUTDATED:
        is_news = is_reviewed and pair.target is not None and pair.target.reviewed_at is None
        return Outcome.REVIEWED if is_news else None
    if segment_hash(unit.source) != segment_hash(pair.source_text):
        return Outcome.SOURCE_CHANGED
    if text == pair.text:  # an outdated text that came back as it went out: nobody says that it is right again
        return Outcome.REVIEWED if is_reviewed else None
    if unit.identity.target_hash != hash_of(pair.text):
        return Outcome.LOCALLY_EDITED
    return Outcome.CHANGED if pair.text else Outcome.NEW


def packed(changes: Iterable[Change]) -> str:
    """The changes as one field of a form, to be taken over after somebody has looked at them."""
    rows = [
        [change.identity, change.unit.target, change.unit.stage, change.pair.fingerprint, change.is_conflict]
        for change in changes
        if change.pair
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Accepted:
    identity: Identity
    draft: Draft


def unpacked(text: str, conflicts: Iterable[str]) -> list[Accepted]:
    """The changes that were agreed to; InputError where the field is not as it was sent."""
    wanted = set(conflicts)
    try:
        rows = [_accepted(*row) for row in json.loads(text)]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise InputError(
            "Die Vorschau ist nicht vollständig angekommen. Laden Sie die Datei noch einmal hoch.",
            "The preview did not arrive completely. Upload the file again.",
        ) from error
    return [accepted for accepted, is_conflict in rows if not is_conflict or str(accepted.identity) in wanted]


def _accepted(identity: str, text: str, stage: str, seen: str, is_conflict: bool) -> tuple[Accepted, bool]:
    known = read_identity(identity)
    if known is None or not isinstance(text, str) or not isinstance(seen, str):
        raise ValueError(identity)
    is_reviewed = Stage(stage) in (Stage.REVIEWED, Stage.FINAL)
    text.encode()  # half a character is a ValueError
    return Accepted(
        known, Draft(text.replace("\0", ""), seen, is_still_right=is_reviewed, is_reviewed=is_reviewed)
    ), bool(is_conflict)


@dataclass(frozen=True)
class TakenOver:
    """How many segments were saved, how many of them without the review that the file claims, how many refused."""

    saved: int
    unreviewed: int
    refused: int


def take_over(accepted: Iterable[Accepted], by: By) -> TakenOver:
    """Save each variant's segments; variants that are missing are made. Run it inside one transaction."""
    drafts: dict[Where, dict[str, Draft]] = {}
    for each in accepted:
        drafts.setdefault(_where(each.identity), {})[each.identity.key] = each.draft
    results = [_save(place, texts, by) for place, texts in drafts.items()]
    return TakenOver(
        sum(len(each.saved) for each in results),
        sum(len(each.unreviewed) for each in results),
        sum(len(each.refused) for each in results),
    )


def _save(place: Where, drafts: Mapping[str, Draft], by: By) -> Saved:
    key, language, level = place
    variant = Variant.objects.filter(item__key=key, language=language, level=level).first()
    if variant is None:
        item = InfoItem.objects.filter(key=key).first()
        source = item.variants.filter(translated_from=None).first() if item else None
        if item is None or source is None:
            return Saved(refused={each: [] for each in drafts})
        variant = AddVariant(by=by, item=item, language=language, level=level, translated_from=source).run()
    if variant.is_original:
        return Saved(refused={each: [] for each in drafts})
    return SaveSegments(by=by, variant=variant, drafts=drafts).run()
