"""Refusals: files that are no table of text at all, named for what they look like."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from teilhabe.errors import UnreadableFile
from teilhabe.text import Text

_MAGIC: Sequence[tuple[bytes, Text]] = (
    (b"%PDF", Text("ein PDF-Dokument", "a PDF document")),
    (b"PAR1", Text("eine Parquet-Datei", "a Parquet file")),
    (b"\x1f\x8b", Text("ein gzip-Archiv", "a gzip archive")),
    (b"7z\xbc\xaf\x27\x1c", Text("ein 7z-Archiv", "a 7z archive")),
    (b"\x89PNG", Text("ein Bild (PNG)", "a picture (PNG)")),
    (b"\xff\xd8\xff", Text("ein Bild (JPEG)", "a picture (JPEG)")),
    (b"{\\rtf", Text("ein RTF-Dokument", "an RTF document")),
)
_HTML = re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SAMPLE = 65536


def refuse_binary(name: str, content: bytes) -> None:
    """UnreadableFile where the first bytes belong to a known format that is no text."""
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            raise UnreadableFile(
                f"{name}: Die Datei sieht aus wie {kind.de}; das wird noch nicht gelesen. Bitte als CSV ausgeben.",
                f"{name}: the file looks like {kind.en}, which is not read yet. Please export it as CSV.",
            )


def refuse_control_characters(name: str, text: str) -> None:
    """UnreadableFile where the beginning holds characters of binary files, or the text a NUL anywhere."""
    control = _CONTROL.search(text[:_SAMPLE])
    place = control.start() if control else text.find("\0")
    if place >= 0:
        line = text.count("\n", 0, place) + 1
        raise UnreadableFile(
            f"{name}, Zeile {line}: Das Zeichen U+{ord(text[place]):04X} kommt in Tabellen nicht vor; die Datei ist "
            "binär oder anders kodiert (etwa UTF-16 ohne Kennung).",
            f"{name}, line {line}: the character U+{ord(text[place]):04X} does not occur in tables; the file is "
            "binary or encoded differently (such as UTF-16 without a mark).",
        )


def refuse_other_text(name: str, text: str) -> None:
    """UnreadableFile where the text is blank, a web page, JSON, XML or not text at all."""
    head = text[:_SAMPLE]
    start = head.lstrip("\ufeff \t\r\n")
    if not text.strip("\ufeff \t\r\n;,|\f\v\xa0"):
        raise UnreadableFile(
            f"{name}: Die Datei enthält nur Leerzeichen und Trennzeichen.",
            f"{name}: the file holds nothing but blanks and delimiters.",
        )
    refuse_control_characters(name, text)
    if _HTML.search(start[:2048]):
        raise UnreadableFile(
            f"{name}: Die Datei ist eine Webseite (HTML), keine Tabelle; vermutlich eine Fehlerseite des Anbieters.",
            f"{name}: the file is a web page (HTML), not a table; probably an error page of the provider.",
        )
    if start.startswith("<?xml") or re.match(r"<[a-zA-Z][\w:.-]*[\s>/]", start):
        raise UnreadableFile(
            f"{name}: Die Datei ist XML; das wird noch nicht gelesen. Bitte als CSV ausgeben.",
            f"{name}: the file is XML, which is not read yet. Please export it as CSV.",
        )
    if start[:1] in ("{", "["):
        raise _json(name, text)


def _json(name: str, text: str) -> UnreadableFile:
    """What the provider says in its answer is passed on."""
    said = _said(text)
    if said:
        return UnreadableFile(
            f"{name}: Die Datei ist eine JSON-Antwort, keine Tabelle; der Anbieter meldet: „{said}“",
            f"{name}: the file is a JSON answer, not a table; the provider says: {said!r}",
        )
    return UnreadableFile(
        f"{name}: Die Datei ist JSON; das wird noch nicht gelesen. Bitte als CSV ausgeben.",
        f"{name}: the file is JSON, which is not read yet. Please export it as CSV.",
    )


def _said(text: str) -> str:
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    status = answer.get("Status") if isinstance(answer, dict) else None
    if isinstance(status, dict):
        return " ".join(str(status.get(key, "")) for key in ("Code", "Content")).strip()
    message = next((answer[key] for key in ("error", "message", "detail") if key in answer), "") if answer else ""
    return str(message)[:300]


def without_values(name: str) -> UnreadableFile:
    """The refusal of a table that is all header."""
    return UnreadableFile(
        f"{name}: Unter der Kopfzeile stehen keine Werte.", f"{name}: there are no values below the header."
    )


def refuse_wide(name: str, text: str, delimiter: str) -> None:
    """UnreadableFile where one of the first lines has more cells than any spreadsheet has columns."""
    cells = max(line.count(delimiter) for line in text.split("\n", _LINES)[:_LINES]) + 1
    if cells > MOST_COLUMNS:
        raise UnreadableFile(
            f"{name}: Die Tabelle hat {cells} Spalten; mehr als {MOST_COLUMNS} werden nicht gelesen.",
            f"{name}: the table has {cells} columns; more than {MOST_COLUMNS} are not read.",
        )


MOST_COLUMNS = 16_384
"""A spreadsheet has no more."""

_LINES = 100
