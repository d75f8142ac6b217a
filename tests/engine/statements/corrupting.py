"""Finished sentences made false in one place, as a stranger would do it who only reads them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

_PAIRS = (
    *(("stieg", "sank"), ("gestiegen", "gesunken"), ("höher", "niedriger"), ("höchste", "niedrigste")),
    *(("angenähert", "auseinanderentwickelt"), ("rose", "fell"), ("higher", "lower"), ("highest", "lowest")),
    *(("narrowed", "widened"), ("above", "below")),
)
_UNITS = (
    *((" %", " Prozentpunkte"), (" Prozentpunkte", " %"), (" Personen", " %"), (" Jahre", " Monate"), (" m²", " km²")),
    *(("% ", " percentage points "), (" percentage points", "%"), (" persons", "%"), (" years", " months")),
    *((" je 1.000 ", " je 100.000 "), (" per 1,000 ", " per 100,000 ")),
)
_NUMBER = re.compile(r"(?<![\w.,„“-])\d+(?:[.,]\d+)*(?![\w“”])(?!-\d)(?!\.\s(?:Quintil|Generation))")
_YEAR = re.compile(r"(?<![\w.,])(?:19|20)\d\d(?![\d,])(?!\.\d)")


def corrupted(text: str, names: Sequence[str], seed: int) -> Iterator[tuple[str, str]]:
    """What is changed and the changed sentence, for every way in which this sentence can be made false."""
    chance = random.Random(seed)
    plain = text.replace("\u00a0", " ")
    for what, changed in (
        ("number", _with_other_number(plain, chance)),
        ("year", _with_other_year(plain, chance)),
        ("direction", _turned(plain)),
        ("unit", _with_other_unit(plain)),
        ("group", _with_other_name(plain, names, chance)),
    ):
        if changed and changed != plain:
            yield what, changed


def _with_other_number(text: str, chance: random.Random) -> str:
    matches = [match for match in _NUMBER.finditer(text) if not _YEAR.fullmatch(match[0])]
    if not matches:
        return ""
    match = chance.choice(matches)
    place = chance.choice([place for place, sign in enumerate(match[0]) if sign.isdigit()])
    digit = chance.choice([digit for digit in "123456789" if digit != match[0][place]])
    return text[: match.start() + place] + digit + text[match.start() + place + 1 :]


def _with_other_year(text: str, chance: random.Random) -> str:
    matches = list(_YEAR.finditer(text))
    if not matches:
        return ""
    match = chance.choice(matches)
    return text[: match.start()] + str(int(match[0]) + chance.choice((-2, -1, 1))) + text[match.end() :]


def _turned(text: str) -> str:
    for first, second in _PAIRS:
        for word, other in ((first, second), (second, first)):
            if re.search(rf"\b{word}\w?\b", text):
                return re.sub(rf"\b{word}", other, text, count=1)
    return ""


def _with_other_unit(text: str) -> str:
    return next((text.replace(unit, other, 1) for unit, other in _UNITS if unit in text), "")


def _with_other_name(text: str, names: Sequence[str], chance: random.Random) -> str:
    """Another name of the same list, between the same quotation marks or standing free."""
    said = [name for name in names if name and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)]
    others = [name for name in names if name not in said]
    if not said:
        return ""
    name = max(said, key=len)
    other = chance.choice(others or [each for each in said if each != name] or [name])
    return re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", other, text, count=1)
