"""Whom a sentence is about, in English: "for women and girls", "for “Abroad”"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from teilhabe.wording.lists import enumerate_words
from teilhabe.wording.sentences.english_nouns import quoted

_WHO = r"(?:women|men|girls|boys|children|adolescents|adults|people|persons|families|nationals|foreigners|Germans)"
_PEOPLE = re.compile(rf"(?:foreign )?{_WHO}(?: and {_WHO})?(?: with(?:out)? [a-z]+ [a-z]+)?")


def is_people(name: str) -> bool:
    """Whether the name is said without quotation marks: "women and girls", "foreign nationals"."""
    return bool(_PEOPLE.fullmatch(name))


def in_row(name: str) -> str:
    """The name in a row of several, where one that has an "and" itself would not be seen to end."""
    return name if is_people(name) and " and " not in name else quoted(name)


def of_group(name: str) -> str:
    """The group behind what is told of it."""
    return f"for {name if is_people(name) else quoted(name)}"


def of_groups(names: Sequence[str]) -> str:
    """Several groups behind what is told of them: "for women and “Abroad”"."""
    return of_group(names[0]) if len(names) == 1 else f"for {enumerate_words([in_row(name) for name in names], 'en')}"
