"""Whom a sentence is about, in German: „für Frauen und Mädchen“, „im Alter von 18 bis 64 Jahren“, „für „Ausland““."""

from __future__ import annotations

import re
from collections.abc import Sequence

from teilhabe.wording.lists import enumerate_words
from teilhabe.wording.sentences.german_nouns import quoted

_WHO = r"(?:Frauen|Männer|Mädchen|Jungen|Kinder|Jugendliche|Erwachsene|Menschen|Personen|Familien|Deutsche)"
_PEOPLE = re.compile(rf"(?:[a-zäöüß]+e )?{_WHO}(?: und {_WHO})?(?: (?:mit|ohne) [A-ZÄÖÜ][a-zäöüß]+)?")
"""Plural nouns without an article: they stand behind „für“ as they are."""

_AGES = re.compile(r"(\d+ bis \d+ Jahre)|(\d+ Jahre)( und älter)|(unter \d+ Jahren?)")


def is_people(name: str) -> bool:
    """Whether the name is said without quotation marks: „Frauen und Mädchen“, „ausländische Menschen“."""
    return bool(_PEOPLE.fullmatch(name))


def in_row(name: str) -> str:
    """The name in a row of several, where one that has an „und“ itself would not be seen to end."""
    return name if is_people(name) and " und " not in name else quoted(name)


def of_group(name: str) -> str:
    """The group behind what is told of it."""
    if match := _AGES.fullmatch(name):
        span, oldest, more, youngest = match.groups()
        return f"im Alter {youngest}" if youngest else f"im Alter von {span or oldest}n{more or ''}"
    return f"für {name if is_people(name) else quoted(name)}"


def of_groups(names: Sequence[str]) -> str:
    """Several groups behind one another: „für Frauen und „Ausland““, „für Frauen und im Alter von 18 bis 64 Jahren“."""
    if len(names) == 1 or any(map(_AGES.fullmatch, names)):
        return enumerate_words([of_group(name) for name in names], "de")
    return f"für {enumerate_words([in_row(name) for name in names], 'de')}"
