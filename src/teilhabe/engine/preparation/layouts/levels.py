"""Levels: sub-totals that bear the name of one of their parts, told apart from it by what they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from teilhabe.engine.preparation.draft import RawDimension
from teilhabe.engine.preparation.layouts.frame import Frame

PART, SUBTOTAL, TOTAL = "part", "subtotal", "total"
_LEAST_PROOFS = 2
_MOST_DIGITS = 18


def with_levels(dimension: RawDimension, frame: Frame, rows: Sequence[Sequence[str]]) -> RawDimension:
    """The label column with a level for each row, where two rows have the same label and the figures prove why.

    Below its parts a table may print its sub-totals, and a total below those: both groups add up to the total in every
    column of whole numbers that adds up at all.
    """
    labels = list(dimension.codes)
    if len(rows) < 4 or max(Counter(labels).values(), default=0) != 2:
        return dimension
    first = next(i for i, label in enumerate(labels) if label in labels[:i])
    columns = _counts(frame, rows)
    for split in range(first, 1, -1):
        if len(set(labels[:split])) == split and len(set(labels[split:])) == len(labels) - split:
            proofs = sum(_adds_up(column, split) for column in columns)
            if proofs >= _LEAST_PROOFS and proofs * 4 >= len(columns):
                levels = [PART] * split + [SUBTOTAL] * (len(labels) - split - 1) + [TOTAL]
                return replace(dimension, levels=levels)
    return dimension


def _counts(frame: Frame, rows: Sequence[Sequence[str]]) -> list[list[int]]:
    """The columns of whole numbers, a sign in place of one taken for nothing."""
    result = []
    for index in range(frame.stub, frame.width):
        cells = [row[index].strip() for row in rows]
        if sum(map(_is_count, cells)) * 10 >= len(cells) * 9:
            result.append([int(cell) if _is_count(cell) else 0 for cell in cells])
    return result


def _is_count(cell: str) -> bool:
    return cell.isdecimal() and len(cell) <= _MOST_DIGITS


def _adds_up(column: Sequence[int], split: int) -> bool:
    total = column[-1]
    return total > 0 and sum(column[:split]) == total == sum(column[split:-1])
