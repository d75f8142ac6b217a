"""Public holidays, so that nobody plans a shift on one without noticing; dated, in holidays.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from dateutil.easter import easter
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILE = Path(__file__).with_name("holidays.toml")
NAMES = {
    "new_year": _("Neujahr"),
    "good_friday": _("Karfreitag"),
    "easter_monday": _("Ostermontag"),
    "labour_day": _("Tag der Arbeit"),
    "ascension": _("Christi Himmelfahrt"),
    "whit_monday": _("Pfingstmontag"),
    "corpus_christi": _("Fronleichnam"),
    "unity": _("Tag der Deutschen Einheit"),
    "all_saints": _("Allerheiligen"),
    "christmas": _("1. Weihnachtstag"),
    "boxing_day": _("2. Weihnachtstag"),
}


@dataclass(frozen=True, kw_only=True)
class Holiday:
    """On the month and day `on` ("10-03"), or so many days after Easter Sunday, while the row counts."""

    key: str
    valid_from: date
    source: str
    on: str = ""
    after_easter: int = 0
    valid_until: date = date.max

    def in_year(self, year: int) -> date:
        if self.on:
            return date.fromisoformat(f"{year}-{self.on}")
        sunday: date = easter(year)
        return sunday + timedelta(days=self.after_easter)

    def falls_on(self, day: date) -> bool:
        return self.valid_from <= day <= self.valid_until and self.in_year(day.year) == day


@cache
def holidays() -> tuple[Holiday, ...]:
    return tuple(Holiday(**row) for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["holidays"])


def holiday(day: date) -> str | Promise:
    """Its name; "" for a working day or a weekend."""
    return next((NAMES[each.key] for each in holidays() if each.falls_on(day)), "")
