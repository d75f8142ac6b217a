"""What forms and filters about volunteers offer, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from teilhabe.codes.language import language_name
from teilhabe.core.language import page_language
from teilhabe.engagement.volunteers.models import Level, Skill


def skill_names() -> dict[str, str]:
    """Every skill by its key, in one query."""
    language = page_language()
    rows = Skill.objects.values_list("key", "names")
    named = {key: str(names.get(language) or names.get("de") or key) for key, names in rows}
    return dict(sorted(named.items(), key=lambda pair: pair[1].casefold()))


def skill_choices() -> list[tuple[str, str]]:
    """Those that are offered."""
    offered = set(Skill.objects.filter(is_offered=True).values_list("key", flat=True))
    return [(key, name) for key, name in skill_names().items() if key in offered]


def languages_with_levels(languages: list[str], levels: Mapping[str, str]) -> str:
    """ "Arabisch, Deutsch (B1)"."""
    return ", ".join(_with_level(code, levels.get(code, "")) for code in languages)


def _with_level(code: str, level: str) -> str:
    name = language_name(code, page_language())
    return f"{name} ({Level(level).name})" if level in Level.values else name
