"""What changed between two versions of a text, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"


def changes(former: str, present: str) -> list[tuple[str, str]]:
    """Pieces of text in reading order, each the same, gone or new; what is gone stands before what took its place."""
    return list(_pieces(former.split(), present.split()))


def _pieces(former: list[str], present: list[str]) -> Iterator[tuple[str, str]]:
    for kind, i, j, k, m in SequenceMatcher(None, former, present, autojunk=False).get_opcodes():
        if kind == "equal":
            yield SAME, " ".join(present[k:m])
            continue
        if i < j:
            yield GONE, " ".join(former[i:j])
        if k < m:
            yield NEW, " ".join(present[k:m])
