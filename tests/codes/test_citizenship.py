from __future__ import annotations

import pytest

from teilhabe.codes.citizenship import ASYLUM_ORIGINS, FOREIGN, GERMAN, GROUPS, LABELS, TOTAL, parse_citizenship


def test_foreign_is_everybody_but_germans() -> None:
    assert set(GROUPS[FOREIGN]) == set(GROUPS[TOTAL]) - {GERMAN}


def test_every_group_has_a_label() -> None:
    assert {*GROUPS, *GROUPS[TOTAL]} == LABELS.keys()


def test_there_are_eight_main_asylum_origins() -> None:
    assert len(ASYLUM_ORIGINS) == 8


@pytest.mark.parametrize(
    ("text", "code"),
    [("NATD", "DE"), ("deutsch", "DE"), ("NATA", "FOREIGN"), ("ausländisch", "FOREIGN"), ("Ausländer", "FOREIGN")],
)
def test_germans_and_foreigners_are_recognised(text: str, code: str) -> None:
    assert parse_citizenship(text) == code


@pytest.mark.parametrize("text", ["ST475", "Syrien", "UNK", "Staatenlos"])
def test_single_citizenships_keep_the_code_of_the_publisher(text: str) -> None:
    assert parse_citizenship(text) is None
