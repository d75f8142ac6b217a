"""Surroundings: what stands above, across and beside the figures of a table: titles, keys, bands, remarks."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from teilhabe.engine.preparation.layouts.figures import is_figure
from teilhabe.engine.preparation.meaning.roles import by_content, by_name

_REMARKS = re.compile(
    r"(bemerkung|anmerkung|hinweis|fu(ß|ss)note|quelle|note|remark|source|comment|kommentar)", re.IGNORECASE
)

Record = Sequence[str]
"""The cells of one row without blanks around them."""


def count_filled(record: Record) -> int:
    """The number of cells with a text."""
    return sum(map(bool, record))


def is_preamble(record: Record) -> bool:
    """A key with a colon and its value: "Stand: | 31.12.2023"."""
    return record[0].endswith(":") and count_filled(record) <= 3


_TITLE_KEY = re.compile(r"(data ?set|datensatz|titel|title|tabelle|table)\s*:", re.IGNORECASE)


def title(record: Record) -> str:
    """The texts of a line; the key in front of a title says nothing."""
    texts = [cell for cell in record if cell]
    if _TITLE_KEY.fullmatch(texts[0]) and len(texts) > 1:
        return " ".join(texts[1:])
    return " ".join(texts) if is_preamble(record) else "; ".join(texts)


_UNTOLD = re.compile(
    r"(data ?set|datensatz|last updated|letzte|data extracted|description|beschreibung|source|quelle|stand|erstellt|"
    r"link|open |download|herausgeber|datei|file)",
    re.IGNORECASE,
)


def constants(above: Sequence[Record]) -> tuple[tuple[str, str], ...]:
    """Keys and values above the header: "Sex | Total". One alone counts only where its name is known."""
    pairs = [tuple(cell for cell in record if cell) if record[0] else () for record in above]
    found = []
    for index, pair in enumerate(pairs):
        if len(pair) != 2 or _UNTOLD.match(pair[0]):
            continue
        key = pair[0].rstrip(": ")
        has_neighbour = any(len(p) == 2 for p in (*pairs[max(index - 1, 0) : index], *pairs[index + 1 : index + 2]))
        if by_name("", key) or (has_neighbour and not pair[0].endswith(":")):
            found.append((key, pair[1]))
    return tuple(found)


def bands(rows: Sequence[tuple[int, Record]], stub: int) -> list[int]:
    """The lines that stand across the table and hold for the rows below them.

    A row whose figures are all empty looks the same: only where labels would repeat without it, where it is set apart,
    or where it names something known, is such a line a band.
    """
    single = [(line, next(filter(None, record))) for line, record in rows if count_filled(record) == 1]
    if not single:
        return []
    labels = [tuple(record[:stub]) for _, record in rows if count_filled(record) > 1]
    texts = {text for _, text in single}
    if len(set(labels)) < len(labels) or _are_of_another_kind(texts, {label[-1] for label in labels if label}):
        return [line for line, _ in single]
    centred = {line for line, record in rows if not any(record[:stub])}
    return [line for line, text in single if text.endswith(":") or line in centred]


def _are_of_another_kind(texts: Collection[str], labels: Collection[str]) -> bool:
    """Whether lines name a year, a sex, a citizenship, and the rows below them something else."""
    role = by_content(texts)
    is_repeated = any(label.startswith(text) for label in labels for text in texts)
    return role is not None and role != by_content(labels) and not is_repeated


def remarks(header: Sequence[Record], rows: Sequence[tuple[int, Record]], stub: int) -> tuple[int, ...]:
    """Columns right of the figures that hold remarks, or the labels once more."""
    width = len(header[0])
    columns = {index: [record[index] for _, record in rows] for index in range(width)}
    labels = [columns[index] for index in range(stub)]
    return tuple(
        index
        for index in range(stub + 1, width)
        if columns[index] in labels
        or (
            _REMARKS.match(next((r[index] for r in reversed(header) if r[index]), ""))
            and not _is_all_figures(columns[index])
        )
    )


def _is_all_figures(cells: Sequence[str]) -> bool:
    return all(not cell or is_figure(cell) for cell in cells)
