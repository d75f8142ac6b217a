"""Outlines: label columns that name a group once, in the first of its rows, and leave the cells below empty."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from teilhabe.engine.cube.coded import Coded
from teilhabe.engine.preparation.layouts.columns import Column, holds_figures
from teilhabe.engine.preparation.layouts.stubs import lonely_totals
from teilhabe.engine.preparation.meaning.roles import by_name


def with_groups(columns: Sequence[Column]) -> list[Column]:
    """The columns with the cells of an outline filled, from the left as far as the outline goes.

    An outline begins in the first column, names a group in its first row and has two rows a group or more; the next
    column says what each row is. Elsewhere an empty cell stays what it is: nobody knows what it stands for.
    """
    result = list(columns)
    free = [True] * (len(columns[0].cells) if columns else 0)
    for place, (column, following) in enumerate(pairwise(columns)):
        if "" not in map(str.strip, column.cells.cells) or not _tells_rows(following):
            break
        cells = [cell.strip() for cell in column.cells]
        empty = [is_free and not cell for is_free, cell in zip(free, cells, strict=True)]
        below = [cell.strip() for cell in following.cells]
        if not _is_outline(cells, empty):
            break
        totals = lonely_totals(cells, below, empty)
        filled = _filled(cells, [is_empty and not total for is_empty, total in zip(empty, totals, strict=True)])
        result[place] = replace(column, cells=Coded.of(filled))
        free = empty
    return result


def with_parents(columns: Sequence[Column]) -> list[Column]:
    """The columns, with parts in the only label column named after the whole they belong to."""
    if len(columns) < 2 or not any(_PART.match(label.strip()) for label in columns[0].cells.cells):
        return list(columns)
    first, *others = columns
    return [
        replace(first, cells=Coded.of(of_parents(first.cells))) if all(map(holds_figures, others)) else first,
        *others,
    ]


def of_parents(labels: Sequence[str]) -> Sequence[str]:
    """Labels such as "darunter Ausländer" with the last whole in front, where only so all rows differ."""
    counted = Counter(label.strip() for label in labels)
    if max((counted[label] for label in counted if _PART.match(label)), default=0) < 2:
        return labels
    result: list[str] = []
    whole = ""
    for label in map(str.strip, labels):
        whole = whole if _PART.match(label) else label
        result.append(f"{whole}, {label}" if _PART.match(label) and whole else label)
    return result if len(set(result)) == len(result) else labels


_PART = re.compile(r"(?:darunter|davon|dar\.|dav\.|und zwar|of which|including)(?=[\s:]|$)", re.IGNORECASE)


def _is_outline(cells: Sequence[str], empty: Sequence[bool]) -> bool:
    named = [cell for cell in cells if cell]
    return (
        bool(cells and cells[0])
        and any(empty)
        and len(named) * 2 <= len(cells)
        and not any(first and first == second for first, second in pairwise(cells))
    )


def _tells_rows(column: Column) -> bool:
    """Whether a column tells the rows of a group apart: labels, or numbers that are called months, ages and so on."""
    return not holds_figures(column) or by_name(column.name, column.name) is not None


def _filled(cells: Sequence[str], fills: Sequence[bool]) -> list[str]:
    result: list[str] = []
    for cell, fill in zip(cells, fills, strict=True):
        result.append(result[-1] if fill and result else cell)
    return result
