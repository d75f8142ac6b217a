"""Stubs: the label columns left of the values, with codes and their labels joined to one dimension."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from teilhabe.engine.preparation.draft import RawDimension
from teilhabe.engine.preparation.meaning.roles import TOTAL_CODES, by_content, is_total, slug

_CODE = re.compile(r"(?=.*[0-9-])[A-Z0-9][A-Z0-9._-]*|[A-Z]{2,}")
SELF_EXPLAINING = ("time_period", "part_of_year", "sex", "age")
"""Texts of these roles are no names of codes beside them."""


def read_stub(columns: Sequence[Sequence[str]], names: Sequence[str] = ()) -> list[RawDimension]:
    """The dimensions of the label columns; `names` are their headings where the file has some."""
    dimensions = []
    named = [*names, *[""] * (len(columns) - len(names))]
    index = 0
    while index < len(columns):
        pair = columns[index : index + 2]
        if len(pair) == 2 and are_codes_with_labels(*pair):
            title = named[index + 1] or named[index]
            dimensions.append(RawDimension(named[index] or _prefix(pair[0]), title, *pair))
            index += 2
        else:
            dimensions.append(RawDimension(named[index], named[index], columns[index]))
            index += 1
    return dimensions


def filled_down(columns: Sequence[Sequence[str]]) -> list[list[str]]:
    """The label columns with the cells filled that an outline leaves empty below the first of a group.

    Empty cells stand at the beginning of a row there. A code that only its label has (a total) is no such cell, and in
    a column that repeats its texts line by line an empty cell says something else.
    """
    result: list[list[str]] = []
    leading = [True] * len(columns[0]) if columns else []
    for index, cells in enumerate(columns):
        labels = columns[index + 1] if index + 1 < len(columns) and _is_code_column(columns, index) else None
        left = [is_empty and not cell for is_empty, cell in zip(leading, cells, strict=True)]
        if index + 1 < len(columns):
            lonely = lonely_totals(cells, columns[-1], left)
            leading = [a and not b for a, b in zip(leading, lonely, strict=True)]
            left = [a and not b for a, b in zip(left, lonely, strict=True)]
        may_fill = [not (labels and labels[row]) for row in range(len(cells))]
        is_outline = index > 0 or not _repeats(cells)
        result.append(_filled_down(cells, [is_outline and a and b for a, b in zip(left, may_fill, strict=True)]))
        leading = left
    return result


def lonely_totals(cells: Sequence[str], labels: Sequence[str], empty: Sequence[bool]) -> list[bool]:
    """The rows of totals that not every group has: they may be totals over all groups, nobody knows."""
    found = [is_empty and is_total(text) for is_empty, text in zip(empty, labels, strict=True)]
    groups = sum(map(bool, cells))
    return found if sum(found) < groups else [False] * len(found)


def _is_code_column(columns: Sequence[Sequence[str]], index: int) -> bool:
    """Whether the next column holds the labels of this one, rows that leave both empty aside."""
    pairs = [(c, t) for c, t in zip(columns[index], columns[index + 1], strict=True) if c or t]
    return are_codes_with_labels([code for code, _ in pairs], [label for _, label in pairs])


def _repeats(cells: Sequence[str]) -> bool:
    return any(first and first == second for first, second in pairwise(cells))


def _filled_down(cells: Sequence[str], fills: Sequence[bool]) -> list[str]:
    result: list[str] = []
    for cell, fill in zip(cells, fills, strict=True):
        result.append(result[-1] if fill and result else cell)
    return result


def are_codes_with_labels(codes: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether the left column holds the codes of the texts in the right one."""
    pairs = set(zip(codes, labels, strict=True))
    different = {code for code, _ in pairs}
    if not all(_CODE.fullmatch(code) or (not code and is_total(label)) or code in TOTAL_CODES for code, label in pairs):
        return False
    if different <= TOTAL_CODES or by_content(different) in SELF_EXPLAINING:
        return False
    texts = {label for _, label in pairs}
    if by_content(texts) in SELF_EXPLAINING or all(_CODE.fullmatch(text) for text in texts):
        return False
    return len(pairs) == len(different)


def _prefix(codes: Sequence[str]) -> str:
    """The letters that the codes share in front of their numbers: "BEV-VARIANTE" of "BEV-VARIANTE-01"."""
    stems = {re.sub(r"[-_]?\d.*$", "", code) for code in codes if code not in TOTAL_CODES}
    return stems.pop() if len(stems) == 1 else ""


def name_for(raw: RawDimension, number: int) -> str:
    """A name for a dimension that has none: after its codes, else by its position."""
    return slug(raw.source_name) or f"dimension_{number}"
