"""How the workspace says hello."""

from __future__ import annotations

from datetime import time

from django.utils.translation import gettext as _

NOON, EVENING = time(11), time(18)


def greeting(now: time) -> str:
    """For the time of day at the office."""
    if now < NOON:
        return _("Guten Morgen")
    return _("Guten Tag") if now < EVENING else _("Guten Abend")
