"""Legal, plain and easy texts that were written before the formulas come out in this order."""

from __future__ import annotations

from operator import gt, lt

import pytest
from tests.outreach.readability.triples import KINDS, reports, triples

from teilhabe.outreach.body.blocks import split
from teilhabe.outreach.languages import Level
from teilhabe.outreach.readability.check import Report

DIFFICULTY = {Level.EASY: 0, Level.PLAIN: 1, Level.STANDARD: 2}


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Report, ...]]:
    return reports()


def test_there_are_at_least_thirty_triples_of_forty_words_each() -> None:
    words = [
        len(" ".join(b.text for b in split(texts[kind])).split()) for texts in triples().values() for kind in KINDS
    ]
    assert len(words) >= 3 * 30
    assert min(words) >= 40


def test_the_level_is_monotone_on_every_triple(found: dict[str, tuple[Report, ...]]) -> None:
    for name, of_one in found.items():
        ranks = [DIFFICULTY[each.level] for each in of_one if each.level]
        assert ranks == sorted(ranks, reverse=True), name
        assert (ranks[0], ranks[2]) == (2, 0), name
        assert ranks[1] < 2, name


def test_at_least_nine_in_ten_plain_texts_are_called_plain(found: dict[str, tuple[Report, ...]]) -> None:
    assert sum(of_one[1].level is Level.PLAIN for of_one in found.values()) >= 0.9 * len(found)


@pytest.mark.parametrize(
    ("score", "easier", "in_order"),
    [
        ("words_per_sentence", lt, 38),
        ("amstad", gt, 37),
        ("wiener", lt, 37),
        ("lix", lt, 37),
        ("letters_per_word", lt, 36),
    ],
)
def test_each_formula_orders_as_many_triples_as_the_manual_says(
    found: dict[str, tuple[Report, ...]], score: str, easier: object, in_order: int
) -> None:
    values = [[getattr(each.scores, score) for each in of_one] for of_one in found.values()]
    assert callable(easier)
    assert sum(easier(plain, legal) and easier(easy, plain) for legal, plain, easy in values) == in_order


def test_bounds_taken_from_one_half_of_the_triples_hold_on_the_other(found: dict[str, tuple[Report, ...]]) -> None:
    """Half-way between plain and legal texts of the even subjects, every odd subject is told apart by every score."""
    of = list(found.values())
    for score, sign in (("words_per_sentence", 1), ("amstad", -1), ("wiener", 1), ("lix", 1)):
        legal, plain = ([sign * getattr(each[kind].scores, score) for each in of[::2]] for kind in (0, 1))
        bound = (min(legal) + max(plain)) / 2
        for each in of[1::2]:
            assert sign * getattr(each[1].scores, score) < bound < sign * getattr(each[0].scores, score)
