"""Headers: the rows above the values of a classic table, told apart into dimensions, measures and units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teilhabe.engine.preparation.roles import by_content, by_name, is_total
from teilhabe.engine.preparation.titles import Heading, is_listed, is_unit, measure


@dataclass(frozen=True)
class HeaderDimension:
    """A dimension in the header: its name ("" where the header gives none) and its text above each value column."""

    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Header:
    """Dimensions, and the variable and unit of each value column."""

    dimensions: tuple[HeaderDimension, ...]
    variables: tuple[str, ...]
    units: tuple[str, ...]


def read_header(rows: Sequence[Sequence[str]], heading: Heading) -> Header:
    """The meaning of the header rows; each row holds one text per value column."""
    filled = [_filled(row) for row in rows]
    width = len(filled[0]) if filled else 0
    dimensions: list[HeaderDimension] = []
    open_rows: list[tuple[str, ...]] = []
    units: tuple[str, ...] = ()
    name = ""
    for index, row in enumerate(filled):
        different = set(row) - {""}
        if not different or (not name and all(map(is_total, different))):
            continue
        if all(map(is_unit, different)) and open_rows:
            units = row
        elif _is_name(row, filled[index + 1 :], heading):
            name = row[0]
        elif name or by_content(different):
            dimensions.append(HeaderDimension(name, row))
            name = ""
        else:
            open_rows.append(row)
    return _with_measures(dimensions, open_rows, units, heading, width)


def _filled(row: Sequence[str]) -> tuple[str, ...]:
    """A merged header cell leaves its followers empty: they repeat it."""
    texts: list[str] = []
    for cell in row:
        text = " ".join(cell.split())
        texts.append(text or (texts[-1] if texts else ""))
    return tuple(texts)


def _is_name(row: Sequence[str], below: Sequence[Sequence[str]], heading: Heading) -> bool:
    """One word over the whole table that names what stands in the next row."""
    if len(set(row)) != 1 or not below or by_content({row[0]}):
        return False
    if all(map(is_unit, set(below[0]) - {""})):
        return False
    return by_name("", row[0]) is not None or is_listed(heading, row[0])


def _with_measures(
    dimensions: list[HeaderDimension],
    open_rows: list[tuple[str, ...]],
    units: tuple[str, ...],
    heading: Heading,
    width: int,
) -> Header:
    """Rows that are no known dimension name measures, unless the title already names the one measure."""
    has_units = bool(units) or any(measure(text) for row in open_rows for text in row)
    if open_rows and (has_units or not heading.unit):
        names = [_joined(column) for column in zip(*open_rows, strict=True)]
        parts = [measure(name) or (name, "") for name in names]
        return Header(
            tuple(dimensions),
            tuple(name for name, _ in parts),
            units or tuple(unit or heading.unit for _, unit in parts),
        )
    dimensions += [HeaderDimension("", row) for row in open_rows]
    return Header(tuple(dimensions), (heading.variable,) * width, units or (heading.unit,) * width)


def _joined(texts: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(text for text in texts if text))
