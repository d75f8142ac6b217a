"""Words as search compares them: without accents and variants of letters, as a stem, in Latin letters, as consonants.

Everything here works on single words and knows no database. Readers type what their keyboard gives: `Wohngeld`,
`WOHNGELD`, `aerztin` for `Ärztin`, `ك` for `ک`, `sakan` for `سكن`, `zhytlo` for `житло`, `джобцентр` for `Jobcenter`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0dff\u0e00-\u0fff"
WORD = re.compile(rf"[\w{_MARKS}]+(?:['’ʼ][\w{_MARKS}]+)*")
"""Combining marks belong to their word; Python's own idea of a word ends at them."""

_APOSTROPHE = re.compile("['’ʼ]")
_UMLAUT = re.compile("([aou])e")


def _letters() -> dict[int, str | None]:
    """What each character becomes after decomposition; None for nothing."""
    table: dict[int, str | None] = dict.fromkeys((*range(0x300, 0x370), *range(0x591, 0x5C8), *range(0x64B, 0x660)))
    table |= dict.fromkeys((0x640, 0x670, 0x200C, 0x200D))
    same = ("ıi", "łl", "øo", "đd", "ðd", "ʻ ", "يی", "ىی", "كک", "ةه", "ۀه", "ہه", "ھه", "ٱا", "گگ", "ґг", "ёе")
    table |= {ord(pair[0]): pair[1].strip() or None for pair in same}
    table |= {ord("æ"): "a", ord("œ"): "o", ord("þ"): "th"}
    for row, like in (("ሐ", "ሀ"), ("ኀ", "ሀ"), ("ሠ", "ሰ"), ("ዐ", "አ"), ("ፀ", "ጸ")):
        table |= {ord(row) + place: chr(ord(like) + place) for place in range(7)}
    table |= {ord(first) + 3: first if first in "ሀአ" else table[ord(first)] for first in "ሀሐኀአዐ"}  # spoken alike
    digits = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
    return table | {ord(sign): str(value) for row in digits for value, sign in enumerate(row)}


_LETTERS = _letters()


def words_in(text: str) -> list[str]:
    """The words of a text as they stand there."""
    return WORD.findall(text)


def fold(word: str) -> str:
    """The word in small letters, without accents; `ä`, `ae` and `a` become one, so do letters that people mix up."""
    folded = word.lower() if word.isascii() else unicodedata.normalize("NFKD", word.casefold()).translate(_LETTERS)
    if "'" in folded or "’" in folded or "ʼ" in folded:
        folded = _joined(folded)
    return _UMLAUT.sub(r"\1", folded) if "e" in folded else folded


def _joined(word: str) -> str:
    """`сім'я` is one word; the article of `l'école` is none."""
    parts = _APOSTROPHE.split(word)
    while len(parts) > 1 and parts[0].isascii() and len(parts[0]) <= 2:
        parts = parts[1:]
    return "".join(parts)


class Script:
    """Which letters a word is made of, as far as rules differ."""

    LATIN, CYRILLIC, ARABIC, OTHER = "latin", "cyrillic", "arabic", "other"


def script_of(word: str) -> str:
    first = ord(word[0])
    if first < 0x250:
        return Script.LATIN
    if 0x400 <= first < 0x530:
        return Script.CYRILLIC
    return Script.ARABIC if 0x600 <= first < 0x780 else Script.OTHER


_ENDINGS = {
    Script.LATIN: ("erinnen", "innen", "ern", "ene", "ler", "lar", "en", "er", "es", "em", "e", "n", "s"),
    Script.CYRILLIC: (
        "ами", "ями", "ого", "ому", "ему", "ими", "ыми", "ах", "ях", "ам", "ям", "ов", "ев", "ів", "еи", "их", "ых",
        "ыи", "ои", "оі", "ою", "ая", "яя", "ии", "ія", "ію", "ия", "ию", "иі", "ые", "а", "я", "о", "е", "и", "і", "у",
        "ю", "ы", "ь",
    ),
    Script.ARABIC: ("های", "ها", "ات", "ان", "ین", "ون", "یه", "ه", "ی"),
}  # fmt: skip
"""As folding leaves them: `й` has become `и`."""
ARTICLES = ("وال", "بال", "کال", "فال", "لل", "ال", "و")
"""What stands before a word in Arabic and belongs to it in writing."""
_LEAST_STEM = {Script.LATIN: 4, Script.CYRILLIC: 3, Script.ARABIC: 3}


def stem(folded: str) -> str:
    """A folded word without its commonest endings, and without its article in Arabic; short words stay as they are."""
    script = script_of(folded)
    least = _LEAST_STEM.get(script, 99)
    if script == Script.ARABIC:
        folded = without_article(folded)
    for ending in _ENDINGS.get(script, ()):
        if folded.endswith(ending) and len(folded) - len(ending) >= least:
            return folded[: -len(ending)]
    return folded


def without_article(folded: str) -> str:
    for beginning in ARTICLES:
        if folded.startswith(beginning) and len(folded) - len(beginning) >= 3:
            return folded[len(beginning) :]
    return folded


_ROMAN = """
ا a  ب b  پ p  ت t  ث th  ج j  چ ch  ح h  خ kh  د d  ذ dh  ر r  ز z  ژ zh  س s  ش sh  ص s  ض d  ط t  ظ z  ع '  غ gh
ف f  ق q  ک k  گ g  ل l  م m  ن n  ه h  و w  ی y  ء '
"""
_ARABIC = dict(zip(_ROMAN.split()[::2], _ROMAN.split()[1::2], strict=True))
_SOUNDS = (
    (re.compile("sch|sh|ch|tch|ç|ş"), "$"),
    (re.compile("kh"), "x"),
    (re.compile("dzh|dj|gh|j"), "g"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("dh"), "d"),
    (re.compile("zh"), "z"),
    (re.compile("tion"), "tsn"),
    (re.compile("ts|tz"), "s"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("[cq]"), "k"),
    (re.compile("p"), "b"),
    (re.compile("(?<=[aeiou])h$"), ""),
    (re.compile("[^$a-z0-9]"), ""),
    (re.compile("[aeiouvwy]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=50_000)
def in_latin(folded: str) -> str:
    """The folded word in Latin letters, as people write it on a foreign keyboard."""
    script = script_of(folded)
    if script == Script.LATIN:
        return folded
    if script == Script.ARABIC:
        return "".join(_ARABIC.get(letter, "") for letter in without_article(folded))
    return fold(anyascii(folded))


@lru_cache(maxsize=50_000)
def consonants(folded: str) -> str:
    """What remains of a word in any script where only consonants count, and sounds that are mixed up count as one."""
    sounds = in_latin(folded)
    if script_of(folded) == Script.ARABIC and folded.endswith("ه"):
        sounds = sounds[:-1]
    for pattern, sound in _SOUNDS:
        sounds = pattern.sub(sound, sounds)
    return sounds


def joined_article(folded: str) -> str:
    """An Arabic word typed in Latin letters without its article: `alsakan`."""
    return folded[2:] if folded[:2] in ("al", "el") and len(folded) > 5 else folded
