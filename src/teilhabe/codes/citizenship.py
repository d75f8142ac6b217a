"""Citizenship: Germans, groups of foreign citizenships, and what cannot be told apart from the outside.

The groups do not overlap and together make up everybody: DE, EU, UA, A8, OTHER, UNKNOWN. Single citizenships keep the
code of the publisher ("ST475").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from teilhabe.text import Text

GERMAN, FOREIGN, TOTAL, UNKNOWN = "DE", "FOREIGN", "TOTAL", "UNKNOWN"

ASYLUM_ORIGINS: Mapping[str, Text] = {
    "ST423": Text("Afghanistan", "Afghanistan"),
    "ST224": Text("Eritrea", "Eritrea"),
    "ST438": Text("Irak", "Iraq"),
    "ST439": Text("Iran", "Iran"),
    "ST232": Text("Nigeria", "Nigeria"),
    "ST461": Text("Pakistan", "Pakistan"),
    "ST273": Text("Somalia", "Somalia"),
    "ST475": Text("Syrien", "Syria"),
}
"""The eight non-European main countries of origin of asylum seekers, as the Federal Employment Agency delimits them."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    TOTAL: ("DE", "EU", "UA", "A8", "OTHER", UNKNOWN),
    FOREIGN: ("EU", "UA", "A8", "OTHER", UNKNOWN),
    "UA": ("ST166",),
    "A8": tuple(ASYLUM_ORIGINS),
}
"""Each union and the groups or single citizenships it is the sum of."""


def outermost(codes: Sequence[str]) -> tuple[str, ...]:
    """The codes that stand inside no other of them: FOREIGN, not EU beside it.

    Tables that name Germans, foreigners and unknown citizenships mean three different groups.
    """
    inside = {member for code in codes for member in GROUPS.get(code, ())}
    if FOREIGN in codes:
        inside |= {*codes} - {TOTAL, GERMAN, FOREIGN}
    return tuple(code for code in codes if code == UNKNOWN or code not in inside)


LABELS: Mapping[str, Text] = {
    GERMAN: Text("deutsch", "German"),
    FOREIGN: Text("ausländisch", "foreign"),
    "EU": Text("übrige Staaten der Europäischen Union", "other states of the European Union"),
    "UA": Text("Ukraine", "Ukraine"),
    "A8": Text("acht Hauptherkunftsländer von Asylsuchenden", "eight main countries of origin of asylum seekers"),
    "OTHER": Text("übrige Staaten", "other states"),
    UNKNOWN: Text("staatenlos, ungeklärt oder ohne Angabe", "stateless, unclear or not stated"),
    TOTAL: Text("insgesamt", "total"),
}

_WORDS: Mapping[str, tuple[str, ...]] = {
    GERMAN: ("natd", "deutsch", "deutsche", "deutsche(r)", "german", "germans", "staagd", "deutschland", "st000", "de"),
    FOREIGN: (
        "nata", "ausländisch", "ausländer", "ausländer/-innen", "ausländer/innen", "ausländerinnen und ausländer",
        "ausländer:innen", "ausländer(innen)", "auslaender", "auslaendisch", "nichtdeutsch", "nichtdeutsche",
        "nicht deutsch", "foreign", "foreigners", "non-german", "staaga",
    ),
    TOTAL: ("total", "insgesamt", "gesamt", "zusammen", "alle", "lb-ins"),
    UNKNOWN: (
        "unknown", "staatenlos/ungeklärt/ohne angabe", "unbekannt/ungeklärt/ohne angabe", "unbekannt", "ohne angabe",
        "staatenlos, ungeklärt, ohne angabe",
    ),
    "EU": ("eu",), "UA": ("ua",), "A8": ("a8",), "OTHER": ("other",),
}  # fmt: skip
_CODES = {word: code for code, words in _WORDS.items() for word in words}


@lru_cache(maxsize=4096)
def parse_citizenship(text: str) -> str | None:
    """The group for a label or a code ("NATA", "deutsch", "Ausländer"); None for anything finer or unknown.

    "Staatenlos" and "ungeklärt" alone stay with the publisher's code: each is only a part of UNKNOWN.
    """
    return _CODES.get(" ".join(text.split()).lower())
