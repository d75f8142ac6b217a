"""A file that somebody hands in, as a sheet: a header and rows of texts. Nothing of it is believed, nothing is kept.

CSV in UTF-8 (with or without mark), UTF-16 with mark or Windows-1252, separated by semicolon, comma or tab; XLSX, XLS
and ODS; vCards. A cell that looks like a formula is a text like any other.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from teilhabe.actors.transfer.vcards import Card, is_vcard, read_cards
from teilhabe.actors.transfer.workbooks import is_workbook, workbook_rows
from teilhabe.errors import UnreadableFile

MOST_BYTES = 5 << 20
MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 2_000

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SEPARATORS = (";", ",", "\t")


@dataclass(frozen=True)
class Sheet:
    """`rows` are numbered as the file numbers them, cells as many as the header has; `form` tells how it was read."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    form: str


def read_sheet(content: bytes) -> Sheet:
    """UnreadableFile, with one sentence, for whatever is no list of people or too much of one."""
    if len(content) > MOST_BYTES:
        raise UnreadableFile(
            "Die Datei ist größer als 5 MB. Bitte teilen Sie sie auf.", "The file is larger than 5 MB. Please split it."
        )
    if not content.strip():
        raise UnreadableFile("Die Datei ist leer.", "The file is empty.")
    if is_workbook(content):
        return _sheet(enumerate(workbook_rows(content), 1), "Excel")
    text, encoding = _decoded(content)
    if is_vcard(text):
        return _sheet(enumerate(card_rows(read_cards(text))), "vCard")
    separator = _separator(text)
    form = f"{encoding}, {'Tab' if separator == chr(9) else separator}"
    return _sheet(_csv_rows(text, separator), form)


def _decoded(content: bytes) -> tuple[str, str]:
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "utf-8")
    if b"\0" in content and encoding != "utf-16":
        raise _no_list()
    for name, shown in ((encoding, encoding.removesuffix("-sig").upper()), ("cp1252", "Windows-1252")):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, shown
    raise _no_list()


def _separator(text: str) -> str:
    """The one that cuts most of the first lines into the same number of pieces."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:20]

    def regularity(separator: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in _cells(lines, separator))
        width, times = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        return (times, width) if width > 1 else (0, 0)

    return max(_SEPARATORS, key=regularity)


def _cells(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=separator)
    except csv.Error as error:  # a cell of more than 128 KiB
        raise _no_list() from error


def _csv_rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of the line in which they end, as an editor shows it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise _no_list() from error


def _sheet(numbered: Iterable[tuple[int, list[str]]], form: str) -> Sheet:
    """The first row that holds anything is the header; columns without any text are left out of it."""
    filled = ((number, row) for number, row in numbered if any(cell.strip() for cell in row))
    _number, header = next(filled, (0, []))
    rows: list[tuple[int, tuple[str, ...]]] = []
    for number, row in filled:
        if len(rows) == MOST_ROWS:
            raise UnreadableFile(
                f"Die Datei hat mehr als {MOST_ROWS:_} Zeilen. Bitte teilen Sie sie auf.".replace("_", "."),
                f"The file has more than {MOST_ROWS:,} rows. Please split it.",
            )
        rows.append((number, tuple(_cell(cell) for cell in row)))
        if len(row) > MOST_COLUMNS:
            raise _too_wide()
    while header and not header[-1].strip():
        header = header[:-1]
    if len(header) > MOST_COLUMNS:
        raise _too_wide()
    if not header or not rows:
        raise _no_list()
    width = len(header)
    return Sheet(tuple(_titles(header)), tuple((number, (*row, *[""] * width)[:width]) for number, row in rows), form)


def _titles(header: list[str]) -> Iterator[str]:
    """Every column has a name of its own, so that people can tell them apart."""
    seen: Counter[str] = Counter()
    for place, cell in enumerate(header, 1):
        title = " ".join(_cell(cell).split())[:80] or f"Spalte {place}"
        seen[title] += 1
        yield title if seen[title] == 1 else f"{title} ({seen[title]})"


def _cell(text: str) -> str:
    """The text without the invisible characters that some programs leave in it."""
    if len(text) > LONGEST_CELL:
        raise UnreadableFile(
            f"Eine Zelle hat mehr als {LONGEST_CELL} Zeichen. Das ist keine Liste von Personen.",
            f"A cell has more than {LONGEST_CELL} characters. This is no list of people.",
        )
    shown = (each for each in text if each.isprintable() or each in "\n\t" or each.isspace())
    return "".join(shown).strip()


def _no_list() -> UnreadableFile:
    return UnreadableFile(
        "In dieser Datei ist keine Liste von Personen zu erkennen. Gebraucht wird eine Tabelle (CSV oder Excel) mit"
        " einer Kopfzeile, oder Visitenkarten (vCard).",
        "There is no list of people in this file. What is needed is a table (CSV or Excel) with a header, or vCards.",
    )


def _too_wide() -> UnreadableFile:
    return UnreadableFile(
        f"Die Tabelle hat mehr als {MOST_COLUMNS} Spalten. Bitte löschen Sie, was nicht gebraucht wird.",
        f"The table has more than {MOST_COLUMNS} columns. Please delete what is not needed.",
    )


_TITLES = {
    "mobile": "Mobiltelefon",
    "phone": "Telefon",
    "mail": "E-Mail",
    "post": "Anschrift",
    "messenger": "Messenger",
    "web": "Webseite",
}


def card_rows(cards: list[Card]) -> Iterator[list[str]]:
    """Cards as rows below a header; who has two telephone numbers has them in two columns."""
    most: Counter[str] = Counter()
    for card in cards:
        most |= Counter(kind for kind, _value in card.contact_points)
    columns = [kind for kind in _TITLES for _place in range(most[kind])]
    yield [
        "Vorname",
        "Nachname",
        *(_TITLES[kind] for kind in columns),
        "Sprachen",
        "Organisation",
        "Stadtteil",
        "Notiz",
    ]
    for card in cards:
        values = {kind: iter([value for each, value in card.contact_points if each == kind]) for kind in _TITLES}
        points = [next(values[kind], "") for kind in columns]
        yield [
            *(card.given_name, card.family_name, *points),
            *(", ".join(card.languages), card.organisation, card.district, card.note),
        ]
