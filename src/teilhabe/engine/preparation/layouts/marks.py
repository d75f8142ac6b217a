"""Marks: columns of quality marks beside the values of a plain file, and label columns that may be values after all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from teilhabe.codes.signs import QUALITY
from teilhabe.engine.cube.coded import Coded, woven
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.layouts.columns import Column, is_identifier
from teilhabe.engine.preparation.meaning.roles import by_content, by_name, slug
from teilhabe.text import Text

_NAMES = re.compile(r"(.*_)?(flags?|(wert|qualitaets)?kennzeichen|qualitaet|quality|fussnote|footnote|status)")
_LEAST_NUMBERS, _LEAST_DIGITS = 3, 3


def mark_columns(columns: Sequence[Column]) -> list[Column]:
    """Columns that are called flags, or have a mark for some values only, and hold nothing but quality marks."""
    return [
        column
        for column in columns
        if not column.is_declared
        and column.different
        and column.different <= QUALITY.keys()
        and (name := _NAMES.fullmatch(slug(column.name)))
        and (name[2].startswith("flag") or any(not cell.strip() for cell in column.cells.cells))
    ]


def marks_beside(values: Sequence[Column], marks: Sequence[Column]) -> Sequence[str]:
    """The mark of each value, row by row: from the column that bears its name, or from the only one there is."""
    if not marks:
        return ()
    found = [_mark_of(value, marks) for value in values]
    blank = Coded.constant("", len(marks[0].cells))
    return woven([mark.cells.map(str.strip) if mark else blank for mark in found])


def _mark_of(value: Column, marks: Sequence[Column]) -> Column | None:
    named = [mark for mark in marks if slug(value.header) and slug(value.header) in slug(mark.header)]
    if len(marks) == 1:
        return marks[0]
    return named[0] if len(named) == 1 else None


def doubtful(labels: Sequence[Column]) -> list[Finding]:
    """Label columns that hold more numbers than texts: they may be figures with something unknown between them."""
    return [_told(column) for column in labels if not column.is_declared and _may_be_figures(column)]


def _may_be_figures(column: Column) -> bool:
    odd = column.different - column.numbers
    if not odd or len(column.numbers) < max(_LEAST_NUMBERS, len(odd)) or is_identifier(column.name):
        return False
    if by_name(column.name, column.name) or by_content(column.different):
        return False
    return max(sum(map(str.isdigit, text)) for text in column.numbers) >= _LEAST_DIGITS


def _told(column: Column) -> Finding:
    example = min(column.different - column.numbers)
    return Finding(
        "unclear-column",
        "warning",
        Text(
            f"„{column.name}“ enthält Zahlen und Texte (etwa „{example}“); die Spalte wird als Gliederung gelesen, "
            "ihre Zahlen sind keine Werte. Ein Rezept kann unter [roles] value sagen.",
            f"{column.name!r} holds numbers and texts (such as {example!r}); the column is read as a dimension, its "
            "numbers are no values. A recipe may say value under [roles].",
        ),
        column=column.letter,
        data={"column": column.name},
    )
