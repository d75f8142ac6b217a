"""Residence: whether people are counted at their main home, at a secondary one, or at both."""

from __future__ import annotations

import re
from functools import lru_cache

from teilhabe.codes.bases import Base
from teilhabe.text import Text

MAIN, SECONDARY, TOTAL = "MAIN", "SECONDARY", "TOTAL"

LABELS: dict[str, Text] = {
    MAIN: Text("Hauptwohnung oder alleinige Wohnung", "main or only residence"),
    SECONDARY: Text("Nebenwohnung", "secondary residence"),
    TOTAL: Text("wohnberechtigt (Haupt- und Nebenwohnung)", "main and secondary residence"),
}

BASES: dict[str, Base] = {
    MAIN: Base.REGISTER_MAIN,
    SECONDARY: Base.REGISTER_SECONDARY,
    TOTAL: Base.REGISTER_WITH_SECONDARY,
}
"""Only registers of residents know secondary residences: the code says what the figure rests on."""

REGISTERS = frozenset({*BASES.values(), Base.REGISTER_UNSTATED})

_FORMS = (
    (TOTAL, r"wohnberechtigte?( bevölkerung| insgesamt)?|haupt-? ?(und|oder|u\.|/|\+) ?nebenwohn(ung|sitz)(en|e)?"),
    (TOTAL, r"main and secondary residence|insgesamt|gesamt|zusammen|total"),
    (MAIN, r"(alleinige )?(oder )?(haupt-?wohn(ung|sitz)(en|e)?)|alleinige( wohnung| oder hauptwohnung)?|hw|hws"),
    (MAIN, r"hauptwohnung oder alleinige wohnung|main( or only)?( residence)?"),
    (SECONDARY, r"neben-?wohn(ung|sitz)(en|e)?|nw|nws|secondary( residence)?"),
)
_PATTERNS = tuple((code, re.compile(pattern)) for code, pattern in _FORMS)
_LEAD = re.compile(r"^(einwohner|personen|bevölkerung|einwohnerinnen und einwohner)?\s*(mit |am ort der )?")


@lru_cache(maxsize=1024)
def parse_residence(text: str) -> str | None:
    """The code for a label ("Hauptwohnsitz", "Personen mit Nebenwohnung", "wohnberechtigt"); None where unknown."""
    plain = " ".join(text.split()).lower()
    for wording in (plain, _LEAD.sub("", plain)):
        for code, pattern in _PATTERNS:
            if pattern.fullmatch(wording):
                return code
    return None
