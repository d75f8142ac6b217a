"""The store: observations as CSV and as Parquet, the same bytes for the same observations."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import numpy as np
import numpy.typing as npt

from teilhabe.engine.cube.coded import Coded, ordered, zipped
from teilhabe.engine.cube.observations import Cell, Observations
from teilhabe.engine.cube.quoting import text

_ROW_GROUP_SIZE = 122_880
_PORTION = 65_536
"""Rows that are written at once."""
_FEW = 4096
"""So many combinations of neighbouring columns are worth keeping ready."""
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
    stream.write(",".join(map(_field, names)) + "\n")
    columns = [_written(observations.column(name)) for name in observations.names]
    columns += [_labels(observations.column(name), known) for name, known in extra.items()]
    columns = _merged(columns)
    order = _order(observations)
    for start in range(0, len(order), _PORTION):
        rows = order[start : start + _PORTION]
        fields = (map(column.cells.__getitem__, column.indices[rows].tolist()) for column in columns)
        stream.write("\n".join(map(",".join, zip(*fields, strict=True))) + "\n")


def _written(column: Coded[Cell]) -> Coded[str]:
    """Different numbers are different texts: a column of line numbers needs no second look for equal ones."""
    if all(isinstance(cell, int) for cell in column.cells):
        return Coded(tuple(map(str, column.cells)), column.indices)
    return column.map(_field)


def _labels(codes: Coded[Cell], known: Mapping[str, str]) -> Coded[str]:
    return codes.map(lambda code: _field(known.get(str(code), "")))


def _merged(columns: Sequence[Coded[str]]) -> list[Coded[str]]:
    """Neighbouring columns of few combinations become one: a line is put together from few pieces."""
    merged = [columns[0]]
    for column in columns[1:]:
        sizes = sorted((len(merged[-1].cells), len(column.cells)))
        if sizes[0] * sizes[1] <= (_PORTION if sizes[0] == 1 else _FEW):
            merged[-1] = zipped(merged[-1], column).map(",".join)
        else:
            merged.append(column)
    return merged


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
    types = ", ".join(f"{text(name)}: {text(_TYPES.get(name, 'VARCHAR'))}" for name in names)
    return (
        f"COPY (SELECT * FROM read_csv({text(str(source))}, header = true, delim = ',', quote = '\"', escape = '\"', "  # noqa: S608  # names and paths are quoted
        f"columns = {{{types}}}, nullstr = '', auto_detect = false, new_line = '\\n', max_line_size = 10000000)) "
        f"TO {text(str(target))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP_SIZE})"
    )


def _order(observations: Observations) -> npt.NDArray[np.int64]:
    """Rows ordered by all dimensions, then variable and unit, then source row and source column."""
    names = [*(dimension.name for dimension in observations.dimensions), "variable", "unit"]
    if not _is_in_file_order(observations):
        names += ["source_row", "source_column"]
    return ordered([observations.column(name) for name in names])


def _is_in_file_order(observations: Observations) -> bool:
    """Whether the observations come row by row, from left to right: then a stable sort needs no place."""
    rows = observations.column("source_row")
    return len(observations.column("source_column").cells) == 1 and rows.is_ascending


@contextmanager
def atomic_path(path: Path, mode: int = 0o644) -> Iterator[Path]:
    """A path beside `path` to write to; it takes the place of `path` when the block ends well, else it vanishes."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    os.close(descriptor)
    part = Path(name)
    try:
        yield part
        part.chmod(mode)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
