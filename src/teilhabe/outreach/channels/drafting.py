"""What channels say of an item: pulled from what readers of a language get, with its facts, address and picture."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from teilhabe.errors import InputError
from teilhabe.outreach.channels.channel import Draft
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.truth import told_in
from teilhabe.outreach.content.models import Edition, InfoItem, Variant
from teilhabe.outreach.content.published import Reading, shelf
from teilhabe.outreach.languages import SIMPLE, Level, language_of, own_name
from teilhabe.outreach.pictures.selectors import alternative, usable


@dataclass(frozen=True)
class Source:
    """An item as readers of one site language get it, in that language."""

    reading: Reading
    edition: Edition
    site_language: str

    @property
    def address(self) -> str:
        """The complete address of its page; "" where the site does not know its own."""
        site: str = settings.PUBLIC_ADDRESS
        return site + path_of(self.reading.key, self.site_language) if site else ""


def site_languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def languages_of(item: InfoItem) -> list[str]:
    """The site languages in which readers get the item in their own language, plain German only where it is plain."""
    return [code for code in site_languages() if _reading(item, code) is not None]


def source_of(item: InfoItem, site_language: str) -> Source:
    """InputError where readers of this language do not get it in their own."""
    reading = _reading(item, site_language)
    if reading is None:
        name = own_name(language_of(site_language))
        raise InputError(
            f"Diese Information ist auf {name} nicht veröffentlicht.", f"This item is not published in {name}."
        )
    edition = Edition.objects.select_related("revision").get(
        variant__item=item, variant__language=reading.language, variant__level=reading.level
    )
    return Source(reading, edition, site_language)


def drafted(item: InfoItem, source: Source, text: str, *, title: str = "", with_picture: bool = False) -> Draft:
    """A draft of this text; its facts are those of the edition that stand in it."""
    said = f"{title}\n{text}"
    picture = usable().filter(pk=item.picture_id).first() if with_picture and item.picture_id else None
    words = alternative(picture, source.site_language)[0] if picture is not None else ""
    return Draft(
        language=source.site_language,
        text=text,
        title=title,
        link=source.address,
        picture=picture,
        picture_text=words,
        facts=told_in(said, source.edition, source.site_language),
        item=item,
    )


def variant_of(item: InfoItem, site_language: str) -> Variant | None:
    """The variant that is meant for this site language, published or not."""
    found = {each.level: each for each in item.variants.filter(language=language_of(site_language))}
    wanted = (Level.PLAIN, Level.EASY) if site_language.endswith(SIMPLE) else (Level.STANDARD, Level.PLAIN, Level.EASY)
    return next((found[level] for level in wanted if level in found), None)


def path_of(key: str, site_language: str) -> str:
    """Where the page of the item is on this site."""
    with override(site_language):
        return reverse("information:item", kwargs={"key": key})


def draft_of(dispatch: Dispatch) -> Draft:
    """What a stored dispatch says, as channels judge and show it."""
    return Draft(
        language=dispatch.language,
        text=dispatch.text,
        title=dispatch.title,
        link=dispatch.link,
        picture=dispatch.picture,
        picture_text=dispatch.picture_text,
        facts=dispatch.facts,
        audience=dispatch.audience,
        item=dispatch.item,
    )


def _reading(item: InfoItem, site_language: str) -> Reading | None:
    reading = shelf(site_language).by_id.get(item.pk)
    if reading is None or reading.language != language_of(site_language):
        return None
    is_too_hard = site_language.endswith(SIMPLE) and reading.level == Level.STANDARD
    return None if is_too_hard else reading
