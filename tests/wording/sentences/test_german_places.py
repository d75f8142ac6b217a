from __future__ import annotations

import pytest

from teilhabe.wording.sentences.german_places import where


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Kaiserslautern", "in Kaiserslautern"),
        ("Rheinland-Pfalz", "in Rheinland-Pfalz"),
        ("Stadtteil Ost", "im Stadtteil Ost"),
        ("Innenstadt", "in der Innenstadt"),
        ("Schweiz", "in der Schweiz"),
        ("Am Bruchberg", "in „Am Bruchberg“"),
        ("Statistischer Bezirk 3", "in „Statistischer Bezirk 3“"),
        ("Alte Innenstadt", "in „Alte Innenstadt“"),
        ("07 Nord", "in „07 Nord“"),
        ("Ost/West", "in „Ost/West“"),
    ],
)
def test_a_place_has_its_preposition_or_is_quoted(name: str, said: str) -> None:
    assert where(name) == said
