"""The ledger of tables: what was told before, with the truth behind it. It never leaves the statistics zone.

One line of JSON per table. Without the truth of what earlier releases hide nobody could tell whether a new one gives
it away; so the file is as confidential as the counts themselves and readable for its owner only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from teilhabe.engine.cube.store import atomic_path
from teilhabe.engine.disclosure.earlier import Earlier
from teilhabe.engine.disclosure.groupings import Grouping
from teilhabe.engine.disclosure.problem import Bools
from teilhabe.engine.disclosure.table import Table
from teilhabe.errors import InputError

SUPPRESSION = "suppression"
"""The method of tables in which cells are hidden."""


def told_before(path: Path, value: str) -> tuple[Earlier, ...]:
    """What a ledger says was published of the figures called `value`, oldest first; nothing where there is no file."""
    return tuple(earlier for name, earlier in _entries(path) if name == value)


def agree(path: Path, value: str, method: str) -> None:
    """InputError where the figures called `value` were told by another method: never two on one base."""
    if others := {told for name, told in _methods(path) if name == value} - {method}:
        raise InputError(
            f"{path}: „{value}“ wurde schon mit dem Verfahren „{min(others)}“ veröffentlicht. Ein zweites Verfahren "
            "gäbe preis, was das erste schützt; bitte dabei bleiben.",
            f"{path}: “{value}” was published by the method “{min(others)}” before. A second method would give away "
            "what the first one protects; please stay with it.",
        )


def tell_method(path: Path, value: str, method: str) -> None:
    """Note that the figures called `value` are told by a method that hides nothing."""
    _append(path, [{"value": value, "method": method}])


def tell(path: Path, value: str, tables: Sequence[Table], hidden: Sequence[Bools]) -> None:
    """Append the tables as published; one that stands there already is not told twice."""
    _append(path, [_as_json(value, table, is_hidden) for table, is_hidden in zip(tables, hidden, strict=True)])


def _append(path: Path, entries: Sequence[dict[str, Any]]) -> None:
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    lines += [line for entry in entries if (line := json.dumps(entry, ensure_ascii=False)) not in lines]
    with atomic_path(path, mode=0o600) as part:
        part.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _as_json(value: str, table: Table, hidden: Bools) -> dict[str, Any]:
    return {
        "table": table.name,
        "value": value,
        "dimensions": table.dimensions,
        "groupings": {
            name: [dict(sorted(grouping.parents.items())) for grouping in groupings]
            for name, groupings in table.groupings.items()
        },
        "cells": [
            [*codes, number, is_hidden]
            for codes, number, is_hidden in zip(table.codes, table.values.tolist(), hidden.tolist(), strict=True)
        ],
    }


def _entries(path: Path) -> Iterator[tuple[str, Earlier]]:
    for number, entry in _lines(path):
        if "method" in entry:
            continue
        try:
            yield entry["value"], _earlier(entry)
        except (ValueError, KeyError, TypeError) as error:
            raise _no_entry(path, number) from error


def _methods(path: Path) -> Iterator[tuple[str, str]]:
    """(name of the figures, how they were protected), line by line."""
    for number, entry in _lines(path):
        if "value" not in entry:
            raise _no_entry(path, number)
        yield entry["value"], entry.get("method", SUPPRESSION)


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            entry = json.loads(line)
        except ValueError as error:
            raise _no_entry(path, number) from error
        if not isinstance(entry, dict):
            raise _no_entry(path, number)
        yield number, entry


def _no_entry(path: Path, line: int) -> InputError:
    return InputError(
        f"{path}, Zeile {line}: kein Eintrag eines Veröffentlichungsbuchs. Bitte aus der Sicherung holen.",
        f"{path}, line {line}: this is no entry of a ledger. Please restore it from the backup.",
    )


def _earlier(entry: dict[str, Any]) -> Earlier:
    table = Table(
        tuple(entry["dimensions"]),
        tuple(tuple(cell[:-2]) for cell in entry["cells"]),
        np.array([cell[-2] for cell in entry["cells"]], dtype=np.float64),
        {name: [Grouping(parents) for parents in known] for name, known in entry["groupings"].items()},
        name=entry["table"],
    )
    return Earlier(table, np.array([cell[-1] for cell in entry["cells"]], dtype=bool))
