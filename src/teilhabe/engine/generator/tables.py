"""Tables as files: an array with a code list for each axis becomes rows in the order of the codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from teilhabe.engine.generator.curves import Counts

Axis = tuple[str, Sequence[str]]


@dataclass(frozen=True)
class Table:
    """One file: its name and its columns, all of the same length, in file order."""

    file: str
    columns: Mapping[str, Sequence[str]]


def table(file: str, axes: Sequence[Axis], values: Counts, keep_zeros: bool = True) -> Table:
    """The table of an array; without zeros only where an empty cell says nothing that the others do not."""
    assert values.shape == tuple(len(codes) for _, codes in axes), file
    kept = np.ones(values.shape, dtype=np.bool_) if keep_zeros else values != 0
    places = np.nonzero(kept)
    columns = {
        name: np.array(codes, dtype=object)[place].tolist() for (name, codes), place in zip(axes, places, strict=True)
    }
    return Table(file, {**columns, "obs_value": [str(value) for value in values[places].tolist()]})


def without(wanted: Table, **codes: str) -> Table:
    """The table without the zero rows of the given codes: nobody is expected there."""
    columns = wanted.columns
    kept = [
        place
        for place, value in enumerate(columns["obs_value"])
        if value != "0" or all(columns[name][place] != code for name, code in codes.items())
    ]
    return Table(wanted.file, {name: [column[place] for place in kept] for name, column in columns.items()})


def with_column(given: Table, name: str, source: str, values: Mapping[str, str]) -> Table:
    """The table with one more column that follows from another one."""
    return Table(given.file, {**given.columns, name: [values[code] for code in given.columns[source]]})


def write(written: Table, folder: Path) -> Path:
    """Writes the file whole or not at all: beside its place first, then renamed."""
    path = folder / written.file
    beside = path.with_name(path.name + ".part")
    lines = map(",".join, zip(*written.columns.values(), strict=True))
    beside.write_text("\n".join([",".join(written.columns), *lines, ""]), encoding="utf-8", newline="\n")
    return beside.replace(path)
