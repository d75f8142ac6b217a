"""Borders of a plain table: titles above its header, no header at all, sources and notes below its rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from teilhabe.codes.period import parse_period, split_mark
from teilhabe.engine.cube.coded import Coded
from teilhabe.engine.preparation.findings import Finding, counted
from teilhabe.engine.preparation.meaning.notation import is_number
from teilhabe.engine.preparation.reading.grid import Grid, Sheet, column_letter
from teilhabe.text import Text

_NOTE = re.compile(
    r"\s*(?:(?:daten)?quellen?\b|source\b|stand\s*:|datenstand|anmerkung|hinweis|notes?\b|erl[äa]e?uterung|legende|fu(?:ß|ss)note"
    r"|lizenz|licen[cs]e|copyright|©|\(c\)|daten\s*:|abruf|\*|_{3,}|-{3,}|=|\d{1,2}\)|[¹²³])",
    re.IGNORECASE,
)
_WORDS_OF_A_SENTENCE = 5
_SAMPLE = 30
_ENOUGH_CODES = 3


@dataclass(frozen=True)
class Bordered:
    """The table itself, and what stands below it."""

    sheet: Sheet
    footers: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def lines_above(head: Grid) -> int:
    """The lines above the header: titles, notes and blank lines; none where no line has several cells.

    The header is the first line that has as many cells as most lines of the table have, or as many that are filled.
    """
    filled = [sum(bool(cell.strip()) for cell in record) for record in head.records]
    several = [count if not _is_comment(record) else 0 for count, record in zip(filled, head.records, strict=True)]
    usual = _most_frequent([count for count in several if count > 1])
    length = _most_frequent([len(record) for record in head.records if record])
    fits = [
        line
        for line, count, record in zip(head.lines, several, head.records, strict=True)
        if count > 1 and (len(record) == length or count >= usual)
    ]
    others = [line for line, count in zip(head.lines, several, strict=True) if count > 1]
    return next(iter(fits or others), 1) - 1


def _most_frequent(counts: Sequence[int]) -> int:
    """The largest of those that occur most often."""
    occurring = Counter(counts)
    return max(occurring, key=lambda count: (occurring[count], count), default=0)


def _is_comment(record: Sequence[str]) -> bool:
    return bool(record) and record[0].lstrip().startswith("# ")


def bordered(sheet: Sheet, *, has_header: bool | None = None) -> Bordered:
    """The sheet without its footers, and with its first row as data where it has no header.

    `has_header` says what a recipe knows; None leaves it to recognition.
    """
    sheet, footers = _without_footers(sheet)
    sheet, separators = _without_separators(sheet)
    if has_header or (has_header is None and not _is_data(sheet)):
        return Bordered(sheet, footers, separators)
    return Bordered(_with_letters(sheet), footers, (*separators, _no_header(sheet.header_lines)))


def _with_letters(sheet: Sheet) -> Sheet:
    """The first row goes back to the others; the columns get the letters of a spreadsheet."""
    return replace(
        sheet,
        header=tuple(column_letter(index) for index in range(len(sheet.header))),
        columns=[[cell, *cells] for cell, cells in zip(sheet.header, sheet.columns, strict=True)],
        lines=[sheet.header_lines[0], *sheet.lines],
        header_lines=(),
    )


def _no_header(lines: Sequence[int]) -> Finding:
    return Finding(
        "no-header",
        "warning",
        Text(
            "Die Datei hat keine Kopfzeile; ihre Spalten heißen hier A, B, C … Ein Rezept kann sie unter [columns] "
            "benennen.",
            "The file has no header; its columns are called A, B, C … here. A recipe may name them under [columns].",
        ),
        row=lines[0] if lines else None,
    )


def _is_data(sheet: Sheet) -> bool:
    """Whether numbers stand in the first row, above columns of numbers, that no headings would be."""
    numbered = [place for place, cells in enumerate(sheet.columns) if _holds_numbers(cells)]
    found = [place for place in numbered if is_number(sheet.header[place].strip())]
    if not found or len(found) * 2 < len(numbered):
        return False
    texts = [sheet.header[place].strip() for place in found]
    below = [sheet.columns[place] for place in found]
    return not _are_headings(texts, below)


def _holds_numbers(cells: Sequence[str]) -> bool:
    sample = [cell.strip() for cell in cells[:_SAMPLE] if cell.strip()]
    return bool(sample) and sum(map(is_number, sample)) * 2 > len(sample)


def _are_headings(texts: Sequence[str], columns: Sequence[Sequence[str]]) -> bool:
    """Years, or codes that follow each other, over columns that hold something else."""
    texts = [split_mark(text)[0] for text in texts]
    if len(set(texts)) < len(texts) or not all(text.isdecimal() for text in texts):
        return False
    if all(map(_is_year, texts)):
        return not all(all(_is_year(cell.strip()) for cell in cells[:_SAMPLE]) for cells in columns)
    numbers = [int(text) for text in texts]
    follow = all(after - before == 1 for before, after in pairwise(numbers))
    are_codes = all(text[0] == "0" and len(text) > 1 for text in texts)
    return len(texts) >= _ENOUGH_CODES and (follow or are_codes)


def _is_year(text: str) -> bool:
    return len(text) == 4 and parse_period(text) is not None


def _without_separators(sheet: Sheet) -> tuple[Sheet, tuple[Finding, ...]]:
    """Rows between others that hold one text and no figure: a group's heading that the rows below repeat, dots, a year
    without figures. The last row stays: a short one may have been cut off."""
    if len(sheet.columns) < 2:
        return sheet, ()
    first, others = sheet.columns[0], sheet.columns[1:]
    short = {line for line, cells in sheet.uneven if cells == 1}
    empty = [Coded.of(column).where(lambda cell: not cell.strip()) for column in others]
    suspects = np.flatnonzero(np.logical_and.reduce(empty)[:-1]).tolist()
    dropped = {
        row
        for row in suspects
        if sheet.lines[row] in short
        or not any(map(str.isalnum, first[row]))
        or first[row + 1].strip().startswith(f"{first[row].strip()}: ")
    }
    if not dropped:
        return sheet, ()
    kept = np.array([row for row in range(len(sheet.lines)) if row not in dropped])
    lines = {sheet.lines[row] for row in dropped}
    return (
        replace(
            sheet,
            columns=[Coded.of(column).take(kept) for column in sheet.columns],
            lines=Coded.of(sheet.lines).take(kept),
            uneven=tuple(entry for entry in sheet.uneven if entry[0] not in lines),
        ),
        (_separated(sorted(lines), first[min(dropped)].strip()),),
    )


def _separated(lines: Sequence[int], text: str) -> Finding:
    return Finding(
        "row-without-figures",
        "note",
        counted(
            len(lines),
            Text(
                f"Eine Zeile enthält nur einen Text und keine Zahl („{text}“); sie wurde ausgelassen.",
                f"One row holds one text and no number ({text!r}); it was left out.",
            ),
            Text(
                f"{{n}} Zeilen enthalten nur einen Text und keine Zahl (zuerst „{text}“); sie wurden ausgelassen.",
                f"{{n}} rows hold one text and no number (first {text!r}); they were left out.",
            ),
        ),
        row=lines[0],
        data={"count": len(lines), "first": text},
    )


def _without_footers(sheet: Sheet) -> tuple[Sheet, tuple[str, ...]]:
    """The rows at the end that hold nothing but a note in their first cell are no rows of the table."""
    lengths = dict(sheet.uneven)
    last = len(sheet.lines)
    first = last
    while first > 0 and _has_no_figures(sheet, first - 1):
        first -= 1
    start = next((row for row in range(first, last) if _is_note(sheet, row, lengths)), last)
    if start in (0, last):
        return sheet, ()
    dropped = set(sheet.lines[start:])
    footers = tuple(text for row in range(start, last) if (text := _text(sheet, row)))
    return (
        replace(
            sheet,
            columns=[cells[:start] for cells in sheet.columns],
            lines=sheet.lines[:start],
            uneven=tuple(entry for entry in sheet.uneven if entry[0] not in dropped),
        ),
        footers,
    )


def _has_no_figures(sheet: Sheet, row: int) -> bool:
    """Nothing but texts, and few of them unless they begin as a note: a comma may cut that into several cells."""
    cells = [column[row].strip() for column in sheet.columns]
    filled = [cell for cell in cells if cell]
    if not filled:
        return True
    is_short = len(filled) <= max(1, len(cells) // 2) or bool(_NOTE.match(cells[0]))
    return bool(cells[0]) and is_short and not any(map(is_number, filled))


def _is_note(sheet: Sheet, row: int, lengths: dict[int, int]) -> bool:
    first = sheet.columns[0][row].strip()
    if _NOTE.match(first):
        return True
    is_short = lengths.get(sheet.lines[row], len(sheet.header)) == 1
    return is_short and len(sheet.header) > 1 and len(first.split()) >= _WORDS_OF_A_SENTENCE


def _text(sheet: Sheet, row: int) -> str:
    return f"{sheet.delimiter} ".join(cell for column in sheet.columns if (cell := column[row].strip())).strip()
