"""What can be chosen in forms and filters, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from teilhabe.actors.selectors.organisations import all_districts
from teilhabe.codes.fields import FIELDS_OF_ACTION
from teilhabe.codes.language import language_name, languages_by_name
from teilhabe.core.language import page_language
from teilhabe.core.users.models import Organisation

Choices = list[tuple[str, str]]
PLAIN_GERMAN = "de-simple"


def language_choices() -> Choices:
    return [(each.code, each.name.in_language(page_language())) for each in languages_by_name(page_language())]


def wording_choices() -> Choices:
    """The languages in which people are asked: German also in plain words, right after German."""
    choices = language_choices()
    place = [code for code, _name in choices].index("de") + 1
    return [*choices[:place], (PLAIN_GERMAN, gettext("Deutsch in einfacher Sprache")), *choices[place:]]


def wording_name(code: str) -> str:
    return gettext("Deutsch in einfacher Sprache") if code == PLAIN_GERMAN else language_names([code])[0]


def field_choices() -> Choices:
    return [(code, name.in_language(page_language())) for code, name in FIELDS_OF_ACTION.items()]


def district_choices() -> Choices:
    return [(district, district) for district in all_districts()]


def organisation_choices() -> Choices:
    rows = Organisation.objects.filter(is_active=True).order_by("name").values_list("pk", "name")
    return [(str(key), name) for key, name in rows]


def language_names(codes: Iterable[str]) -> list[str]:
    return [language_name(code, page_language()) for code in codes]


def field_names(codes: Iterable[str]) -> list[str]:
    known = dict(field_choices())
    return [known.get(code, code) for code in codes]
