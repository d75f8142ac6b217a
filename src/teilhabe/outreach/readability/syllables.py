"""Spoken syllables of German words: vowels and diphthongs, and where two vowels are spoken apart although they look so.

Measured against `tests/specimens/readability/syllables.txt`.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SPOKEN = (
    (re.compile(r"qu"), "q"),
    (re.compile(r"^y(?=[aeou])"), "j"),
    # English words that everybody uses, written as they are spoken.
    (re.compile(r"(?<![aeiouäöüs])team"), "tim"),
    (re.compile(r"service"), "servis"),
    (re.compile(r"online"), "onlein"),
    (re.compile(r"website"), "websait"),
    (re.compile(r"homepage"), "hompetsch"),
    (re.compile(r"(down|up)load"), r"\1lot"),
    (re.compile(r"(soft|hard)ware"), r"\1wer"),
    (re.compile(r"update"), "apdet"),
    (re.compile(r"deadline"), "detlein"),
    (re.compile(r"coach"), "kotsch"),
    # The vowels on both sides of the bar belong to two syllables.
    (re.compile(r"^(un)?(ge|be)(?=ehr|end|erd|erb|eil|impf|inhalt|irr|urteil|unruh|urlaub|urkund)"), r"\1\2|"),
    (re.compile(r"(?<=[^w]i)(?<!sch)(?<!ersch)e(?=ns?$)"), "|e"),
    (re.compile(r"(famil|lin|ser|präm|akt|fol|stud|tragöd|komöd|fer(?=ien)|med(?=ien)|kriter|hyg)ie"), r"\1i|e"),
    (re.compile(r"(?<![vp])ie(?=ll)"), "i|e"),
    (re.compile(r"(?<!d)ie(?=nt)"), "i|e"),
    (re.compile(r"(?<!h)(?<=[aeioulsdmf])ee(?=n$)|(?<=r)ee(?=n$)"), "e|e"),
    (re.compile(r"(?<=[sz])eum"), "e|um"),
    (re.compile(r"jubiläum"), "jubilä|um"),
    (re.compile(r"ukrain"), "ukra|in"),
)
_SYLLABLE = re.compile(r"au|äu|eu|ei|ai|ey|ay|oi|oy|ie|aa|ee|oo|ou|[aeiouyäöüàáâãåèéêëìíîïòóôõùúûæœøıăąęěőű]")


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """At least 1; words with hyphens are the sum of their parts."""
    return sum(_of_part(part) for part in re.split(r"[^\w]+", word.lower()) if part) or 1


def _of_part(part: str) -> int:
    if not any(letter in part for letter in _DOUBTFUL):
        return max(1, len(_SYLLABLE.findall(part)))
    for pattern, spoken in _SPOKEN:
        part = pattern.sub(spoken, part)
    return max(1, len(_SYLLABLE.findall(part)))


_DOUBTFUL = ("ie", "ee", "eu", "äu", "ei", "ai", "qu", "ea", "oa", "y", "ne", "ce", "te", "re", "ge")
"""Only words with one of these can be spoken otherwise than they look."""
