"""Text that repeats statements of the table: wholly true, or changed in one place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import cached_property

from teilhabe.engine.statements.checking import disagreements
from teilhabe.engine.statements.claim import Claim
from teilhabe.text import Language
from teilhabe.wording.message import Register
from teilhabe.wording.reading import find
from teilhabe.wording.reading.page import clean
from teilhabe.wording.sentences import say

MOST_SENTENCES = 5
"""So many sentences one statement has at most, in plain German."""

_MOST_WORDS = 8
_NOT = frozenset({"nicht", "kein", "keine", "keinen", "not", "no", "never", "nie"})


class Statements:
    """The statements of a table, to be found again in a text."""

    def __init__(self, claims: Sequence[Claim], names: Collection[str], language: Language) -> None:
        self._claims, self._names, self._language = claims, names, language

    def told(self, text: str) -> Claim | None:
        """The statement that this text says, whatever its words."""
        found = find(text, self._language, self._names)
        numbers = tuple(figure.quantity.value for figure in found.figures)
        for claim in self._by_numbers.get(numbers, ()):
            if not disagreements(claim, text, self._language, self._names):
                return claim
        return None

    def changed(self, text: str) -> str:
        """The statement from which the text differs by one number, one name or one word of direction; "" for none."""
        words = clean(text).split()
        for own in self._texts:
            start, end = _differing(words, own)
            said = words[start : len(words) - end]
            if len(said) <= _MOST_WORDS and self._is_telling(said, own, start, len(own) - end):
                return " ".join(own)
        return ""

    @cached_property
    def _by_numbers(self) -> dict[tuple[Decimal, ...], list[Claim]]:
        found: dict[tuple[Decimal, ...], list[Claim]] = {}
        for claim in self._claims:
            found.setdefault(tuple(number.value for number in claim.message.numbers), []).append(claim)
        return found

    @cached_property
    def _texts(self) -> list[list[str]]:
        """The words of all statements in all registers of the language."""
        registers: tuple[Register, ...] = ("standard", "plain") if self._language == "de" else ("standard",)
        texts = [say(claim.message, self._language, register) for claim in self._claims for register in registers]
        return [clean(text).split() for text in texts]

    def _is_telling(self, said: Sequence[str], own: Sequence[str], start: int, end: int) -> bool:
        """Whether what stands between is one number, one name, one direction or a "not", and no mere words."""
        if start == end:
            return any(word.lower() in _NOT for word in said)
        if end - start > _MOST_WORDS:
            return False
        if end - start == 1 and self._is_figure_or_direction(own[start], said):
            return True
        text = " ".join(own)
        first = len(" ".join(own[:start])) + bool(start)
        last = first + len(" ".join(own[start:end]))
        namings = find(text, self._language, self._names).namings
        return any(name.start - 1 <= first and last <= name.end + 2 for name in namings)

    def _is_figure_or_direction(self, meant: str, said: Sequence[str]) -> bool:
        """A number, a unit, or a word of direction in either text."""
        if any(map(str.isdigit, meant)) or find(f"5 {meant}", self._language).figures[0].quantity.unit:
            return True
        return any(find(text, self._language).movements for text in (meant, " ".join(said)))


def _differing(words: Sequence[str], own: Sequence[str]) -> tuple[int, int]:
    """How many words two texts have in common at the beginning, and how many at the end."""
    least = min(len(words), len(own))
    start = next((place for place in range(least) if words[place] != own[place]), least)
    end = next((place for place in range(least - start) if words[-1 - place] != own[-1 - place]), least - start)
    return start, end
