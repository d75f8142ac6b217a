"""Headers: the rows above the values of a classic table, told apart into dimensions, measures and units."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from teilhabe.engine.preparation.layouts.frame import TOTAL_LABEL
from teilhabe.engine.preparation.layouts.stubs import are_codes_with_labels
from teilhabe.engine.preparation.layouts.titles import Heading, is_listed, is_unit, measure, without_parentheses
from teilhabe.engine.preparation.meaning.roles import Role, by_content, by_name, is_total

_SPLITS = {"davon", "darunter", "dav", "dar", "und zwar"}
_ENOUGH_NUMBERS = 3


@dataclass(frozen=True)
class HeaderDimension:
    """A dimension in the header: its name ("" where the header gives none) and its text above each value column.

    `labels` are the texts beside codes, where two rows hold both.
    """

    name: str
    texts: tuple[str, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Header:
    """Dimensions, and the variable and unit of each value column."""

    dimensions: tuple[HeaderDimension, ...]
    variables: tuple[str, ...]
    units: tuple[str, ...]


def read_header(rows: Sequence[Sequence[str]], names: Sequence[str], heading: Heading) -> Header:
    """The meaning of the header rows; each row holds one text per value column, `names` its row head."""
    filled = _filled(_without_column_numbers(rows))
    width = len(filled[0]) if filled else 0
    found = _Found()
    name = ""
    for index, row in enumerate(filled):
        name = names[index] if names[index] and not name else name
        different = set(row) - {""}
        if not different or (not name and all(map(_is_total_or_split, different))):
            continue
        if _are_units(different, index == len(filled) - 1) and (found.open_rows or found.dimensions):
            found.units = row
        elif _is_name(row, filled[index + 1 :], heading):
            name = row[0]
        elif name or _by_content(different):
            complete = _with_totals(row, filled[:index])
            found.dimensions.append(HeaderDimension(name, complete if by_content(different) else _told(complete)))
            name = ""
        else:
            found.open_rows.append(row)
    return _with_measures(found, heading, width)


@dataclass
class _Found:
    dimensions: list[HeaderDimension] = field(default_factory=list)
    open_rows: list[tuple[str, ...]] = field(default_factory=list)
    units: tuple[str, ...] = ()


def _told(row: Sequence[str]) -> tuple[str, ...]:
    """The texts without what stands in parentheses, where only so all of them are codes: "Januar (31.)"."""
    bare = tuple(without_parentheses(text) for text in row)
    return bare if by_content(set(bare) - {""}) else tuple(row)


def _by_content(different: Collection[str]) -> Role | None:
    return by_content(different) or by_content({without_parentheses(text) for text in different} - {""})


def _are_units(different: Collection[str], is_last: bool) -> bool:
    """Units that are listed; in the last row, beside as many of these, a few short texts are units as well."""
    others = {text for text in different if not is_unit(text)}
    if not others:
        return True
    may_be = all(len(text) <= _SHORT and not is_total(text) and not by_content({text}) for text in others)
    return is_last and may_be and len(others) * 2 <= len(different)


_SHORT = 14


def _without_column_numbers(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """A last row that only counts the columns, which the rows above tell apart already, says nothing."""
    *above, last = rows or [()]
    cells = [cell.strip() for cell in last if cell.strip()]
    if len(cells) < _ENOUGH_NUMBERS or len(cells) < len(last) or not above or not all(map(str.isdecimal, cells)):
        return rows
    numbers = list(map(int, cells))
    counts = numbers[0] in (1, 2) and all(b - a == 1 for a, b in pairwise(numbers))
    columns = set(zip(*_filled(above), strict=True))
    return above if counts and len(columns) == len(cells) else rows


def _filled(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """A merged header cell leaves its followers empty: they repeat it as far as the rows above stay the same."""
    result: list[tuple[str, ...]] = []
    for row in rows:
        texts: list[str] = []
        spans_table = _spans_table(row)
        for place, cell in enumerate(row):
            text = " ".join(cell.split())
            goes_on = place > 0 and (spans_table or all(above[place] == above[place - 1] for above in result))
            texts.append(text or (texts[-1] if goes_on else _total_above(result, place)))
        result.append(tuple(texts))
    return result


def _with_totals(row: tuple[str, ...], above: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """A column that the rows above set apart alone and that nothing breaks down holds the total."""
    columns = list(zip(*above, strict=True)) or [()] * len(row)
    alone = [any(column) and columns.count(column) == 1 for column in columns]
    return tuple(text or (TOTAL_LABEL if is_alone else "") for text, is_alone in zip(row, alone, strict=True))


def _is_total_or_split(text: str) -> bool:
    """ "davon" and "darunter" only say that the row below breaks the total down."""
    return is_total(text) or text.lower().rstrip(":.") in _SPLITS


def _spans_table(row: Sequence[str]) -> bool:
    """Whether one name or unit at the beginning stands for all columns; a code of something never does."""
    texts = [cell for cell in row if cell.strip()]
    return len(texts) == 1 and bool(row[0].strip()) and by_content(set(texts)) is None


def _total_above(rows: Sequence[Sequence[str]], place: int) -> str:
    """Below a total nothing is broken down any further."""
    return rows[-1][place] if rows and is_total(rows[-1][place]) else ""


def _is_name(row: Sequence[str], below: Sequence[Sequence[str]], heading: Heading) -> bool:
    """One word over the whole table that names what stands in the next row."""
    if len(set(row)) != 1 or not below or by_content({row[0]}):
        return False
    if all(map(is_unit, set(below[0]) - {""})):
        return False
    return by_name("", without_parentheses(row[0])) is not None or is_listed(heading, row[0])


def _with_measures(found: _Found, heading: Heading, width: int) -> Header:
    """Rows that are no known dimension name measures, unless the title already names the one measure."""
    dimensions, open_rows, units = found.dimensions, without_descriptions(found.open_rows), found.units
    names = [_joined(column) for column in zip(*open_rows, strict=True)]
    has_units = bool(units) or any(measure(text) for row in (*open_rows, names) for text in row)
    if len(open_rows) == 2 and not has_units and are_codes_with_labels(*open_rows):
        dimensions, open_rows = [*dimensions, HeaderDimension("", open_rows[0], open_rows[1])], []
    if open_rows and (has_units or not heading.unit):
        parts = [measure(name) or (name, "") for name in names]
        return Header(
            tuple(dimensions),
            tuple(name for name, _ in parts),
            units or tuple(unit or heading.unit for _, unit in parts),
        )
    dimensions = [*dimensions, *(HeaderDimension("", row) for row in open_rows)]
    return Header(tuple(dimensions), (heading.variable,) * width, units or (heading.unit,) * width)


def without_descriptions(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Of two rows that say the same in other words, one to one, the shorter."""
    kept = list(rows)
    for first, second in pairwise(rows):
        pairs = set(zip(first, second, strict=True))
        if (
            len(pairs) > 3
            and len(pairs) == len(set(first)) == len(set(second))
            and not are_codes_with_labels(first, second)
        ):
            kept.remove(max(first, second, key=lambda row: sum(map(len, row))))
    return kept


def _joined(texts: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(text for text in texts if text))
