"""Places as readers find them: where, when open, how to reach them, and in which languages people are met there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from teilhabe.codes.language import SPOKEN_LANGUAGES, SpokenLanguage
from teilhabe.outreach.content.models import Fact, PlaceDetails
from teilhabe.outreach.content.published import Reading, Shelf
from teilhabe.outreach.facts.hours import is_open
from teilhabe.outreach.facts.values import FactKind, fact_html
from teilhabe.outreach.languages import language_of


@dataclass(frozen=True)
class Place:
    """`is_open` is None where nobody has told the opening hours."""

    reading: Reading
    address: SafeString
    hours: SafeString
    contacts: tuple[tuple[str, SafeString], ...]
    languages: tuple[SpokenLanguage, ...]
    is_accessible: bool | None
    is_open: bool | None
    map_address: str


@dataclass(frozen=True)
class Choice:
    """What the reader asks for; "" and False for everything."""

    language: str = ""
    district: str = ""
    is_open: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        return (self.language, self.district, str(self.is_open))


def places(shelf: Shelf, now: datetime) -> list[Place]:
    return [place_of(reading, shelf, now) for reading in shelf.of("place")]


def place_of(reading: Reading, shelf: Shelf, now: datetime) -> Place:
    """Without details on record, only what its text says."""
    details = shelf.places.get(reading.item_id) or PlaceDetails()
    language = language_of(shelf.site_language)
    return Place(
        reading,
        _fact(details.address, language),
        _fact(details.hours, language),
        tuple((label_of(fact), _fact(fact, language)) for fact in _contacts(details)),
        tuple(SPOKEN_LANGUAGES[code] for code in details.languages if code in SPOKEN_LANGUAGES),
        details.is_accessible,
        _is_open(details.hours, now),
        _map_address(details),
    )


def label_of(fact: Fact) -> str:
    """What kind of way it is, in the language of the page: the office names its facts in German only."""
    return {FactKind.PHONE: _("Telefon"), FactKind.MAIL: _("E-Mail"), FactKind.LINK: _("Im Internet")}.get(
        FactKind(fact.kind), fact.name
    )


def _contacts(details: PlaceDetails) -> Iterator[Fact]:
    if details.pk:
        yield from details.contacts.all()


def _fact(fact: Fact | None, language: str) -> SafeString:
    if fact is None:
        return SafeString("")
    return mark_safe(fact_html(FactKind(fact.kind), fact.value, language))  # noqa: S308  # safe, as facts promise


def _is_open(hours: Fact | None, now: datetime) -> bool | None:
    return is_open(hours.value, now) if hours else None


def _map_address(details: PlaceDetails) -> str:
    """On OpenStreetMap; nothing of a map is loaded into our own page."""
    if details.latitude is None or details.longitude is None:
        return ""
    where = f"{details.latitude:.6f}/{details.longitude:.6f}"
    return f"https://www.openstreetmap.org/?mlat={details.latitude:.6f}&mlon={details.longitude:.6f}#map=17/{where}"


def narrowed(known: list[Place], choice: Choice) -> list[Place]:
    return [
        place
        for place in known
        if (not choice.language or any(each.code == choice.language for each in place.languages))
        and (not choice.district or choice.district in place.reading.districts)
        and (not choice.is_open or place.is_open)
    ]


def spoken_at(known: list[Place]) -> list[SpokenLanguage]:
    """Every language spoken at one of them, by what it calls itself."""
    found = {each.code: each for place in known for each in place.languages}
    return sorted(found.values(), key=lambda each: each.own_name.casefold())


def districts_of(known: list[Place]) -> list[str]:
    return sorted({district for place in known for district in place.reading.districts})
