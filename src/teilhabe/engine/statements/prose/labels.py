"""Names in free prose: "Türkinnen und Türken" speak of the group "Türkei", "die 30- bis 34-Jährigen" of "30-34"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from teilhabe.engine.statements.topic import Key, Topic
from teilhabe.text import Language

_GENERIC = re.compile(
    r"(?:länder|staaten|bevölkerung|staatsangehörige|personen|bevölkerungsgruppe|nationals|countries|citizens|jahre|years)\w*"
)
_WORDS_OF_ALL = re.compile(r"insgesamt|total|alle|all|gesamt|zusammen", re.IGNORECASE)
_WORDS_OF_REST = re.compile(r"übrige\w*|sonstige\w*|andere\w*|weitere\w*|other|rest", re.IGNORECASE)
_ENDINGS = ("innen", "ische", "ländisch", "land", "isch", "ien", "al", "ei", "er", "en", "e", "s")
_LEAST = 5
_AGES = re.compile(r"(\d{1,2})\s?(?:-|–|bis|to)\s?(?:unter\s)?(\d{1,3})(?:\s?(?:Jahren?|years))?")
_OLD = re.compile(r">\s?(\d{1,3})(?:\s?(?:Jahre|years))?")
_VOWELS = {"ä": "[äa]", "a": "[äa]", "ö": "[öo]", "o": "[öo]", "ü": "[üu]", "u": "[üu]", "ß": "(?:ß|ss)"}
_BOTH_SEXES = re.compile(r"([^\W\d]+?)(?:/-?|:|\*|_|·)(?:innen|in)\b")


@dataclass(frozen=True)
class Labels:
    """All names that topics and their places and groups have, and whose they are."""

    topics: dict[str, tuple[int, ...]]
    keys: dict[str, frozenset[tuple[str, str]]]  # ("", place) or (dimension, code), as in `Topic.labels`
    loosely: dict[str, re.Pattern[str]]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.topics) | frozenset(self.keys)


def labels_of(topics: Sequence[Topic], language: Language) -> Labels:
    """The names in this language; what stands for everybody is no name."""
    named: dict[str, tuple[int, ...]] = {}
    keys: dict[str, set[tuple[str, str]]] = {}
    for number, topic in enumerate(topics):
        name = topic.name.in_language(language)
        named[name] = (*named.get(name, ()), number)
        for key, label in topic.labels.items():
            text = label.in_language(language)
            if text and not _WORDS_OF_ALL.fullmatch(text):
                keys.setdefault(text, set()).add(key)
    return Labels(named, {name: frozenset(found) for name, found in keys.items()}, _loosely(keys))


def own(key: Key) -> frozenset[tuple[str, str]]:
    """Under which entries of `Topic.labels` a series is named; none for everybody everywhere."""
    place = [("", key.place)] if key.place else []
    return frozenset([*place, *([(key.dimension, key.code)] if key.code else [])])


def _loosely(names: Iterable[str]) -> dict[str, re.Pattern[str]]:
    """The longest stem first, so that "Afrikaner" is not read as another group that begins alike."""
    found = {name: shape for name in names if (shape := _shape(name))}
    ordered = sorted(found, key=lambda name: (-len(found[name]), name))
    return {name: re.compile(rf"(?<!\w){found[name]}", re.IGNORECASE) for name in ordered}


def _shape(name: str) -> str:
    if match := _AGES.fullmatch(name):
        return rf"{match[1]}-?\s(?:bis|und|to|and)\s{match[2]}(?:-[Jj]ährig\w*|\sJahren?|\syears)"
    if match := _OLD.fullmatch(name):
        return rf"(?:über|over)\s{match[1]}(?:-[Jj]ährig\w*|\sJahren?|\syears)"
    if _BOTH_SEXES.search(name):
        return _both_sexes(name)
    words = name.split()
    if "." in name[1:]:
        return "".join(rf"{re.escape(word)}\w*\s?" for word in re.split(r"\.\s?", name) if word)
    if not words or any(not _GENERIC.fullmatch(word.lower()) for word in words[1:]):
        return ""
    stem = _stem(words[0].lower())
    return "".join(_VOWELS.get(sign, re.escape(sign)) for sign in stem) + r"[^\W\d]*" if stem else ""


def _both_sexes(name: str) -> str:
    """ "Schweizer/-innen" as "Schweizerinnen und Schweizer", "Schweizer:innen", "Schweizerinnen", "Schweizer"."""
    shapes = []
    for word in name.split():
        match = _BOTH_SEXES.fullmatch(word)
        if match is None:
            shapes.append(re.escape(word[:-1]) + r"e[nrsm]?" if word.endswith("e") else re.escape(word))
        else:
            one = re.escape(match[1])
            shapes.append(rf"{one}(?:innen (?:und|oder) {one})?[^\W\d]*")
    return r"\s".join(shapes)


def _stem(word: str) -> str:
    """The word without its ending; "" where too little would be left to know it by."""
    if not re.fullmatch(r"[^\W\d]+", word) or len(word) < _LEAST or _WORDS_OF_REST.fullmatch(word):
        return ""
    endings = [ending for ending in _ENDINGS if word.endswith(ending) and len(word) - len(ending) >= _LEAST - 1]
    return word[: -len(endings[0])] if endings else word
