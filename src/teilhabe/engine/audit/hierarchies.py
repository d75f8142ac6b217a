"""Which codes of a dimension make up another one, as the attacker reads it from the same files as everybody."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from teilhabe.engine.audit.files import lines_of
from teilhabe.errors import InputError

Parents: TypeAlias = Mapping[str, tuple[str, ...]]
"""Code → the codes it is a part of; several where a code belongs to several groupings."""


def read_hierarchy(path: Path, lead: str = "@") -> Parents:
    """A table with a code and its parent in each line, or a τ-ARGUS file, where each `@` leads one level down."""
    lines = [line for line in lines_of(path) if line.strip()]
    if not lines:
        raise InputError(f"{path}: Die Datei ist leer.", f"{path}: the file is empty.")
    pairs = _indented(path, lines, lead) if path.suffix.lower() == ".hrc" else _listed(path, lines)
    parents: dict[str, tuple[str, ...]] = {}
    for code, parent in pairs:
        if parent and parent != code:
            parents[code] = (*parents.get(code, ()), parent)
    _refuse_circles(path, parents)
    return parents


def _indented(path: Path, lines: list[str], lead: str) -> Iterator[tuple[str, str]]:
    above: list[str] = []
    for number, line in enumerate(lines, start=1):
        code = line.lstrip(lead)
        depth = (len(line) - len(code)) // len(lead)
        if depth > len(above):
            raise InputError(
                f"{path}, Zeile {number}: Hier fehlt eine Ebene; die Zeile davor hat {len(above) - 1} „{lead}“.",
                f"{path}, line {number}: a level is missing; the line before has {len(above) - 1} '{lead}'.",
            )
        above = [*above[:depth], code.strip()]
        yield code.strip(), above[depth - 1] if depth else ""


def _listed(path: Path, lines: list[str]) -> Iterator[tuple[str, str]]:
    delimiter = ";" if ";" in lines[0] else ","
    rows = csv.reader(lines, delimiter=delimiter)
    for number, row in enumerate(rows, start=1):
        if len(row) < 2:
            raise InputError(
                f"{path}, Zeile {number}: Es fehlt die Spalte mit dem übergeordneten Code (code{delimiter}parent).",
                f"{path}, line {number}: the column of the parent code is missing (code{delimiter}parent).",
            )
        if number > 1 or [entry.strip().lower() for entry in row[:2]] != ["code", "parent"]:
            yield row[0].strip(), row[1].strip()


def _refuse_circles(path: Path, parents: Parents) -> None:
    for code in parents:
        above, seen = {code}, set[str]()
        while above := {parent for each in above for parent in parents.get(each, ())} - seen:
            seen |= above
        if code in seen:
            raise InputError(
                f"{path}: „{code}“ ist ein Teil von sich selbst. Bitte die Zuordnung prüfen.",
                f"{path}: '{code}' is a part of itself. Please check the hierarchy.",
            )
