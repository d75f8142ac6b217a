"""Whom a sentence is about, in German: „für Frauen und Mädchen“, „für „Ausland““."""

from __future__ import annotations

import re
from collections.abc import Sequence

from teilhabe.wording.lists import enumerate_words
from teilhabe.wording.sentences.german_nouns import quoted

_WHO = r"(?:Frauen|Männer|Mädchen|Jungen|Kinder|Jugendliche|Erwachsene|Menschen|Personen|Familien|Deutsche)"
_PEOPLE = re.compile(rf"(?:[a-zäöüß]+e )?{_WHO}(?: und {_WHO})?(?: (?:mit|ohne) [A-ZÄÖÜ][a-zäöüß]+)?")
"""Plural nouns without an article: they stand behind „für“ as they are."""


def is_people(name: str) -> bool:
    """Whether the name is said without quotation marks: „Frauen und Mädchen“, „ausländische Menschen“."""
    return bool(_PEOPLE.fullmatch(name))


def in_row(name: str) -> str:
    """The name in a row of several, where one that has an „und“ itself would not be seen to end."""
    return name if is_people(name) and " und " not in name else quoted(name)


def of_group(name: str) -> str:
    """The group behind what is told of it."""
    return f"für {name if is_people(name) else quoted(name)}"


def of_groups(names: Sequence[str]) -> str:
    """Several groups behind what is told of them: „für Frauen und „Ausland““."""
    return of_group(names[0]) if len(names) == 1 else f"für {enumerate_words([in_row(name) for name in names], 'de')}"
