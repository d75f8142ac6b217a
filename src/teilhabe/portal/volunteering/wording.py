"""The names of fields of action and of languages for readers of every language of the site."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from teilhabe.codes.language import language_name
from teilhabe.core.language import page_language
from teilhabe.outreach.languages import own_name

_FIELDS = {
    "demography": _("Bevölkerung"),
    "arrival": _("Ankommen und Schutz"),
    "legal": _("Aufenthalt und Einbürgerung"),
    "childhood": _("Kinder und Sprache"),
    "education": _("Schule und Ausbildung"),
    "labour": _("Arbeit und Lebensunterhalt"),
    "housing": _("Wohnen"),
    "health": _("Gesundheit"),
    "participation": _("Mitbestimmen"),
    "safety": _("Sicherheit und Schutz vor Diskriminierung"),
    "opening": _("Öffnung der Verwaltung"),
}


def field_name(code: str) -> str:
    return str(_FIELDS.get(code, code))


def spoken(code: str) -> str:
    """A language by its name in the reader's, where we know that; else by the name that it gives itself."""
    return language_name(code, page_language()) if (get_language() or "de")[:2] in ("de", "en") else own_name(code)


def field_choices() -> list[tuple[str, str]]:
    """In the order in which they are shown; where volunteers can do nothing is left out."""
    return [(code, str(name)) for code, name in _FIELDS.items() if code != "demography"]
