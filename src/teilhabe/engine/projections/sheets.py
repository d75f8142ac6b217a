"""The files of a projection as rows with known headings, and refusals that name file and line."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from teilhabe.engine.disclosure.count_files import TOTAL_WORDS, CountFile, read_count_file
from teilhabe.errors import InputError

TOTAL = "TOTAL"

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "area": ("area", "ref_area", "spatial_unit", "gebiet", "stadtteil"),
    "origin": ("origin", "herkunft"),
    "destination": ("destination", "ziel"),
    "group": ("group", "gruppe"),
    "citizenship": ("citizenship", "nat", "staatsangehoerigkeit"),
    "sex": ("sex", "geschlecht"),
    "age": ("age", "alter"),
    "age_reached": ("age_reached", "erreichtes_alter"),
    "year": ("year", "time_period", "jahr"),
    "scenario": ("scenario", "scen"),
    "persons": ("persons", "personen", "n", "obs_value"),
    "rate": ("rate",),
    "weight": ("weight", "gewicht"),
}
"""What a column means → what it may be called."""


@dataclass(frozen=True)
class Sheet:
    """A file whose columns are known by what they mean."""

    file: CountFile
    columns: Mapping[str, int]
    """Meaning → place."""

    def __len__(self) -> int:
        return len(self.file.records)

    def has(self, meaning: str) -> bool:
        return meaning in self.columns

    def code(self, record: int, meaning: str) -> str:
        """The entry; TOTAL where the column is missing, empty, or says so in another word."""
        if meaning not in self.columns:
            return TOTAL
        entry = self.file.records[record][self.columns[meaning]].strip()
        return TOTAL if not entry or entry.casefold() in TOTAL_WORDS else entry

    def codes(self, meaning: str) -> tuple[str, ...]:
        """All codes of a column but TOTAL, sorted."""
        found = {self.code(record, meaning) for record in range(len(self))} - {TOTAL}
        return tuple(sorted(found))

    def number(self, record: int, meaning: str) -> float:
        """A number, with a point or a comma; NaN where the entry is empty."""
        return self.entry(record, self.columns[meaning])

    def entry(self, record: int, column: int) -> float:
        """The number in a column of the file."""
        text = self.file.records[record][column].strip()
        if not text:
            return math.nan
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            name = self.file.header[column]
            raise self.refusal(
                record,
                f"„{text}“ in „{name}“ ist keine Zahl. Bitte ohne Tausenderpunkte schreiben.",
                f"“{text}” in “{name}” is no number. Please write it without marks of thousands.",
            )
        return value

    def whole(self, record: int, meaning: str) -> int:
        """A whole number: a year, an age; "85+" is 85."""
        text = self.code(record, meaning).rstrip("+").strip()
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not value.is_integer():
            raise self.refusal(
                record,
                f"„{text}“ in „{meaning}“ ist keine ganze Zahl.",
                f"“{text}” in “{meaning}” is no whole number.",
            )
        return int(value)

    def refusal(self, record: int, de: str, en: str) -> InputError:
        """InputError with file and line."""
        return self.file.refusal(record, de, en)

    def chosen(self, records: Sequence[int]) -> Sheet:
        """Some of the rows."""
        kept = CountFile(
            self.file.path,
            self.file.header,
            tuple(self.file.records[record] for record in records),
            tuple(self.file.lines[record] for record in records),
            self.file.delimiter,
        )
        return Sheet(kept, self.columns)


def read_sheet(path: Path, needed: Sequence[str]) -> Sheet:
    """The sheet, or InputError that names the columns it lacks."""
    file = read_count_file(path)
    columns = dict(_columns(file))
    if missing := [meaning for meaning in needed if meaning not in columns]:
        named = ", ".join(missing)
        raise InputError(
            f"{path}: Es fehlt die Spalte {named}; es gibt {', '.join(file.header)}.",
            f"{path}: the column {named} is missing; there are {', '.join(file.header)}.",
        )
    return Sheet(file, columns)


def _columns(file: CountFile) -> Iterator[tuple[str, int]]:
    small = [name.strip().casefold() for name in file.header]
    for meaning, names in HEADINGS.items():
        if places := [small.index(name) for name in names if name in small]:
            yield meaning, places[0]
