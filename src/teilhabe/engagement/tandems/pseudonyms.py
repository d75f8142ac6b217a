"""What somebody is called where their name must not stand: a tree and a number, by chance."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from itertools import count

TREES = (
    "Ahorn", "Birke", "Buche", "Eibe", "Eiche", "Erle", "Esche", "Fichte", "Hasel", "Holunder", "Kastanie", "Kiefer",
    "Kirsche", "Lärche", "Linde", "Mispel", "Pappel", "Platane", "Quitte", "Robinie", "Tanne", "Ulme", "Wacholder",
    "Weide",
)  # fmt: skip
NUMBERS = 99


def new_pseudonym(taken: Collection[str]) -> str:
    """One that nobody has; neither order nor number tells when somebody came."""
    for most in count(NUMBERS, NUMBERS):
        free = [name for name in _names(most) if name not in taken]
        if free:
            return secrets.choice(free)
    raise AssertionError  # there is always another number


def _names(most: int) -> list[str]:
    return [f"{tree} {number}" for tree in TREES for number in range(1, most + 1)]
