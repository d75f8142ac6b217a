"""How items appear on pages: the ways in, what has to be said about a text, and where else it can be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from teilhabe.outreach.content.models import Category, InfoItem
from teilhabe.outreach.content.published import Reading, Shelf
from teilhabe.outreach.languages import NEIGHBOURS, SIMPLE, Level, is_rtl, language_of, own_name
from teilhabe.outreach.pictures.models import Picture
from teilhabe.outreach.pictures.selectors import address_of, alternative, usable_pictures

ICONS = frozenset(file.stem for file in (Path(__file__).parent / "templates/information/icons").glob("*.svg"))
OTHER_ICON = "topic"
RELATED = 4
NARROW, WIDE = 480, 960
"""Pixels of pictures on phones and on large screens."""


@dataclass(frozen=True)
class Tile:
    """A category as a way in; `count` are the items behind it."""

    key: str
    name: str
    icon: str
    count: int


@dataclass(frozen=True)
class Offer:
    """The same item in another language or at another level."""

    language: str
    name: str
    address: str

    @property
    def is_rtl(self) -> bool:
        return is_rtl(self.language)


def tiles(shelf: Shelf, kind: str) -> list[Tile]:
    """The categories of this kind that lead to something, in the order of the office. One query."""
    counted = [(each, len(shelf.of(category=each.key))) for each in Category.objects.filter(kind=kind)]
    return [
        Tile(each.key, name_of(each, shelf.site_language), icon_of(each.icon or each.key), count)
        for each, count in counted
        if count
    ]


def name_of(category: Category, site_language: str) -> str:
    """Its name as readers of the site language know it, else that of a language close to theirs."""
    own = language_of(site_language)
    close = (category.names.get(code) for code in (site_language, own, NEIGHBOURS.get(own, "")))
    return str(next(filter(None, close), "") or category.name_in(own))


def icon_of(name: str) -> str:
    """The template of the icon; one that fits everything where we have none of this name."""
    return f"information/icons/{name if name in ICONS else OTHER_ICON}.svg"


def is_foreign(reading: Reading, site_language: str) -> bool:
    """Whether the text is in another language than its reader asked for."""
    return reading.language != language_of(site_language)


def canonical(reading: Reading, site_language: str) -> str:
    """The address that search engines should know: where the text is at home, if the site has that language."""
    at_home = is_foreign(reading, site_language) and reading.language in dict(settings.LANGUAGES)
    return _address(reading.key, reading.language if at_home else site_language)


def marked_html(reading: Reading) -> SafeString:
    """The text with a visible word at each paragraph whose original has changed since.

    The HTML comes from `body.html`, where no text of people can hold this attribute.
    """
    mark = format_html('<strong class="old-mark">{}</strong> ', _("Älterer Stand:"))
    return mark_safe(reading.html.replace(' class="is-old">', f' class="is-old">{mark}'))  # noqa: S308  # as said


def offers(reading: Reading, site_language: str) -> list[Offer]:
    """Every other variant that has an address: other languages of the site first, then other levels."""
    codes = [code for code, _name in settings.LANGUAGES if not code.endswith(SIMPLE)]
    own = language_of(site_language)
    languages = [code for code in codes if code != own and any(each == code for each, _level in reading.offered)]
    levels = [level for code, level in reading.offered if code == own and level is not reading.level]
    return [Offer(code, own_name(code), _address(reading.key, code)) for code in languages] + [
        Offer(own, _level_name(level), f"{_address(reading.key, site_language)}?level={level}") for level in levels
    ]


def _address(key: str, site_language: str) -> str:
    with override(site_language):
        return reverse("information:item", kwargs={"key": key})


def _level_name(level: Level) -> str:
    return {Level.STANDARD: _("Standardsprache"), Level.PLAIN: _("Einfache Sprache"), Level.EASY: _("Leichte Sprache")}[
        level
    ]


def related(reading: Reading, shelf: Shelf) -> list[Reading]:
    """Other items of the same categories, those that share most first."""
    mine = set(reading.categories)
    near = [each for each in shelf.readings if each.item_id != reading.item_id and mine & set(each.categories)]
    return sorted(near, key=lambda each: -len(mine & set(each.categories)))[:RELATED]


@dataclass(frozen=True)
class ShownPicture:
    """`alternative` is "" where the picture only decorates."""

    address: str
    wide_address: str
    width: int
    height: int
    alternative: str
    credit: str


def picture_of(reading: Reading, site_language: str) -> ShownPicture | None:
    """The picture of the item, where it may be shown today. One query, none where the item has no picture."""
    picture = usable_pictures([reading.picture_id]).get(reading.picture_id) if reading.picture_id else None
    if picture is None:
        return None
    return ShownPicture(
        address_of(picture, NARROW),
        address_of(picture, WIDE),
        picture.width,
        picture.height,
        alternative(picture, site_language)[0],
        credit_of(picture),
    )


def credit_of(picture: Picture) -> str:
    """Who made it, and what allows us to show it."""
    return ", ".join(filter(None, (picture.author, picture.licence)))


def newest(readings: Iterable[Reading]) -> list[Reading]:
    return sorted(readings, key=lambda each: each.published_at, reverse=True)


def pages_and_questions(readings: Iterable[Reading]) -> tuple[list[Reading], list[Reading], list[Reading]]:
    """What a category shows: texts and news, events and places, and questions with their answers."""
    kind = InfoItem.Kind
    known = list(readings)
    return (
        [each for each in known if each.kind in (kind.PAGE, kind.NEWS)],
        [each for each in known if each.kind in (kind.EVENT, kind.PLACE)],
        [each for each in known if each.kind == kind.FAQ],
    )
