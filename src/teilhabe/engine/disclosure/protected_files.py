"""What `teilhabe protect` writes: the file that was read, without what has to stay hidden."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from teilhabe.engine.disclosure.count_files import HIDDEN, STATUS, Columns, CountFile
from teilhabe.engine.disclosure.problem import Bools
from teilhabe.engine.disclosure.table import Table

FREE = "F"
"""Beside HIDDEN the only status: telling which hidden cell is small would tell that it is small."""


def protected_text(file: CountFile, columns: Columns, hidden: Bools, added: Table | None = None) -> str:
    """The file with every row in its order, hidden values empty and `conf_status`; contributors are left out.

    `added` is the table with the totals that follow the rows of the file.
    """
    left_out = {*columns.largest, columns.contributors, STATUS}
    names = [name for name in file.header if name not in left_out]
    places = [file.header.index(name) for name in names]
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=file.delimiter, lineterminator="\n")
    writer.writerow([*names, STATUS])
    for record, is_hidden in zip(_records(file, columns, added), hidden.tolist(), strict=True):
        shown = ["" if is_hidden and file.header[place] == columns.value else record[place] for place in places]
        writer.writerow([*shown, HIDDEN if is_hidden else FREE])
    return ("\ufeff" if file.has_mark else "") + stream.getvalue()


def _records(file: CountFile, columns: Columns, added: Table | None) -> Iterable[Sequence[str]]:
    yield from file.records
    if added is not None:
        for codes, value in zip(added.codes[len(file.records) :], added.values[len(file.records) :], strict=True):
            known = dict(zip(columns.dimensions, codes, strict=True)) | {columns.value: f"{value:.15g}"}
            yield [known.get(name, "") for name in file.header]
