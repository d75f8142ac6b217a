"""What was said against what is so now: facts as a dispatch told them, and as they read today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.content.models import Edition, Fact, InfoItem
from teilhabe.outreach.facts.values import FactKind, fact_text
from teilhabe.outreach.languages import language_of

State = Dispatch.State
SPOKEN = (State.SENT, State.PLANNED)
"""What is out and has not been put right, and what will be."""


@dataclass(frozen=True)
class Change:
    """A fact that a dispatch told otherwise; `now` is "" where the fact is gone."""

    key: str
    name: str
    told: str
    now: str


@dataclass(frozen=True)
class Wrong:
    """A dispatch with what it now says wrongly."""

    dispatch: Dispatch
    changes: tuple[Change, ...]


def told_in(text: str, edition: Edition | None, site_language: str) -> dict[str, str]:
    """The facts of an edition that stand in a text, each as it reads in its language."""
    if edition is None or not edition.facts:
        return {}
    language, said = language_of(site_language), _plain(text)
    facts = Fact.objects.filter(key__in=edition.facts)
    read = {fact.key: fact_text(FactKind(fact.kind), fact.value, language) for fact in facts}
    return {key: value for key, value in read.items() if _plain(value) and _plain(value) in said}


def told_again(text: str, item: InfoItem | None, site_language: str, known: Mapping[str, str]) -> dict[str, str]:
    """Facts of the item that somebody has typed into a text and that nobody knew it tells."""
    editions = Edition.objects.filter(variant__item=item, variant__language=language_of(site_language))
    found: dict[str, str] = {}
    for edition in editions if item is not None else ():
        found |= told_in(text, edition, site_language)
    return {key: value for key, value in found.items() if key not in known}


def now_wrong(dispatches: Iterable[Dispatch]) -> list[Wrong]:
    """Of these what says something that is no longer so; one query."""
    telling = [each for each in dispatches if each.facts]
    named = {key for each in telling for key in each.facts}
    known = {fact.key: fact for fact in Fact.objects.filter(key__in=named)} if named else {}
    found = ((each, tuple(_changes(each, known))) for each in telling)
    return [Wrong(dispatch, changes) for dispatch, changes in found if changes]


def saying_wrong(fact: Fact | None = None, item: int | None = None) -> list[Wrong]:
    """Everything out or planned that no longer holds, newest first; of one fact or one item only where it is given."""
    rows = Dispatch.objects.filter(state__in=SPOKEN).exclude(facts={}).select_related("item", "corrects")
    if item is not None:
        rows = rows.filter(item=item)
    if fact is not None:
        rows = rows.filter(facts__has_key=fact.key)
    found = now_wrong(rows)
    return [each for each in found if fact is None or any(change.key == fact.key for change in each.changes)]


def put_right(text: str, changes: Iterable[Change]) -> str:
    """The text with every changed fact as it reads now; what is not found word for word stays as it is."""
    for change in sorted(changes, key=lambda each: -len(each.told)):
        if change.now:
            text = text.replace(change.told, change.now)
    return text


def _changes(dispatch: Dispatch, known: Mapping[str, Fact]) -> Iterable[Change]:
    language = language_of(dispatch.language)
    for key, told in dispatch.facts.items():
        fact = known.get(key)
        now = fact_text(FactKind(fact.kind), fact.value, language) if fact is not None else ""
        if now != told and now != dispatch.let_stand.get(key):
            yield Change(key, fact.name if fact is not None else key, told, now)


def _plain(text: str) -> str:
    return " ".join(text.split())
