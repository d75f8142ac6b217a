"""Written: numbers as programs leave them behind in plain files ('1234, 23-, 1,5 beside 1.5), put into one notation."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from teilhabe.engine.cube.coded import Coded
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.layouts.columns import Column
from teilhabe.engine.preparation.meaning.notation import Measure, is_number, recognise_notation
from teilhabe.engine.preparation.reading.grid import Sheet, column_letter
from teilhabe.text import Text

_APOSTROPHE = re.compile(r"'(?=[\d+\-−–.,])(?P<number>[^']+)")
"""A spreadsheet's own sign for "this is text": it never stands behind the number as well."""
_TRAILING = re.compile(r"(?P<number>\d[\d.,]*)\s?[-−]")
_HAS_POWER = re.compile(r"[\d.,]e[+-]?\d", re.IGNORECASE).search
_SWAPPED = str.maketrans({",": ".", ".": ","})


def with_numbers(sheet: Sheet) -> tuple[Sheet, list[Finding]]:
    """The sheet without apostrophes before numbers, and with the minus before numbers in place of behind them."""
    sheet, opened = _rewritten(sheet, _without_apostrophe, _may_open)
    sheet, turned = _rewritten(sheet, _turned, _are_balances)
    findings = [_apostrophes(*opened)] if opened else []
    return sheet, [*findings, _trailing(*turned)] if turned else findings


_Place = tuple[str, str, int]
"""Letter of the first column concerned, the first text, and how many different texts in all."""


def _rewritten(
    sheet: Sheet, rewrite: Callable[[str], str], fits: Callable[[set[str]], bool]
) -> tuple[Sheet, _Place | None]:
    """Cells are rewritten in those columns whose texts fit."""
    columns: list[Sequence[str]] = []
    found: list[tuple[str, str]] = []
    for place, texts in enumerate(sheet.columns):
        cells = Coded.of(texts)
        changed = [cell for cell in cells.cells if rewrite(cell) != cell]
        if changed and fits({cell.strip() for cell in cells.cells} - {""}):
            found += [(column_letter(place), cell.strip()) for cell in changed]
            cells = cells.map(rewrite)
        columns.append(cells)
    return (replace(sheet, columns=columns), (*found[0], len(found))) if found else (sheet, None)


def _without_apostrophe(cell: str) -> str:
    match = _APOSTROPHE.fullmatch(cell.strip())
    return match["number"] if match and is_number(match["number"]) else cell


def _may_open(texts: set[str]) -> bool:
    """An apostrophe before nothing but numbers: years such as '98 have two digits and stay."""
    numbers = [match["number"] for text in texts if (match := _APOSTROPHE.fullmatch(text))]
    return any(len(number) != 2 for number in numbers) or any(map(is_number, texts))


def _turned(cell: str) -> str:
    match = _TRAILING.fullmatch(cell.strip())
    return f"-{match['number']}" if match and is_number(match["number"]) else cell


def _are_balances(texts: set[str]) -> bool:
    """Numbers with and without a minus behind them; "65-" beside "0-17", or "2020-" alone, are no numbers."""
    turned = {text for text in texts if _turned(text) != text}
    plain = {text for text in texts if is_number(text)}
    return bool(plain) and not any(map(_is_open, texts)) and len(turned | plain) * 2 > len(texts)


def _is_open(text: str) -> bool:
    """Spans of ages or years."""
    return re.fullmatch(r"\d+\s*[-–]\s*\d+", text) is not None


def _apostrophes(letter: str, first: str, count: int) -> Finding:
    return Finding(
        "leading-apostrophe",
        "note",
        Text(
            f"{count} verschiedene Zahlen stehen hinter einem Apostroph (zuerst „{first}“); er wurde weggelassen.",
            f"{count} different numbers stand behind an apostrophe (first {first!r}); it was left out.",
        ),
        column=letter,
        data={"count": count, "first": first},
    )


def _trailing(letter: str, first: str, count: int) -> Finding:
    return Finding(
        "trailing-minus",
        "note",
        Text(
            f"{count} verschiedene Zahlen haben ihr Minus hinten (zuerst „{first}“); sie wurden als negativ gelesen.",
            f"{count} different numbers have their minus behind them (first {first!r}); they were read as negative.",
        ),
        column=letter,
        data={"count": count, "first": first},
    )


def with_one_notation(values: Sequence[Column], delimiter: str) -> tuple[list[Column], list[Finding]]:
    """Columns with decimal commas beside columns with decimal points, all written with points.

    Each column has to be certain by itself; where one is not, nothing is changed and the figures are reported.
    Powers of ten have the mark of the program that wrote them, and may have been keys.
    """
    if any(map(_HAS_POWER, (text for column in values for text in column.numbers))):
        return list(values), []
    marked = {column.letter: _decimal(column, delimiter) for column in values if _has_marks(column)}
    if set(marked.values()) != {",", "."}:
        return list(values), []
    swapped = [
        replace(column, cells=column.cells.map(_swap)) if marked.get(column.letter) == "," else column
        for column in values
    ]
    return swapped, [_mixed([column.name for column in values if marked.get(column.letter) == ","])]


def _has_marks(column: Column) -> bool:
    return any("," in text or "." in text for text in column.numbers)


def _decimal(column: Column, delimiter: str) -> str:
    notation = recognise_notation([Measure(column.numbers)], delimiter)
    return notation.decimal if notation.is_certain else ""


def _swap(cell: str) -> str:
    return cell.translate(_SWAPPED) if is_number(cell.strip()) else cell


def _mixed(names: Sequence[str]) -> Finding:
    return Finding(
        "mixed-notation",
        "warning",
        Text(
            f"Manche Spalten haben ein Dezimalkomma ({', '.join(names[:5])}), andere einen Dezimalpunkt; jede wurde "
            "für sich gelesen.",
            f"Some columns have a decimal comma ({', '.join(names[:5])}), others a decimal point; each was read by "
            "itself.",
        ),
        data={"columns": ", ".join(names)},
    )
