"""Person-level extracts of a register: counted inside the statistics zone, by a mapping of their columns.

Nothing of a single person is kept: no number, no day of birth, no row. Off until a city declares a statistics unit.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from teilhabe.engine.cube.store import atomic_path
from teilhabe.engine.preparation.findings import Finding, ordered
from teilhabe.engine.preparation.persons.checking import Translated, duplicates, impossible, translate
from teilhabe.engine.preparation.persons.counting import (
    add_cells,
    duplicate_persons,
    keep_codes,
    load,
    occurrences,
)
from teilhabe.engine.preparation.persons.mapping import PersonMapping, read_mapping
from teilhabe.engine.preparation.persons.observing import write_observations
from teilhabe.engine.preparation.persons.properties import IMPOSSIBLE_STAY, NOT_POSSIBLE
from teilhabe.engine.preparation.persons.reading import PersonFile, open_file, unreadable
from teilhabe.errors import InputError

__all__ = ["Counted", "PersonMapping", "count_persons", "read_mapping"]

_MEMORY, _THREADS = "3GB", 2
_IN_WRITTEN_ORDER = "SET disabled_optimizers = 'join_order,build_side_probe_side'"
"""DuckDB cannot know how long a text file is: left alone it builds tables of persons instead of codes."""
_DAY_IN_NAME = re.compile(r"(?<!\d)(\d{4})(?:-?(\d\d)-?(\d\d))?(?!\d)")


@dataclass(frozen=True)
class Counted:
    """What became of an extract: findings of severity error mean that nothing was written."""

    findings: tuple[Finding, ...]
    sha256: str
    persons: int = 0  # counted ones, over all reference dates
    observations: int = 0
    variables: tuple[str, ...] = ()


@dataclass
class _Extract:
    """One run over all files of a dataset."""

    mapping: PersonMapping
    areas: Collection[str]
    folder: Path
    connection: duckdb.DuckDBPyConnection
    findings: list[Finding] = field(default_factory=list)
    days: dict[int, str] = field(default_factory=dict)  # reference date → the file that holds it
    digests: list[str] = field(default_factory=list)

    @property
    def has_errors(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)

    def add(self, path: Path) -> None:
        """Counts one file; InputError where it cannot be read or a reference date stands in two files."""
        mapping = self.mapping
        file = open_file(path, mapping.columns, mapping.encoding, mapping.delimiter, self.folder)
        self.digests.append(file.sha256)
        try:
            self._count(file)
        except duckdb.InvalidInputException as error:
            raise unreadable(file.name, error) from None

    def _count(self, file: PersonFile) -> None:
        mapping, connection = self.mapping, self.connection
        load(connection, file, mapping)
        translated = translate(mapping, file, occurrences(connection, file, mapping), self.areas)
        self.findings += [finding for entry in translated for finding in entry.findings]
        if self.has_errors:
            return
        day = 0 if mapping.has("day") else _day(file.name, mapping.day)
        self._note_days(file, translated, day)
        keep_codes(connection, translated)
        twice = duplicate_persons(connection, mapping) if mapping.id else 0
        if twice:
            self.findings.append(duplicates(mapping, file, twice))
        if not self.has_errors:
            add_cells(connection, mapping, day, not twice)

    def _note_days(self, file: PersonFile, translated: Sequence[Translated], day: int) -> None:
        days = [day] if day else [c for e in translated if e.field.name == "day" for c in e.codes.values()]
        for code in days:
            if not isinstance(code, int):
                continue
            if self.days.setdefault(code, file.name) != file.name:
                shown = f"{code // 10_000}-{code // 100 % 100:02d}-{code % 100:02d}"
                raise InputError(
                    f"{file.name}: Der Stichtag {shown} steht auch in einer anderen Datei; alle zählten doppelt.",
                    f"{file.name}: the reference date {shown} stands in another file, too; all would count twice.",
                )


def count_persons(files: Sequence[Path], mapping: PersonMapping, areas: Collection[str], target: Path) -> Counted:
    """Counts the persons of all files and writes the observations to `target` (Parquet), or nothing at all.

    `areas` are the codes of places that persons may belong to. Equal files give equal bytes, whatever the order of
    their rows. InputError where a file is no table, lacks a column or is damaged.
    """
    with (
        tempfile.TemporaryDirectory(dir=target.parent, prefix=".persons-") as folder,
        duckdb.connect(
            config={
                "threads": _THREADS,
                "memory_limit": _MEMORY,
                "temp_directory": folder,
                "preserve_insertion_order": False,
            }
        ) as connection,
    ):
        connection.execute(_IN_WRITTEN_ORDER)
        extract = _Extract(mapping, areas, Path(folder), connection)
        for path in sorted(files):
            extract.add(path)
        return _finished(extract, target)


def _finished(extract: _Extract, target: Path) -> Counted:
    sha256 = extract.digests[0] if len(extract.digests) == 1 else _joint(extract.digests)
    if extract.has_errors:
        return Counted(ordered(extract.findings), sha256)
    findings = [*extract.findings, *_impossible(extract.connection)]
    (persons,) = extract.connection.execute("SELECT coalesce(sum(persons), 0) FROM cells").fetchone() or (0,)
    if not persons:
        raise InputError(
            "In den Dateien des Registers steht niemand, der zu zählen ist. Bitte Dateien und Zuordnung prüfen.",
            "The files of the register hold nobody who is to be counted. Please check files and mapping.",
        )
    with atomic_path(target) as part:
        variables = write_observations(extract.connection, extract.mapping, part)
        (rows,) = extract.connection.execute("SELECT count(*) FROM read_parquet(?)", [str(part)]).fetchone() or (0,)
    return Counted(ordered(findings), sha256, int(persons), int(rows), variables)


def _joint(digests: Sequence[str]) -> str:
    return hashlib.sha256("".join(sorted(digests)).encode()).hexdigest()


def _impossible(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    columns = {name for name, *_ in connection.execute("DESCRIBE cells").fetchall()}
    wrong = {"age": f"age = {NOT_POSSIBLE}", "stay": f"stay = '{IMPOSSIBLE_STAY}'"}
    found = []
    for name, condition in wrong.items():
        if name in columns:
            sql = f"SELECT sum(persons) FROM cells WHERE {condition}"  # noqa: S608  # conditions of ours
            (rows,) = connection.execute(sql).fetchone() or (None,)
            found += [impossible(name, int(rows))] if rows else []
    return found


def _day(name: str, constant: str) -> int:
    """The reference date of a file without a column for it: 31 December where its name tells a year only."""
    if constant:
        return int(constant.replace("-", ""))
    match = _DAY_IN_NAME.search(name)
    if match is None:
        raise InputError(
            f"{name}: Im Namen der Datei steht kein Stichtag (etwa register-2024.csv oder register-2024-12-31.csv).",
            f"{name}: the file's name holds no reference date (such as register-2024.csv or register-2024-12-31.csv).",
        )
    return int(match[1] + (match[2] or "12") + (match[3] or "31"))
