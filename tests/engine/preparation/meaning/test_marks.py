from __future__ import annotations

import pytest

from teilhabe.engine.preparation.meaning.marks import status_of


@pytest.mark.parametrize(
    ("mark", "footers", "status"),
    [
        ("p", [], "P"),
        ("vorläufig", [], "P"),
        ("s", [], "E"),
        ("b", [], "B"),
        ("e", [], "A"),
        ("*", ["* vorläufige Werte"], "P"),
        ("*", ["** vorläufige Werte"], "A"),
        ("1)", ["1) Ohne Personen in Gemeinschaftsunterkünften.", "2) Vorläufig."], "A"),
        ("²⁾", ["1) Ohne Personen in Gemeinschaftsunterkünften.\n2) Vorläufiges Ergebnis."], "P"),
    ],
)
def test_the_mark_or_its_footnote_gives_the_status(mark: str, footers: list[str], status: str) -> None:
    assert status_of(mark, footers) == status
