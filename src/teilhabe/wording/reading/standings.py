"""Places in an order: "dritthöchste", "an 3. Stelle von 12", "one of the three highest of 12"."""

from __future__ import annotations

import re

from teilhabe.text import Language
from teilhabe.wording.reading.found import Standing
from teilhabe.wording.reading.page import Page

_ORDINALS: dict[Language, str] = {
    "de": "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft",
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
}
_CARDINALS: dict[Language, str] = {
    "de": "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "en": "one two three four five six seven eight nine ten eleven twelve",
}


_COUNTS = ("leaders", "first_ones")
_GROUPS = ("word", "short", *_COUNTS, "second", "before", "behind")
"""What names a place, or how many places are meant; "höchste von" alone is the first."""


def _pattern(language: Language) -> re.Pattern[str]:
    ordinals, cardinals = "|".join(_ORDINALS[language].split()), "|".join(_CARDINALS[language].split())
    if language == "de":
        place = r"(?:Stelle|Rang|Platz)"
        shapes = [
            rf"(?P<word>{ordinals})(?=höchste|niedrigste|größte|grösste|kleinste|tiefste|geringste)",
            r"(?P<short>\d+)\.(?=-?\s?(?:höchste|niedrigste|größte|kleinste|tiefste))",
            rf"(?P<leaders>\d+|{cardinals})\s(?=(?:höchst|niedrigst|größt|kleinst)en\svon\s\d)",
            rf"(?<=\bersten )(?P<first_ones>\d+|{cardinals})(?=\svon\s\d)",
            rf"(?<!jede )(?<!jede[rsn] )(?P<second>{ordinals})e[nrsm]?\s{place}",
            rf"(?P<before>\d+)\.\s{place}",
            rf"{place}\s(?P<behind>\d+)\b",
            r"(?P<first>höchste|niedrigste|größte|kleinste)[rnsm]?(?=\svon\s\d)",
        ]
        of = rf"(?P<of>[^.;]*?\b(?:von|unter)\s(?:insgesamt\s|den\s)?(?P<whole>\d+|{cardinals})\b)?"
    else:
        place = r"(?:place|rank)"
        shapes = [
            rf"(?P<word>{ordinals})(?=[ -](?:highest|lowest|largest|smallest))",
            r"(?P<short>\d+)(?:st|nd|rd|th)(?=[ -](?:highest|lowest|largest|smallest))",
            rf"(?P<leaders>\d+|{cardinals})\s(?=(?:highest|lowest|largest|smallest)\sof\s\d)",
            rf"(?<=\bfirst )(?P<first_ones>\d+|{cardinals})(?=\sof\s\d)",
            rf"(?P<second>{ordinals})\s(?:{place}|of\b|out\b|among\b)",
            rf"(?P<before>\d+)(?:st|nd|rd|th)\s(?:{place}|of\b|out\b|among\b)",
            rf"{place}\s(?P<behind>\d+)\b",
            r"(?P<first>highest|lowest|largest|smallest)(?=\sof\s\d)",
        ]
        of = rf"(?P<of>[^.;]*?\b(?:of|among)\s(?:the\s|all\s)?(?P<whole>\d+|{cardinals})\b)?"
    return re.compile(rf"(?<!\w)(?:{'|'.join(shapes)}){of}", re.IGNORECASE)


_PATTERNS: dict[Language, re.Pattern[str]] = {"de": _pattern("de"), "en": _pattern("en")}

_HINTS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"höchst|niedrigst|größt|grösst|kleinst|tiefst|geringst|stelle|rang|platz|ersten\s", re.IGNORECASE
    ),
    "en": re.compile(rf"est\b|place|rank|\d(?:st|nd|rd|th)\b|{'|'.join(_ORDINALS['en'].split())}", re.IGNORECASE),
}
"""Without one of these a text names no place in an order."""


def standings(page: Page, language: Language) -> tuple[Standing, ...]:
    """The places in an order; what has been read of them is no number any more, words like "höchste" stay."""
    found: list[Standing] = []
    if not _HINTS[language].search(page.rest):
        return ()
    for match in list(page.matches(_PATTERNS[language])):
        group = next((name for name in _GROUPS if match[name]), "")
        words = _CARDINALS if group in _COUNTS else _ORDINALS
        rank = _number(match[group], words[language]) if group else 1
        whole = _number(match["whole"], _CARDINALS[language]) if match["of"] else 0
        found.append(Standing(match.start(), match.end(), rank, whole))
        if group:
            page.cover(*match.span(group))
        if match["of"]:
            page.cover(*match.span("whole"))
    return tuple(found)


def _number(text: str, words: str) -> int:
    return int(text) if text.isdigit() else words.split().index(text.lower()) + 1
