"""Public holidays in Rheinland-Pfalz (LFtG § 2), so that nobody plans a shift on one without noticing."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIXED = {
    (1, 1): _("Neujahr"),
    (5, 1): _("Tag der Arbeit"),
    (10, 3): _("Tag der Deutschen Einheit"),
    (11, 1): _("Allerheiligen"),
    (12, 25): _("1. Weihnachtstag"),
    (12, 26): _("2. Weihnachtstag"),
}
AFTER_EASTER = {
    -2: _("Karfreitag"),
    1: _("Ostermontag"),
    39: _("Christi Himmelfahrt"),
    50: _("Pfingstmontag"),
    60: _("Fronleichnam"),
}


def holiday(day: date) -> str | Promise:
    """Its name; "" for a working day or a weekend."""
    return _of_year(day.year).get(day, "")


@cache
def _of_year(year: int) -> dict[date, str | Promise]:
    fixed = {date(year, month, day): name for (month, day), name in FIXED.items()}
    return {**fixed, **{easter(year) + timedelta(days=days): name for days, name in AFTER_EASTER.items()}}
