"""Which machine translates, from the settings."""

from __future__ import annotations

from django.conf import settings

from teilhabe.outreach.translation.machines.libretranslate import LibreTranslate
from teilhabe.outreach.translation.machines.machine import Machine


def is_set_up() -> bool:
    return bool(settings.TRANSLATION_ADDRESS)


def machine() -> Machine | None:
    """None where the settings name no address."""
    if not is_set_up():
        return None
    return LibreTranslate(settings.TRANSLATION_ADDRESS, settings.TRANSLATION_KEY)
