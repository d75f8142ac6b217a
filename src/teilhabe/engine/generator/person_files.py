"""An invented register as a file: one row for each person and reference date, labelled as invented everywhere."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from teilhabe.engine.cube.quoting import text
from teilhabe.engine.generator.groups import GROUPS, SEXES
from teilhabe.engine.generator.person_origins import KEYS
from teilhabe.engine.generator.person_years import extracts
from teilhabe.engine.generator.persons import BLOCKS, NO_DAY, Persons, RegisterConfig
from teilhabe.text import Text

Texts = npt.NDArray[np.bytes_]
Progress = Callable[[int, int], None]
"""Told how many rows of how many are written."""

NOTICE = Text(
    "Erfundene Daten: Keine dieser Personen gibt es. Erzeugt mit „teilhabe demo-register“.",
    "Invented data: none of these persons exists. Made with “teilhabe demo-register”.",
)
COLUMNS = (
    "person_id",
    "stichtag",
    "geburtsdatum",
    "geschlecht",
    "staat_1",
    "staat_2",
    "stadtteil",
    "baublock",
    "geburtsland",
    "zuzug",
    "aufenthalt",
    "wohnung",
)
"""Named as registers of residents name them; countries by the official three-digit keys."""

_TYPES = dict.fromkeys(COLUMNS, "VARCHAR")
_TO_PARQUET = f"""COPY (
    SELECT * FROM read_csv(?, skip = 1, header = true, delim = ';', quote = '', escape = '', nullstr = '',
                           auto_detect = false, columns = ?)
) TO {{target}} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{{notice: '{NOTICE.de} {NOTICE.en}'}}}})"""  # noqa: S608  # texts of ours
_ID = b"erfunden-"
_STATUS = {
    "NOT_APPLICABLE": "",
    "FREE_MOVEMENT": "EU-Freizügigkeit",
    "PERMANENT": "Niederlassungserlaubnis",
    "TEMPORARY": "Aufenthaltserlaubnis",
    "PROTECTED": "anerkannter Schutz",
    "TEMP_PROTECTION": "Aufenthaltserlaubnis nach § 24",
    "OPEN": "Aufenthaltsgestattung",
    "TOLERATED": "Duldung",
}
_FIRST_DAY, _LAST_DAY = np.datetime64("1860-01-01", "D"), np.datetime64("2101-01-01", "D")


def _texts(entries: Sequence[str]) -> Texts:
    return np.array([entry.encode() for entry in entries], dtype=np.bytes_)


_DAYS = np.append(np.datetime_as_string(np.arange(_FIRST_DAY, _LAST_DAY)).astype(np.bytes_), b"")  # the last: no day
_BEFORE_1970 = int((np.datetime64("1970-01-01", "D") - _FIRST_DAY).astype(np.int64))
_TRIPLES = _texts([f"{number:03d}" for number in range(1000)])
_COUNTRIES = _texts([*KEYS, ""])  # the last: none
_SEXES = _texts([{"M": "m", "F": "w", "X": "d"}[sex] for sex in SEXES])
_STATUSES = _texts([_STATUS[group.status] for group in GROUPS])
_RESIDENCES = _texts(["HW", "NW"])


def write_csv(config: RegisterConfig, stream: BinaryIO, progress: Progress) -> None:
    """UTF-8, semicolons; the notice stands as a comment above the header. Equal configurations give equal bytes."""
    stream.write(f"# {NOTICE.de} {NOTICE.en}\n{';'.join(COLUMNS)}\n".encode())
    done, total = 0, config.persons * len(config.years)
    for lines, rows in _portions(config):
        stream.write(lines)
        done += rows
        progress(done, total)


def write_parquet(config: RegisterConfig, path: Path, progress: Progress) -> None:
    """Every column as text; the notice stands in the file's metadata under `notice`. Equal bytes as above."""
    import duckdb  # here for start-up time only: a CSV is written without it

    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        table = Path(folder) / "register.csv"
        with table.open("wb") as stream:
            write_csv(config, stream, progress)
        with duckdb.connect(config={"threads": 1, "memory_limit": "1GB"}) as connection:
            connection.execute(_TO_PARQUET.format(target=text(str(path))), [str(table), _TYPES])


def _portions(config: RegisterConfig) -> Iterator[tuple[bytes, int]]:
    areas = _texts([area.code for area in config.areas])
    blocks = _texts([f"{area.code}-{number + 1:02d}" for area in config.areas for number in range(BLOCKS)])
    for year, persons in extracts(config):
        columns = _columns(persons, _texts([f"{year}-12-31"]), areas, blocks)
        yield _lines(columns), len(persons)


def _columns(persons: Persons, day: Texts, areas: Texts, blocks: Texts) -> list[Texts]:
    """The fields of every person, in the order of `COLUMNS`."""
    return [
        _ids(persons.number),
        np.broadcast_to(day, len(persons)),
        _day(persons.born),
        _SEXES[persons.sex],
        _COUNTRIES[persons.first],
        _COUNTRIES[persons.second],
        areas[persons.district],
        blocks[persons.district * BLOCKS + persons.block],
        _COUNTRIES[persons.birth_country],
        _day(persons.arrived),
        _STATUSES[persons.group],
        _RESIDENCES[persons.secondary],
    ]


def _ids(numbers: npt.NDArray[np.int32]) -> Texts:
    """ "erfunden-000000001": every single row says that it is invented."""
    parts = np.empty((len(numbers), len(_ID) + 9), np.uint8)
    parts[:, : len(_ID)] = np.frombuffer(_ID, np.uint8)
    for place, power in enumerate((1_000_000, 1_000, 1)):
        start = len(_ID) + 3 * place
        parts[:, start : start + 3] = _bytes(_TRIPLES[numbers // power % 1000])
    return parts.view(f"S{parts.shape[1]}")[:, 0]


def _day(days: npt.NDArray[np.int32]) -> Texts:
    return _DAYS[np.where(days == NO_DAY, -1, days + _BEFORE_1970)]


def _lines(columns: Sequence[Texts]) -> bytes:
    """The rows as text: fields side by side at their full width, from which the unused bytes fall out."""
    width = sum(column.itemsize + 1 for column in columns)
    table = np.empty((len(columns[0]), width), np.uint8)
    start = 0
    for place, column in enumerate(columns, 1):
        end = start + column.itemsize
        table[:, start:end] = _bytes(column)
        table[:, end] = ord("\n" if place == len(columns) else ";")
        start = end + 1
    lines: bytes = table[table != 0].tobytes()
    return lines


def _bytes(texts: Texts) -> npt.NDArray[np.uint8]:
    return np.ascontiguousarray(texts).view(np.uint8).reshape(len(texts), texts.itemsize)
