"""Dialects: lines that a spreadsheet has quoted as a whole, and columns that only blanks keep apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from teilhabe.engine.preparation.reading.grid import DELIMITERS

_SAMPLE = 200
_RUN = re.compile(r"[ \u00a0]{2,}|\t")
_BLANK = re.compile(r"[ \u00a0]+")
_NUMBER = re.compile(r"[+\-−]?[\d.,]*\d[\d.,]*(?:[eE][+-]?\d+)?")
_QUOTED = re.compile(r'"[^"\n]*"')
_FEWEST_LINES = 3


def normalised(text: str) -> tuple[str, str]:
    """The text in lines that one character cuts into cells; that character where it is known already, else ""."""
    lines = [line for line in text.split("\n", _SAMPLE)[:_SAMPLE] if line.strip()]
    if lines and all(map(_is_wrapped, lines)):
        return "\n".join(map(_unwrapped, text.split("\n"))), ""
    for cuts in (_by_runs, _by_blanks):
        if _agree(lines, cuts):
            return "\n".join("\t".join(cuts(line)) for line in text.split("\n")), "\t"
    return text, ""


def _is_wrapped(line: str) -> bool:
    """ "Jahr;Ort;Wert" in quotation marks as one cell, marks inside doubled."""
    inside = line.strip()[1:-1]
    has_quotes = len(line.strip()) > 2 and line.strip()[0] == line.strip()[-1] == '"'
    return has_quotes and '"' not in inside.replace('""', "") and any(mark in inside for mark in DELIMITERS)


def _unwrapped(line: str) -> str:
    plain = line.strip()
    return plain[1:-1].replace('""', '"') if _is_wrapped(line) else line


def _by_runs(line: str) -> Sequence[str]:
    return _RUN.split(line.strip()) if line.strip() else []


def _by_blanks(line: str) -> Sequence[str]:
    return _BLANK.split(_QUOTED.sub(lambda match: _BLANK.sub("_", match[0].strip('"')), line.strip()))


def _agree(lines: Sequence[str], cuts: Callable[[str], Sequence[str]]) -> bool:
    """Whether nearly all lines have the same number of cells, most of them numbers, and no cell ends with a delimiter.

    Only a text without tabs, semicolons and bars is looked at: those are delimiters wherever they stand.
    """
    if len(lines) < _FEWEST_LINES or any(mark in line for line in lines for mark in "\t;|") or _commas_cut(lines):
        return False
    cells = [cuts(line) for line in lines]
    width, count = Counter(map(len, cells)).most_common(1)[0]
    if width < 2 or count < 0.9 * len(lines):
        return False
    texts = [text for row in cells[1:] for text in row]
    if any(text.endswith(",") for text in texts):
        return False
    return sum(_NUMBER.fullmatch(text) is not None for text in texts) * 2 >= len(texts)


def _commas_cut(lines: Sequence[str]) -> bool:
    """Whether the heading has as many commas as nearly all lines, and not in numbers: then no comma is a decimal one.

    "Ort,Jahr,Anzahl" stands above "Bezirk 1,2020,113", which blanks cut evenly as well.
    """
    heading = _QUOTED.sub("", lines[0])
    commas = heading.count(",")
    are_words = any("," in text and not _NUMBER.fullmatch(text) for text in _BLANK.split(heading.strip()))
    return are_words and sum(_QUOTED.sub("", line).count(",") == commas for line in lines) >= 0.9 * len(lines)
