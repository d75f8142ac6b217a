"""What readers narrow the search by: words, language, time, district, topic, kind; each with how many it leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from teilhabe.actors.folding import fold
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.volunteers.timetable import DAYS, PART_NAMES
from teilhabe.engagement.week import NEVER, PARTS, mask, slot
from teilhabe.portal.addresses import page_query
from teilhabe.portal.volunteering.cards import Card
from teilhabe.portal.volunteering.wording import field_name, spoken

MOST_SEARCHED = 100
NO_LANGUAGE, AT_HOME = "none", "home"


@dataclass(frozen=True)
class Choice:
    """ "" for everything. `day` is a weekday from 0, `part` a part of the day from 0."""

    q: str = ""
    language: str = ""
    day: str = ""
    part: str = ""
    district: str = ""
    field: str = ""
    kind: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Choice:
        """As it was asked; what no card has finds nothing, and can be taken away by its chip."""
        given = {each.name: query.get(each.name, "").replace("\0", "").strip()[:MOST_SEARCHED] for each in fields(cls)}
        return replace(cls(**given), **{name: "" for name, known in _NUMBERS.items() if given[name] not in known})

    def without(self, name: str) -> Choice:
        return replace(self, **{name: ""})

    @property
    def query(self) -> str:
        return page_query(**{each.name: getattr(self, each.name) for each in fields(self)})

    def leaves(self, card: Card) -> bool:
        return all(value in VALUES[name](card) for name in VALUES if (value := getattr(self, name))) and self._said_in(
            card
        )

    def _said_in(self, card: Card) -> bool:
        if not self.q:
            return True
        row = card.opportunity
        text = fold(" ".join((card.title, card.task, row.title, str(row.organisation), row.district, row.place)))
        return all(word in text for word in fold(self.q).split())


_NUMBERS = {"day": {str(day) for day in DAYS}, "part": {str(part) for part in range(PARTS)}}


def _languages(card: Card) -> Iterable[str]:
    return card.languages or {NO_LANGUAGE}


def _on_days(card: Card) -> Iterable[str]:
    """By arrangement is any day."""
    parts = {day: mask(slot(day, part) for part in range(PARTS)) for day in DAYS}
    return {str(day) for day, week in parts.items() if card.week == NEVER or card.week & week}


def _in_parts(card: Card) -> Iterable[str]:
    parts = {part: mask(slot(day, part) for day in DAYS) for part in range(PARTS)}
    return {str(part) for part, week in parts.items() if card.week == NEVER or card.week & week}


def _places(card: Card) -> Iterable[str]:
    row = card.opportunity
    return {row.district, AT_HOME if row.is_remote else ""} - {""}


VALUES: Mapping[str, Callable[[Card], Iterable[str]]] = {
    "language": _languages,
    "day": _on_days,
    "part": _in_parts,
    "district": _places,
    "field": lambda card: set(card.opportunity.fields),
    "kind": lambda card: {card.opportunity.kind},
}


@dataclass(frozen=True)
class Option:
    """One entry of a menu, and how many opportunities it leaves."""

    value: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A menu; `everything` is its first entry."""

    name: str
    label: str
    everything: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Chip:
    """What is chosen, and the query without it."""

    label: str
    query: str


def facets(choice: Choice, known: Iterable[Card]) -> list[Facet]:
    """Each counted under what the other menus say; what leaves nothing is not offered."""
    rows = list(known)
    return [facet for name in VALUES if (facet := _facet(name, choice, rows)).options]


def _facet(name: str, choice: Choice, rows: list[Card]) -> Facet:
    others, chosen = choice.without(name), getattr(choice, name)
    counts = Counter(value for card in rows if others.leaves(card) for value in VALUES[name](card))
    offered = sorted({*counts, chosen} - {""}, key=_order(name))
    options = tuple(Option(each, name_of(name, each), counts[each], each == chosen) for each in offered)
    label, everything = _labels()[name]
    return Facet(name, label, everything, options)


def chips(choice: Choice) -> list[Chip]:
    names = ("q", *VALUES)
    chosen = [(name, value) for name in names if (value := getattr(choice, name))]
    return [Chip(name_of(name, value), choice.without(name).query) for name, value in chosen]


def name_of(name: str, value: str) -> str:
    """How one choice reads; a value that nobody knows as it was typed."""
    if name == "language":
        return _("keine bestimmte Sprache") if value == NO_LANGUAGE else spoken(value)
    if name == "day":
        return str(WEEKDAYS[int(value)])
    if name == "part":
        return str(PART_NAMES[int(value)])
    if name == "district" and value == AT_HOME:
        return _("von zu Hause")
    if name == "field":
        return field_name(value)
    return str(dict(Opportunity.Kind.choices).get(value, value)) if name == "kind" else value


def _order(name: str) -> Callable[[str], tuple[bool, str]]:
    """Days in their order, others by name; what is no language and no district stands last."""
    if name in _NUMBERS:
        return lambda value: (False, value)
    return lambda value: (value in (NO_LANGUAGE, AT_HOME), name_of(name, value).casefold())


def _labels() -> dict[str, tuple[str, str]]:
    return {
        "language": (_("Sprache, die gebraucht wird"), _("alle Sprachen")),
        "day": (_("Wochentag"), _("jeder Tag")),
        "part": (_("Tageszeit"), _("jede Tageszeit")),
        "district": (_("Wo?"), _("ganze Stadt")),
        "field": (_("Thema"), _("alle Themen")),
        "kind": (_("Wie oft"), _("egal wie oft")),
    }
