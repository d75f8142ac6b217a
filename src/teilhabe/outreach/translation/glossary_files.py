"""The glossary as CSV: one line per term, one column per language. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from teilhabe.codes.language import SPOKEN_LANGUAGES
from teilhabe.errors import InputError

LANGUAGE, TERM, NOTE, KEPT = "language", "term", "note", "kept"
HEAD = (LANGUAGE, TERM, NOTE, KEPT)
MOST_BYTES, MOST_ROWS, LONGEST_TERM, LONGEST_NOTE = 2 << 20, 5_000, 200, 500
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet takes for a formula; they are written behind an apostrophe."""


@dataclass(frozen=True)
class Line:
    language: str
    text: str
    note: str
    is_kept: bool
    translations: dict[str, str]


def write(lines: Iterable[Line]) -> bytes:
    found = list(lines)
    languages = sorted({code for line in found for code in line.translations})
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([*HEAD, *languages])
    for line in found:
        translations = [line.translations.get(code, "") for code in languages]
        row = [line.language, line.text, line.note, "yes" if line.is_kept else "", *translations]
        writer.writerow([_harmless(cell) for cell in row])
    return f"\ufeff{out.getvalue()}".encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith((*_DANGEROUS, "'")) else cell


def read(content: bytes) -> list[dict[str, Any]]:
    """The rows as `ImportTerms` takes them; InputError names the first line that is wrong."""
    if len(content) > MOST_BYTES:
        raise InputError("Die Datei ist größer als 2 MB.", "The file is larger than 2 MB.")
    try:
        text = content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ","))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            "Die Datei ist kein CSV in UTF-8. Speichern Sie sie in der Tabellenkalkulation als „CSV UTF-8“.",
            "The file is no CSV in UTF-8. Save it in the spreadsheet as “CSV UTF-8”.",
        ) from error
    if not rows or TERM not in rows[0]:
        raise InputError(
            f"Die erste Zeile muss die Spalten nennen: {', '.join(HEAD)} und Sprachen wie en, ar.",
            f"The first line must name the columns: {', '.join(HEAD)} and languages such as en, ar.",
        )
    if len(rows) > MOST_ROWS:
        raise InputError(f"Mehr als {MOST_ROWS} Zeilen.", f"More than {MOST_ROWS} lines.")
    return list(_rows(rows[0], rows[1:]))


def _rows(head: list[str], rows: list[list[str]]) -> Iterator[dict[str, Any]]:
    unknown = [name for name in head if name and name not in HEAD and name not in SPOKEN_LANGUAGES]
    if unknown:
        raise InputError(f"Diese Spalte kennen wir nicht: {unknown[0]}.", f"We do not know this column: {unknown[0]}.")
    for number, cells in enumerate(rows, start=2):
        values = {name: _read(cell) for name, cell in zip(head, cells, strict=False)}
        if not any(values.values()):
            continue
        yield _row(number, values)


def _read(cell: str) -> str:
    text = " ".join(cell.replace("\0", "").split())
    return text[1:] if text.startswith("'") and text[1:].startswith((*_DANGEROUS, "'")) else text


def _row(number: int, values: dict[str, str]) -> dict[str, Any]:
    text, language = values.get(TERM, ""), values.get(LANGUAGE) or "de"
    if not text or len(text) > LONGEST_TERM or len(values.get(NOTE, "")) > LONGEST_NOTE:
        raise InputError(
            f"Zeile {number}: Ein Begriff hat 1 bis {LONGEST_TERM} Zeichen, eine Erklärung höchstens {LONGEST_NOTE}.",
            f"Line {number}: a term has 1 to {LONGEST_TERM} characters, an explanation at most {LONGEST_NOTE}.",
        )
    if language not in SPOKEN_LANGUAGES:
        raise InputError(
            f"Zeile {number}: Die Sprache „{language}“ kennen wir nicht.",
            f"Line {number}: we do not know the language “{language}”.",
        )
    translations = {code: word for code, word in values.items() if code in SPOKEN_LANGUAGES and word}
    is_kept = values.get(KEPT, "").casefold() in ("yes", "ja", "1", "x", "true")
    return {"language": language, "text": text, "note": values.get(NOTE, ""), "is_kept": is_kept,
            "translations": translations}  # fmt: skip
