"""Syllables, against words divided by hand before the counting was written."""

from __future__ import annotations

import pytest
from tests.outreach.readability.triples import FOLDER

from teilhabe.outreach.readability.syllables import syllables

DIVIDED = [
    word
    for line in (FOLDER / "syllables.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
]


def test_at_least_98_of_100_words_are_counted_as_by_hand() -> None:
    wrong = [word for word in DIVIDED if syllables(word.replace("-", "")) != word.count("-") + 1]
    assert len(DIVIDED) >= 200
    assert len(wrong) <= 0.02 * len(DIVIDED), wrong


@pytest.mark.parametrize(
    ("word", "count"),
    [("Bürger-Amt", 3), ("Lehrer*innen", 4), ("Lehrer:innen", 4), ("BAMF", 1), ("pst", 1), ("", 1), ("STRASSE", 2)],
)
def test_hyphens_capitals_and_words_without_vowels_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count
