"""Flags beside a value become statuses; nothing else is taken for a flag."""

from __future__ import annotations

import pytest

from teilhabe.codes.flags import FLAGS, Flagged, parse_cell, status_of


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12.3 b", Flagged("12.3", "b", "B", "F")),
        ("12.3 bp", Flagged("12.3", "bp", "B", "F")),
        ("85205 ", Flagged("85205", "", "A", "F")),
        ("-0.4 e", Flagged("-0.4", "e", "E", "F")),
        ("1.2E3 p", Flagged("1.2E3", "p", "P", "F")),
        ("7 r", Flagged("7", "r", "A", "F")),
        ("5 c", Flagged("5", "c", "A", "C")),
        ("5 @C", Flagged("5", "@C", "A", "C")),
        (": ", Flagged(":", ":", "O", "F")),
        (": c", Flagged(":", ": c", "Q", "C")),
        (":z", Flagged(":", ": z", "M", "F")),
        (": u", Flagged(":", ": u", "U", "F")),
        (": p", Flagged(":", ": p", "O", "F")),
        ("", Flagged("", "", "O", "F")),
    ],
)
def test_a_cell_gives_number_flags_and_status(cell: str, expected: Flagged) -> None:
    assert parse_cell(cell) == expected


@pytest.mark.parametrize("cell", ["12.3 q", "b 12.3", "12 3", "Berlin", ": :", "1e9999999", "."])
def test_what_is_no_flag_is_not_read_as_one(cell: str) -> None:
    assert parse_cell(cell) is None


def test_the_flag_that_restricts_most_decides() -> None:
    assert status_of("pb", has_number=True) == ("B", "F")
    assert status_of("eu", has_number=True) == ("U", "F")
    assert status_of("dc", has_number=False) == ("Q", "C")


def test_every_flag_says_what_it_means_in_both_languages() -> None:
    assert all(flag.meaning.de and flag.meaning.en for flag in FLAGS.values())
