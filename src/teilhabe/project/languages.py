"""The languages of the site, and those in which the office itself works."""

from __future__ import annotations

from django.conf.locale import LANG_INFO

from teilhabe.codes.language import SPOKEN_LANGUAGES
from teilhabe.errors import InputError
from teilhabe.outreach.languages import SIMPLE, is_rtl, language_of, own_name

OFFICE_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
ACCOUNT_LANGUAGES = ("de", "de-simple", "en", "ar")
"""In which the pages and letters about one's own account are whole; a site offers those of them that it speaks."""
NAMES = {"de-simple": "Einfaches Deutsch"}
"""Site languages that no list of languages knows."""


def site_languages(codes: str) -> list[tuple[str, str]]:
    """Pairs of code and own name from `de,en,ar`; German and English are always there. InputError for unknown ones."""
    chosen = [code.strip() for code in codes.split(",") if code.strip()]
    for code in chosen:
        if language_of(code) not in SPOKEN_LANGUAGES or (code.endswith(SIMPLE) and code not in NAMES):
            raise InputError(
                f"Die Einstellung SITE_LANGUAGES nennt „{code}“; diese Sprache kennen wir nicht.",
                f"The setting SITE_LANGUAGES names “{code}”; we do not know this language.",
            )
    codes_kept = list(dict.fromkeys(["de", *chosen, "en"] if "en" not in chosen else ["de", *chosen]))
    for code in codes_kept:
        _make_known(code)
    return [(code, NAMES.get(code) or own_name(code)) for code in codes_kept]


def _make_known(code: str) -> None:
    """Django asks its own list for names and directions."""
    if code not in LANG_INFO:
        name = NAMES.get(code) or own_name(code)
        LANG_INFO[code] = {"bidi": is_rtl(language_of(code)), "code": code, "name": name, "name_local": name}
