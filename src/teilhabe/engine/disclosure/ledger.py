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


def told_before(path: Path, value: str) -> tuple[Earlier, ...]:
    """What a ledger says was published of the figures called `value`, oldest first; nothing where there is no file."""
    return tuple(earlier for name, earlier in _entries(path) if name == value)


def tell(path: Path, value: str, tables: Sequence[Table], hidden: Sequence[Bools]) -> None:
    """Append the tables as published; one that stands there already is not told twice."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for table, is_hidden in zip(tables, hidden, strict=True):
        if (line := json.dumps(_as_json(value, table, is_hidden), ensure_ascii=False)) not in lines:
            lines.append(line)
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
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            entry = json.loads(line)
            yield entry["value"], _earlier(entry)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{path}, Zeile {number}: kein Eintrag eines Veröffentlichungsbuchs. Bitte aus der Sicherung holen.",
                f"{path}, line {number}: this is no entry of a ledger. Please restore it from the backup.",
            ) from error


def _earlier(entry: dict[str, Any]) -> Earlier:
    table = Table(
        tuple(entry["dimensions"]),
        tuple(tuple(cell[:-2]) for cell in entry["cells"]),
        np.array([cell[-2] for cell in entry["cells"]], dtype=np.float64),
        {name: [Grouping(parents) for parents in known] for name, known in entry["groupings"].items()},
        name=entry["table"],
    )
    return Earlier(table, np.array([cell[-1] for cell in entry["cells"]], dtype=bool))
