"""Names as ears hear them: one key for the ways in which offices write the same name in Latin letters.

Muhammad, Mohammed and Mohamad share a key, Hassan and Hussein do not; so do Yusuf, Jusuf, Youssef and Josef; Khaled,
Chaled and Khalid; Müller and Mueller; Iwan and Ivan. The rules follow the places where transliterations of Arabic,
Persian, Turkish and Slavic names into German, English and French differ:

1. Letters: one sound, several spellings (sch/sh, kh/ch, dj/dsch/j/y, w/v, ou/u, ph/f, q/c/k).
2. Doubled letters are one, a final h and a soft sign are silent, a final t is a d (Muhammet).
3. Vowels: Arabic does not write short ones, so only the first one counts: dark (o, u), bright (e, i) or open (a).
"""

from __future__ import annotations

import re
from functools import lru_cache

from teilhabe.actors.folding import fold

_UMLAUTS = (("ue", "u"), ("oe", "o"), ("ae", "a"))
_SPELLINGS = (
    *(("tsch", "c"), ("dsch", "j"), ("sch", "s"), ("sh", "s"), ("dzh", "j"), ("dj", "j"), ("zh", "z"), ("kh", "k")),
    *(("ch", "k"), ("ck", "k"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ou", "u"), ("oo", "u")),
    *(("ee", "i"), ("w", "v"), ("q", "k"), ("c", "k"), ("x", "ks"), ("j", "y")),
)
_VOWELS = {"a": "a", "e": "i", "i": "i", "o": "u", "u": "u"}
_ARTICLES = frozenset({"al", "el", "ul", "as", "ad", "ar", "an", "von", "van", "de", "der", "den", "da", "dos", "zu"})
_BETWEEN = re.compile(r"[^\w]+|_+")


@lru_cache(maxsize=100_000)
def parts(name: str) -> tuple[str, ...]:
    """The parts of a name, folded, without articles: "Al-Hassan" and "el Hassan" are both "hassan"."""
    found = [part for part in _BETWEEN.split(fold(name.replace("'", "").replace("’", ""))) if part]
    return tuple(part for part in found if part not in _ARTICLES) or tuple(found)


@lru_cache(maxsize=100_000)
def spelled(part: str) -> str:
    """A part of a name with umlauts written in one way: "muller" for "muller" and "mueller"."""
    for written, meant in _UMLAUTS:
        part = part.replace(written, meant)
    return part


@lru_cache(maxsize=100_000)
def sound(part: str) -> str:
    """The key under which the spellings of one name meet; at least one letter where the part has one."""
    text = spelled(part)
    for written, meant in _SPELLINGS:
        text = text.replace(written, meant)
    text = re.sub(r"(.)\1+", r"\1", text)
    text = re.sub(r"(?<=.)h$", "", text)
    text = re.sub(r"(?<=.)t$", "d", text)
    return _without_later_vowels(text)


def _without_later_vowels(text: str) -> str:
    kept, has_vowel = [], False
    for place, letter in enumerate(text):
        is_vowel = letter in _VOWELS or (letter == "y" and place > 0)
        if not is_vowel:
            kept.append(letter)
        elif not has_vowel:
            kept.append(_VOWELS.get(letter, "i"))
            has_vowel = True
    return re.sub(r"(.)\1+", r"\1", "".join(kept))


def distance(one: str, other: str, most: int) -> int:
    """How many letters were added, dropped, changed or swapped with a neighbour; `most + 1` where more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, facing in enumerate(other, 1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != facing))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == facing:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, above = above, line
    return min(above[-1], most + 1)
