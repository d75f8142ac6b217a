"""Readers meet the site in their language: its addresses, its switch, its words, and what stands in for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import cast

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.test import Client
from django.utils.translation import gettext, ngettext, override
from django.utils.translation.template import templatize
from tests.cast import Cast
from tests.monitoring.site import published, site
from tests.project.test_translations import KEYWORDS, SOURCE

from teilhabe.core.extensions import NAVIGATION
from teilhabe.core.users.roles import Role

__all__ = ["published", "site"]

COMPLETE = ("en", "ar")
OTHERS = ("uk", "ru", "tr", "fa", "fr")
ARABIC = re.compile("[\u0621-\u064a]{2}")
MOST_WORDS = 12
"""Of a sentence in plain German."""
PATH_SIGNS = ("/", "<")
SHARED = ("project/templates/*.html", "portal/templates/portal/*.html")
ABOUT_ONES_ACCOUNT = (
    "core/accounts/templates/**/*.html",
    *(f"core/accounts/{file}.py" for file in ("adapters", "devices", "forms", "letters", "middleware")),
    *(f"core/accounts/views/{file}.py" for file in ("entrance", "own", "second_factor")),
    "core/accounts/actions/security.py",
    "core/users/roles.py",
    "portal/workspace/templates/workspace/_*.html",
    "portal/workspace/templatetags/*.py",
    "project/templates/forms/*.html",
)
SHOWN_IN_THE_READERS_LANGUAGE = (
    *SHARED,
    *ABOUT_ONES_ACCOUNT,
    "portal/*.py",
    "portal/information/**/*.html",
    "portal/information/*.py",
    "portal/newsletter/**/*.html",
    "portal/newsletter/*.py",
    "portal/volunteering/**/*.html",
    "portal/volunteering/*.py",
    "engagement/volunteers/consent.py",
    "outreach/newsletter/consent.py",
    "outreach/newsletter/letters.py",
    "outreach/moderation/templates/moderation/netiquette.html",
    "outreach/newsletter/templates/newsletter/mail.html",
    "monitoring/templates/monitoring/city_base.html",
)
OF_THE_OFFICE = ("project/templates/form.html", "accounts/invite.html", "accounts/user.html")
OF_RELEASES = ("_cities.html", "_figures_hero.html")
"""What releases say and the labels around it stay in German and English."""


def public_texts() -> set[str | tuple[str, ...]]:
    """Every text that a page for everybody may show in any language."""
    found: set[str | tuple[str, ...]] = set()
    for pattern in SHOWN_IN_THE_READERS_LANGUAGE:
        for file in SOURCE.glob(pattern):
            if not file.as_posix().endswith(OF_THE_OFFICE + OF_RELEASES):
                text = file.read_text(encoding="utf-8")
                source = (templatize(text) if file.suffix == ".html" else text).encode()
                found |= {each for _l, each, _c, _x in extract("python", BytesIO(source), keywords=KEYWORDS) if each}
    return {each for each in found if not _is_address(each)}


def _is_address(message: str | tuple[str, ...]) -> bool:
    return isinstance(message, str) and message.endswith(("/", ".csv", ".ics", ".json"))


def _translated(language: str) -> set[object]:
    folder = language.replace("de-simple", "de_Simple")
    messages = []
    for file in SOURCE.rglob(f"locale/{folder}/LC_MESSAGES/django.po"):
        with file.open("rb") as stream:
            messages += [each for each in read_po(stream) if each.id and not each.fuzzy]
    return {each.id for each in messages if all((each.string,) if isinstance(each.string, str) else each.string)}


@pytest.mark.parametrize("language", COMPLETE)
def test_every_public_text_is_translated(language: str) -> None:
    assert public_texts() - _translated(language) == set()


def _longest_sentence(message: object) -> int:
    """In words; of a plural, of all its forms."""
    texts = [message] if isinstance(message, str) else list(cast(tuple[str, ...], message))
    return max(len(sentence.split()) for text in texts for sentence in re.split(r"(?<=[.!?:])\s+", text))


def test_long_sentences_of_public_pages_are_short_ones_in_plain_german() -> None:
    long = {each for each in public_texts() if _longest_sentence(each) > MOST_WORDS}
    assert long - _translated("de-simple") == set()
    assert {each for each in _plain_texts() if _longest_sentence(each) > MOST_WORDS} == set()


def _plain_texts() -> Iterator[str]:
    for file in SOURCE.rglob("locale/de_Simple/LC_MESSAGES/django.po"):
        with file.open("rb") as stream:
            for each in read_po(stream):
                if each.id:
                    yield from [each.string] if isinstance(each.string, str) else each.string


@pytest.mark.parametrize("language", ["ar", "de-simple", *OTHERS, "prs", "ti"])
def test_catalogues_translate_no_addresses(language: str) -> None:
    assert {each for each in _translated(language) if _is_address(each)} == set()  # type: ignore[arg-type]


@pytest.mark.parametrize("language", OTHERS)
def test_the_most_visible_texts_of_other_languages_are_there(language: str) -> None:
    assert len(_translated(language)) >= 60


@pytest.mark.parametrize("file", sorted(SOURCE.rglob("locale/*/LC_MESSAGES/django.po")), ids=lambda each: str(each))
def test_a_catalogue_that_nobody_has_reviewed_says_so(file: Path) -> None:
    unreviewed = file.parents[1].name in (*OTHERS, "prs", "ti")
    assert ("UNREVIEWED" in file.read_text(encoding="utf-8").split("msgid")[0]) is unreviewed


MISSING_IN_TURKISH = (
    "Automatische Prüfungen finden nicht alles. Eine Prüfung durch Menschen mit Behinderungen steht noch aus."
)


def test_what_a_catalogue_lacks_is_shown_in_english() -> None:
    with override("en"):
        english = gettext(MISSING_IN_TURKISH)
    assert english != MISSING_IN_TURKISH
    for language in ("tr", "ti", "prs"):
        with override(language):
            assert gettext(MISSING_IN_TURKISH) == english


def test_plain_german_falls_back_to_german_and_dari_to_persian() -> None:
    with override("de-simple"):
        assert gettext("Termine") == "Termine"
        assert gettext("Mehr lesen") == "Mehr lesen"
    with override("fa"):
        persian = gettext("Zur Startseite")
    with override("prs"):
        assert gettext("Zur Startseite") == persian


def test_arabic_counts_as_arabic_does() -> None:
    with override("ar"):
        forms = {ngettext("%(count)s Ort", "%(count)s Orte", count) for count in (1, 2, 5, 11)}
    assert len(forms) == 4


@pytest.mark.usefixtures("site", "db")
def test_the_switch_keeps_the_page_and_what_was_asked(client: Client) -> None:
    page = client.get("/de/partner/?language=ar").content.decode()
    assert 'href="/ar/partners/?language=ar"' in page
    assert 'href="/de-simple/partner/?language=ar" lang="de" hreflang="de-simple"' in page


@pytest.mark.usefixtures("site", "db")
def test_the_switch_repeats_no_query_that_nobody_has_checked(client: Client) -> None:
    assert "boese" not in client.get("/de/?boese=1").content.decode()
    assert "boese" not in client.get("/de/partner/?boese=1").content.decode()


@pytest.mark.usefixtures("site", "db")
@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/ar/office/?a=1", "/ar/account/sign-in/?next=/ar/office/%3Fa%3D1"),
        ("/uk/office/?a=1", "/en/office/?a=1"),
        ("/uk/account/sign-in/?next=/uk/office/", "/en/account/sign-in/?next=/uk/office/"),
        ("/de-simple/buero/", "/de-simple/konto/anmelden/?next=/de-simple/buero/"),
    ],
)
def test_who_is_not_signed_in_is_asked_to_in_their_language_or_the_closest(
    client: Client, asked: str, led: str
) -> None:
    response = client.get(asked)
    assert (response.status_code, response.headers["Location"]) == (302, led)


@pytest.mark.parametrize(
    ("asked", "led"), [("/ar/office/?a=1", "/en/office/?a=1"), ("/de-simple/buero/", "/de/buero/")]
)
def test_the_office_keeps_to_its_languages(cast: Cast, asked: str, led: str) -> None:
    response = cast.client(Role.VOLUNTEER).get(asked)
    assert (response.status_code, response.headers["Location"]) == (302, led)


def test_the_pages_of_an_account_offer_the_languages_in_which_they_are_whole(
    client: Client, site: Path, db: None
) -> None:
    page = client.get("/de/konto/anmelden/").content.decode()
    assert set(re.findall(r'hreflang="([a-z-]+)"', page)) == {"de", "de-simple", "en", "ar"}


def test_the_pages_of_the_office_offer_its_languages_only(cast: Cast) -> None:
    page = cast.client(Role.VOLUNTEER).get("/de/buero/").content.decode()
    assert set(re.findall(r'hreflang="([a-z-]+)"', page)) == {"de", "en"}


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/ar/account/sign-in/", "تسجيل الدخول"),
        ("/ar/account/forgotten-password/", "نسيان كلمة المرور"),
        ("/ar/account/invitation/gone/", "هذا الرابط لم يعد صالحًا"),
    ],
)
@pytest.mark.usefixtures("site", "db")
def test_the_way_in_is_arabic_for_who_reads_arabic(client: Client, address: str, heading: str) -> None:
    page = client.get(address).content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert f">{heading}</h1>" in page


@pytest.mark.parametrize("role", Role)
def test_the_navigation_beside_ones_account_is_arabic(cast: Cast, role: Role) -> None:
    with override("ar"):
        labels = [item.label for item in NAVIGATION.collect(cast.user(role))]
    assert [label for label in labels if not ARABIC.search(label)] == []


def test_figures_on_an_arabic_page_are_marked_as_english_and_links_stay_arabic(client: Client, published: Path) -> None:
    page = client.get("/ar/probestadt/").content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert '<div class="release-language" lang="en" dir="ltr">' in page
    assert "الأرقام وشروحها متوفرة بالألمانية والإنجليزية" in page
    main = page[page.index("release-language") : page.index("</main>")]
    assert 'href="/ar/probestadt/' in main
    assert 'href="/en/' not in main


def test_figures_on_plain_german_pages_are_german(client: Client, published: Path) -> None:
    page = client.get("/de-simple/probestadt/").content.decode()
    assert '<html lang="de" dir="ltr"' in page
    assert "release-language" not in page
