"""German is the house's first language; English where it is asked for."""

from __future__ import annotations

import pytest

from teilhabe.text import preferred


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "de"),
        ({"LANG": "C.UTF-8"}, "de"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "TEILHABE_LANG": "en"}, "en"),
    ],
)
def test_the_first_wish_counts(environment: dict[str, str], language: str) -> None:
    assert preferred(environment) == language
