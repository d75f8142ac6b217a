"""The address of a built file: style sheet, script, font, icon."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django import template
from django.conf import settings

from teilhabe.errors import InputError

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    """The hashed address of the file; InputError where the front end has not been built."""
    return f"{settings.STATIC_URL}{built_files(settings.STATIC_ROOT)[name]}"


@lru_cache(maxsize=4)
def built_files(folder: Path) -> dict[str, str]:
    """Plain name → hashed name, as `frontend/build.mjs` wrote them."""
    try:
        names: dict[str, str] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            "Die Oberfläche ist noch nicht gebaut. Bitte einmal „node frontend/build.mjs“ ausführen.",
            "The front end has not been built yet. Please run “node frontend/build.mjs” once.",
        ) from error
    return names
