from __future__ import annotations

import pytest

from teilhabe.codes.sex import LABELS, parse_sex


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("männlich", "M"),
        ("GESM", "M"),
        ("male", "M"),
        ("weiblich", "F"),
        ("GESW", "F"),
        ("Frauen", "F"),
        ("divers", "X"),
        ("ohne Angabe", "UNKNOWN"),
        ("Ohne Angabe (nach § 22 Abs. 3 PStG)", "UNKNOWN"),
        ("divers (gem. § 22 Abs. 3 PStG)", "X"),
        ("divers/ohne Angabe", "X_UNKNOWN"),
        ("divers und „ohne Angabe“", "X_UNKNOWN"),
        ("o. A.", "UNKNOWN"),
        ("UNK", "UNKNOWN"),
        ("T", "TOTAL"),
        ("Insgesamt", "TOTAL"),
        ("Total", "TOTAL"),
    ],
)
def test_sex_is_read_from_labels_and_codes(text: str, code: str) -> None:
    assert parse_sex(text) == code


def test_labels_read_back_as_their_codes() -> None:
    assert {code: parse_sex(label.de) for code, label in LABELS.items()} == {code: code for code in LABELS}


def test_other_words_are_no_sex() -> None:
    assert parse_sex("Kreis") is None
