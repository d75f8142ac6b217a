"""Figures among the cells of a table: what is a number, what a date, and which numbers are codes of a heading."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from teilhabe.codes.signs import SIGNS
from teilhabe.engine.preparation.meaning.roles import by_content

_NUMBER = re.compile(
    r"\(?[+\-−–]?\s*(?:\d[\d\s.,'’]{,60}|[.,]\d{1,40})(?:e[+-]?\d+)?\)?\s*[A-Za-z%]{0,2}", re.IGNORECASE
)
_DATE = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}")
_LONGEST_NUMBER = 10
"""Numbers with so many digits name nothing."""


def is_figure(cell: str) -> bool:
    """Whether a cell holds a number or stands in place of one."""
    return bool(cell) and (cell in SIGNS or (bool(_NUMBER.fullmatch(cell)) and not is_date(cell)))


def is_announcing(cells: Collection[str]) -> bool:
    """Whether numbers are the codes of something rather than figures: years, ages, dates, or 1, 2, 3 and so on."""
    different = {cell.strip() for cell in cells}
    if by_content(different) in ("time_period", "age"):
        return True
    numbers = sorted(int(cell) for cell in different if cell.isdecimal() and len(cell) < _LONGEST_NUMBER)
    return len(numbers) == len(different) >= 3 and numbers[0] in (0, 1) and _follow_each_other(numbers)


def _follow_each_other(numbers: Sequence[int]) -> bool:
    return all(b - a == 1 for a, b in pairwise(numbers))


def is_date(cell: str) -> bool:
    """Whether a cell holds a day such as "31.12.2023", whose points are no marks of a number."""
    return _DATE.fullmatch(cell) is not None
