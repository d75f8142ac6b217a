"""A person-level file as a relation of texts: DuckDB reads it, nothing is guessed, and no row is kept."""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import duckdb

from teilhabe.engine.cube.quoting import quoted, text
from teilhabe.engine.preparation.reading.decoding import decode
from teilhabe.engine.preparation.reading.grid import DELIMITERS
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import UnreadableFile

_CHUNK = 1 << 20
_HEAD_LINES = 50
_PARQUET, _ZIP = b"PAR1", b"PK\x03\x04"
_LINE = re.compile(r"CSV Error on Line: (\d+)")


@dataclass(frozen=True)
class PersonFile:
    """A file that can be queried: `relation` is SQL for its rows (called `r`), `columns` that of each needed column."""

    name: str
    sha256: str
    relation: str
    columns: dict[str, str]
    text: Path | None  # the CSV, to find the line of a cell in; None for Parquet
    delimiter: str = ""
    header_line: int = 0

    def line_of(self, column: str, cells: Sequence[str]) -> int | None:
        """The first physical line on which the column holds one of these cells; None where no file has lines."""
        if self.text is None:
            return None
        with self.text.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(_below(stream, self.header_line), delimiter=self.delimiter)
            place = int(self.columns[column].removeprefix("r.c"))
            wanted = set(cells)
            found = (rows.line_num for row in rows if len(row) > place and row[place] in wanted)
            line = next(found, None)
        return None if line is None else self.header_line + line


def _below(stream: IO[str], lines: int) -> Iterator[str]:
    for _ in range(lines):
        stream.readline()
    return iter(stream)


def open_file(path: Path, needed: Sequence[str], encoding: str, delimiter: str, folder: Path) -> PersonFile:
    """The file with the needed columns; a text that is no UTF-8 is rewritten inside `folder`.

    UnreadableFile where it is no table or lacks a column.
    """
    with path.open("rb") as stream:
        is_parquet = stream.read(len(_PARQUET)) == _PARQUET
    return _open_parquet(path, needed) if is_parquet else _open_text(path, needed, encoding, delimiter, folder)


def _open_parquet(path: Path, needed: Sequence[str]) -> PersonFile:
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    relation = f"read_parquet({text(str(path))})"
    try:
        names = [name for name, *_ in duckdb.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()]  # noqa: S608  # a quoted path
    except duckdb.Error as error:
        raise UnreadableFile(
            f"{path.name}: Die Parquet-Datei ist beschädigt.", f"{path.name}: the Parquet file is damaged."
        ) from error
    _refuse_missing(path.name, needed, names, 0)
    return PersonFile(
        path.name, sha256, relation, {name: f"CAST(r.{quoted(name)} AS VARCHAR)" for name in needed}, None
    )


def _open_text(path: Path, needed: Sequence[str], encoding: str, delimiter: str, folder: Path) -> PersonFile:
    sha256, head, recognised = _examined(path)
    encoding = encoding or recognised
    readable = path if encoding in ("utf-8", "utf-8-sig") else _rewritten(path, encoding, folder)
    line, delimiter, names = _header(path.name, head if readable == path else _start(readable), needed, delimiter)
    numbered = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(names)))
    relation = (
        f"read_csv({text(str(readable))}, skip = {line}, header = false, delim = {text(delimiter)}, quote = '\"', "
        f"escape = '\"', nullstr = '', auto_detect = false, columns = {{{numbered}}}, max_line_size = 1000000)"
    )
    columns = {name: f"r.c{names.index(name)}" for name in needed}
    return PersonFile(path.name, sha256, relation, columns, readable, delimiter, line)


def _examined(path: Path) -> tuple[str, str, str]:
    """Checksum, beginning and encoding of a text, in one pass and in small portions."""
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    head, encoding = b"", ""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            head = head or chunk
            digest.update(chunk)
            encoding = encoding or _other_encoding(path.name, decoder, chunk, head)
    if not head:
        raise UnreadableFile(f"{path.name}: Die Datei ist leer.", f"{path.name}: the file is empty.")
    if head.startswith(_ZIP):
        raise UnreadableFile(
            f"{path.name}: Arbeitsmappen und Archive werden hier nicht gelesen; bitte als CSV oder Parquet ausgeben.",
            f"{path.name}: workbooks and archives are not read here; please export as CSV or Parquet.",
        )
    decoded = decode(Snapshot(path.name, "", head))
    return digest.hexdigest(), decoded.text, encoding or decoded.encoding


def _other_encoding(name: str, decoder: codecs.IncrementalDecoder, chunk: bytes, head: bytes) -> str:
    """The encoding of a text whose next portion is no UTF-8; "" as long as it is."""
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        found = decode(Snapshot(name, "", head if chunk is head else chunk)).encoding
        return "cp1252" if found == "utf-8" else found
    return ""


def _rewritten(path: Path, encoding: str, folder: Path) -> Path:
    target = folder / f"{path.stem}.utf-8"
    try:
        with path.open(encoding=encoding, newline="") as source, target.open("w", encoding="utf-8", newline="") as copy:
            while portion := source.read(_CHUNK):
                copy.write(portion)
    except (UnicodeError, LookupError) as error:
        raise UnreadableFile(
            f"{path.name}: Die Datei ist nicht in der Kodierung {encoding}.",
            f"{path.name}: the file is not in the encoding {encoding}.",
        ) from error
    return target


def _start(path: Path) -> str:
    with path.open(encoding="utf-8") as stream:
        return stream.read(_CHUNK)


def _header(name: str, head: str, needed: Sequence[str], delimiter: str) -> tuple[int, str, list[str]]:
    """Line, delimiter and names of the first line that holds all needed columns; lines above it are passed over."""
    best: list[str] = []
    best_line = 1
    for line, written in enumerate(head.splitlines()[:_HEAD_LINES], 1):
        for mark in delimiter or DELIMITERS:
            names = [cell.strip() for cell in next(csv.reader([written], delimiter=mark), [])]
            if set(needed) <= set(names):
                _refuse_repeated(name, needed, names, line)
                return line, mark, names
            if len(set(needed) & set(names)) > len(set(needed) & set(best)) or (not best and len(names) > 1):
                best, best_line = names, line
    _refuse_missing(name, needed, best, best_line)
    raise AssertionError("a column is missing, or the header would have been found")


def _refuse_repeated(name: str, needed: Sequence[str], present: Sequence[str], line: int) -> None:
    for column in needed:
        if present.count(column) > 1:
            raise UnreadableFile(
                f"{name}, Zeile {line}: Die Spalte {column} kommt mehrmals vor.",
                f"{name}, line {line}: the column {column} occurs more than once.",
            )


def _refuse_missing(name: str, needed: Sequence[str], present: Sequence[str], line: int) -> None:
    missing = [column for column in needed if column not in present]
    if missing:
        wanted, found = ", ".join(missing), ", ".join(present) or "–"
        at, at_en = (f", Zeile {line}", f", line {line}") if line else ("", "")
        raise UnreadableFile(
            f"{name}{at}: Es fehlt: {wanted}. Die Spalten sind: {found}. "
            "Bitte die Namen in sources.toml unter „persons“ berichtigen.",
            f"{name}{at_en}: missing: {wanted}. The columns are: {found}. "
            "Please correct the names in sources.toml below “persons”.",
        )


def unreadable(name: str, error: duckdb.Error) -> UnreadableFile:
    """What DuckDB says of a file in a sentence of ours: its own message repeats the line, and that is a person's."""
    match = _LINE.search(str(error))
    if match:
        return UnreadableFile(
            f"{name}, Zeile {match[1]}: Die Zeile hat mehr oder weniger Felder als die Kopfzeile, oder ein "
            "Anführungszeichen bleibt offen.",
            f"{name}, line {match[1]}: the line has more or fewer cells than the header, or an open quotation mark.",
        )
    return UnreadableFile(
        f"{name}: Die Datei lässt sich nicht als Tabelle lesen.", f"{name}: the file cannot be read as a table."
    )
