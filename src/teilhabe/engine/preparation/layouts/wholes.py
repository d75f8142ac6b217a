"""Wholes: a heading without a code beside headings with codes is their total where the figures prove it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from teilhabe.engine.cube.coded import woven
from teilhabe.engine.preparation.layouts.columns import Column

_GROUPED = re.compile(r"-?\d{1,3}(?:[., ]\d{3})+")
_ENOUGH = 2
"""Rows in which a sum has to come out; a single one may do so by chance."""


def is_whole(whole: Column, parts: Sequence[Column]) -> bool:
    """Whether the parts add up to the whole in every row in which all are whole numbers, and not all of them 0."""
    rows = len(whole.cells)
    cells = list(woven([whole.cells, *(part.cells for part in parts)]))
    width, proofs = len(parts) + 1, 0
    for at in range(0, rows * width, width):
        numbers = [_count(cell) for cell in cells[at : at + width]]
        found = [number for number in numbers if number is not None]
        if len(found) < width:
            continue
        if found[0] != sum(found[1:]):
            return False
        proofs += sum(number != 0 for number in found[1:]) > 1
    return proofs >= min(_ENOUGH, rows)


def _count(cell: str) -> Decimal | None:
    """A whole number, perhaps with marks between thousands; None for everything else."""
    text = cell.strip()
    if _GROUPED.fullmatch(text):
        text = re.sub(r"[., ]", "", text)
    return Decimal(text) if re.fullmatch(r"-?\d+", text) else None
