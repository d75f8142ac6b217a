"""What forms and filters about volunteers offer, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import get_language

from teilhabe.codes.language import SPOKEN_LANGUAGES, language_name
from teilhabe.core.language import page_language
from teilhabe.engagement.volunteers.models import Level, Skill


def skill_names() -> dict[str, str]:
    """Every skill by its key, in one query."""
    language = (get_language() or "de").partition("-")[0]
    rows = Skill.objects.values_list("key", "names")
    named = {
        key: str(names.get(language) or names.get(page_language()) or names.get("de") or key) for key, names in rows
    }
    return dict(sorted(named.items(), key=lambda pair: pair[1].casefold()))


def names_of_skills(keys: Iterable[str]) -> str:
    """ "Vorlesen, Nähen"; a key that the list no longer has reads as it is."""
    names = skill_names()
    return ", ".join(names.get(key, key) for key in keys)


def skill_choices() -> list[tuple[str, str]]:
    """Those that are offered."""
    offered = set(Skill.objects.filter(is_offered=True).values_list("key", flat=True))
    return [(key, name) for key, name in skill_names().items() if key in offered]


def spoken_name(code: str) -> str:
    """A language in that of German and English pages; on all others as it calls itself."""
    is_office = (get_language() or "de").partition("-")[0] in ("de", "en")
    known = SPOKEN_LANGUAGES.get(code)
    return language_name(code, page_language()) if is_office or known is None else known.own_name


def spoken_languages() -> list[tuple[str, str]]:
    """Every language that somebody may speak, in the order of these names."""
    named = ((code, spoken_name(code)) for code in SPOKEN_LANGUAGES)
    return sorted(named, key=lambda pair: pair[1].casefold())


def languages_with_levels(languages: list[str], levels: Mapping[str, str]) -> str:
    """ "Arabisch, Deutsch (B1)"."""
    return ", ".join(_with_level(code, levels.get(code, "")) for code in languages)


def _with_level(code: str, level: str) -> str:
    name = spoken_name(code)
    return f"{name} ({Level(level).name})" if level in Level.values else name
