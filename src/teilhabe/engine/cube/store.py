"""The store: observations as CSV and as Parquet, the same bytes for the same observations."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import le
from pathlib import Path
from typing import TextIO

from teilhabe.engine.cube.observations import Cell, Observations

_ROW_GROUP_SIZE = 122_880
_NEEDS_QUOTES = re.compile('[,"\n\r]')
_TYPES = {"obs_value": "DOUBLE", "source_row": "INTEGER"}


def write_csv(
    observations: Observations, stream: TextIO, labels: Mapping[str, Mapping[str, str]] | None = None
) -> None:
    """Comma-separated, one row per observation, ordered by dimensions, then by the row in the source.

    `labels`: dimension (or `variable`) to code to label; each adds a column `<name>_label`.
    """
    extra = labels or {}
    names = (*observations.names, *(f"{name}_label" for name in extra))
    columns = [_fields(observations.columns[name]) for name in observations.names]
    columns += [_fields([known.get(str(c), "") for c in observations.columns[name]]) for name, known in extra.items()]
    lines = list(map(",".join, zip(*columns, strict=True)))
    stream.write(",".join(map(_field, names)) + "\n")
    stream.writelines(lines[index] + "\n" for index in _order(observations))


def _fields(column: Sequence[Cell]) -> list[str]:
    """Each different cell is written out once: columns repeat few cells many times."""
    texts = {cell: _field(cell) for cell in set(column)}
    return [texts[cell] for cell in column]


def _field(cell: Cell) -> str:
    text = "" if cell is None else str(cell)
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


def write_parquet(observations: Observations, path: Path) -> None:
    """Parquet ordered as in `write_csv`; byte-identical on repetition; the file appears complete or not at all."""
    import duckdb  # here for start-up time only: a CSV is written without it

    with atomic_path(path) as target, tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "observations.csv"
        with table.open("w", encoding="utf-8", newline="") as stream:
            write_csv(observations, stream)
        with duckdb.connect(config={"threads": 1}) as connection:
            connection.execute(_copy(observations.names, table, target))


def _copy(names: Sequence[str], source: Path, target: Path) -> str:
    """Every column typed by name: nothing is guessed from what the values look like."""
    types = ", ".join(f"{_text(name)}: {_text(_TYPES.get(name, 'VARCHAR'))}" for name in names)
    return (
        f"COPY (SELECT * FROM read_csv({_text(str(source))}, header = true, delim = ',', quote = '\"', escape = '\"', "  # noqa: S608  # names and paths are quoted by _text
        f"columns = {{{types}}}, nullstr = '', auto_detect = false, new_line = '\\n', max_line_size = 10000000)) "
        f"TO {_text(str(target))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP_SIZE})"
    )


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _order(observations: Observations) -> list[int]:
    """Indices ordered by all dimensions, then variable and unit, then source row and source column."""
    names = [*(dimension.name for dimension in observations.dimensions), "variable", "unit"]
    if not _is_in_file_order(observations):
        names += ["source_row", "source_column"]
    ranks = [0] * len(observations)
    for name in names:
        different = set(observations.columns[name])
        if len(different) > 1:
            order = {cell: rank for rank, cell in enumerate(sorted(different, key=_sort_key))}
            ranks = [
                rank * len(order) + order[cell] for rank, cell in zip(ranks, observations.columns[name], strict=True)
            ]
    return sorted(range(len(ranks)), key=ranks.__getitem__)


def _is_in_file_order(observations: Observations) -> bool:
    """Whether the observations come row by row, from left to right: then a stable sort needs no place."""
    rows = [row for row in observations.columns["source_row"] if isinstance(row, int)]
    return len(set(observations.columns["source_column"])) == 1 and all(map(le, rows, rows[1:]))


def _sort_key(cell: Cell) -> tuple[int, str]:
    """Numbers by size, texts by letters, missing cells before all."""
    if cell is None:
        return (-1, "")
    return (cell, "") if isinstance(cell, int) else (0, cell)


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; it takes the place of `path` when the block ends well, else it vanishes."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    os.close(descriptor)
    part = Path(name)
    try:
        yield part
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
