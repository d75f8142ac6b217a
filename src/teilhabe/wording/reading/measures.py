"""Units behind (or before) a number: percent is never percentage points, and neither is a bare number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from teilhabe.text import Language
from teilhabe.wording.units import Unit

Measure = Unit | Literal[""]

_THOUSAND = r"1[.,\s'’]?000"
_HUNDRED_THOUSAND = r"100[.,\s'’]?000"
_EVERY: dict[Language, str] = {"de": r"(?:je|pro|auf(?:\sje)?)", "en": r"(?:per|for every|out of every|in every)"}
_HEADS: dict[Language, str] = {
    "de": r"(?:\s(?:Einwohner(?::?innen|\*innen|innen und Einwohnern?)?n?|Personen|Menschen"
    r"|Erwachsenen?|Kindern?|Jugendlichen?|Haushalten?|Geborenen?))?",
    "en": r"(?:\s(?:inhabitants|residents|persons|people|adults|children|young people|households|births))?",
}
_WORDS = r"(?:\s(?!und\b|auf\b|bis\b|von\b|and\b|to\b|from\b|sowie\b|bzw\b)[^\W\d]+){0,2}"
"""Up to two words may stand between a number and its "je 1.000"."""

_MEASURES: dict[Language, Sequence[tuple[Measure, str]]] = {
    "de": (
        ("percentage_points", r"\s?(?:Prozent-?[Pp]unkt\w*|%-Punkt\w*|%\sPunkt\w*|PP\b)"),
        ("percent", r"\s?%|\s?Prozent\b|\sv\.\s?H\.|\svom Hundert\b"),
        ("per_100000", rf"{_WORDS}\s{_EVERY['de']}\s{_HUNDRED_THOUSAND}\b{_HEADS['de']}"),
        ("per_1000", rf"{_WORDS}\s{_EVERY['de']}\s{_THOUSAND}\b{_HEADS['de']}|\s?‰|\sPromille\b"),
        ("persons_per_km2", r"\s(?:Person(?:en)?|Einwohner\S*|Menschen)\s(?:je|pro)\s(?:km²|km2|Quadratkilometern?)"),
        ("square_kilometres", r"\s?(?:km²|km2\b|Quadratkilometern?\b)"),
        ("square_metres", r"\s?(?:m²|m2\b|qm\b|Quadratmetern?\b)"),
        ("euro", r"\s?(?:€|EUR\b|Euro\b)"),
        ("ratio", r"(?:-|\s)?(?:[Mm]al\b|[Ff]ache[nsrm]?\b)|(?:\s?:\s?|\szu\s)1\b(?![.,]\d)"),
        ("persons", r"\s(?:Person(?:en)?|Menschen?|Einwohner(?:n|innen)?(?:[:*]innen)?)\b"),
        ("children", r"\sKind(?:er|ern|es)?\b"),
        ("cases", r"\s(?:Fall|Fälle|Fällen)\b"),
        ("places", r"\s(?:Platz|Plätze|Plätzen)\b"),
        ("hours", r"\sStunden?\b"),
        ("days", r"\sTage?n?\b"),
        ("months", r"\sMonat(?:e|en)?\b"),
        ("years", r"\sJahr(?:e|en)?\b"),
    ),
    "en": (
        ("percentage_points", r"\s?(?:percentage[\s-]points?|%\s?points?|pp\b)"),
        ("percent", r"\s?%|\sper\s?cent\b|\spercent\b"),
        ("per_100000", rf"{_WORDS}\s{_EVERY['en']}\s{_HUNDRED_THOUSAND}\b{_HEADS['en']}"),
        ("per_1000", rf"{_WORDS}\s{_EVERY['en']}\s{_THOUSAND}\b{_HEADS['en']}|\s?‰"),
        ("persons_per_km2", r"\s(?:persons?|people|inhabitants)\sper\s(?:km²|km2|square kilomet(?:re|er))"),
        ("square_kilometres", r"\s?(?:km²|km2\b)|\ssquare kilomet(?:re|er)s?\b"),
        ("square_metres", r"\s?(?:m²|m2\b|sqm\b)|\ssquare met(?:re|er)s?\b"),
        ("euro", r"\s?(?:€|EUR\b|euros?\b)"),
        ("ratio", r"\stimes\b|-fold\b|(?:\s?:\s?|\sto\s)1\b(?![.,]\d)"),
        ("persons", r"\s(?:persons?|people|inhabitants?|residents?)\b"),
        ("children", r"\s(?:child|children)\b"),
        ("cases", r"\scases?\b"),
        ("places", r"\splaces?\b"),
        ("hours", r"\shours?\b"),
        ("days", r"\sdays?\b"),
        ("months", r"\smonths?\b"),
        ("years", r"\syears?\b"),
    ),
}
_PATTERNS = {language: [(unit, re.compile(pattern)) for unit, pattern in rows] for language, rows in _MEASURES.items()}
_CURRENCY = re.compile(r"-?€\s?$")
COUNTED: frozenset[str] = frozenset({"persons", "children", "cases", "places"})


def measure_behind(text: str, position: int, language: Language) -> tuple[Measure, int]:
    """The unit that begins at this position, and where it ends; "" and the position where there is none."""
    for unit, pattern in _PATTERNS[language]:
        if match := pattern.match(text, position):
            return unit, match.end()
    return "", position


def measure_before(text: str, position: int) -> tuple[Measure, int]:
    """A currency sign right before a number, and where it, or the minus before it, begins."""
    match = _CURRENCY.search(text[max(0, position - 3) : position])
    return ("euro", position - len(match[0])) if match else ("", position)
