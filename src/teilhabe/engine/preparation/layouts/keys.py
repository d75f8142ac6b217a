"""Keys: which label columns tell the rows of a plain file apart, and which only repeat a part of another's code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from teilhabe.engine.cube.coded import Coded, groups, zipped
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.layouts.columns import Column
from teilhabe.engine.preparation.layouts.labels import Label
from teilhabe.engine.preparation.meaning.roles import are_periods, by_name, names_period
from teilhabe.text import Text

_MACHINE_NAME = re.compile(r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?")
_LONGEST_KEY, _MOST_LABELS = 20, 50
_FEW, _OFTEN = 0.5, 0.9
"""A column with so many different numbers per row at most, beside rows that nothing else tells apart, holds codes; once
there is one, others may repeat less often."""


def completed(labels: Sequence[Column], values: Sequence[Column], rows: int) -> list[Column]:
    """The columns of numbers that have to be codes, because without them most rows would be the same.

    The last column of numbers always holds figures. Rows that are repeated here and there are left to be reported.
    """
    if not labels and (found := _first_of_its_own(values)):
        return [found]
    if rows < 2 or _different_rows(labels) > _FEW * rows:
        return []
    added: list[Column] = []
    for column in values[:-1]:
        if len(column.different) > (_OFTEN if added else _FEW) * rows:
            break
        added.append(column)
        if _different_rows([*labels, *added]) == rows:
            return added
    return []


def _different_rows(columns: Sequence[Column]) -> int:
    return len(groups([column.cells for column in columns])[1]) if columns else 1


def _first_of_its_own(values: Sequence[Column]) -> Column | None:
    """The first column, where it names years or numbers that follow each other and others hold the figures."""
    if len(values) < 2:
        return None
    first = values[0]
    if not (first.is_whole and first.is_unique and len(first.different) == len(first.cells) > 1):
        return None
    numbers = [int(float(cell)) for cell in first.cells]
    follow = len({after - before for before, after in pairwise(numbers)}) == 1
    return first if all(map(_is_year, first.different)) or (follow and abs(numbers[1] - numbers[0]) == 1) else None


def _is_year(text: str) -> bool:
    return len(text) == 4 and names_period(text)


def unclear(column: Column) -> Finding:
    return Finding(
        "unclear-column",
        "warning",
        Text(
            f"„{column.name}“ enthält nur Zahlen; sie werden als Schlüssel gelesen, weil sich die Zeilen sonst nicht "
            f'unterscheiden. Ein Rezept kann es bestätigen: columns = {{ "{column.header}" = "{column.name}" }}.',
            f"{column.name!r} holds nothing but numbers; they are read as codes because nothing else tells the rows "
            f'apart. A recipe may confirm it: columns = {{ "{column.header}" = "{column.name}" }}.',
        ),
        column=column.letter,
        data={"column": column.name},
    )


def without_parts(labels: Sequence[Label]) -> tuple[list[Label], list[Finding]]:
    """The dimensions without those whose codes only repeat a part of a longer code beside them.

    A planning area 01011101 has the district 01 in it: the row needs no second key, and nothing is lost.
    """
    kept = list(labels)
    findings: list[Finding] = []
    if len(labels) > _MOST_LABELS:
        return kept, findings
    for whole in sorted(labels, key=lambda label: -len(label.raw.different_codes)):
        if whole not in kept or not _is_long_key(whole):
            continue
        parts = [label for label in kept if label is not whole and (_is_part(label, whole) or _is_alias(label, whole))]
        if parts:
            kept = [label for label in kept if label not in parts]
            findings.append(_dropped(whole, parts))
    return kept, findings


def _is_long_key(label: Label) -> bool:
    """Codes of several digits, all of one length."""
    different = label.raw.different_codes - {""}
    lengths = {len(code) for code in different}
    return len(lengths) == 1 and lengths.pop() >= 3 and all(code.isdigit() for code in different)


def _is_part(label: Label, whole: Label) -> bool:
    """Whether the codes stand at one place inside the longer codes, row by row, and differ at all."""
    pairs = zipped(Coded.of(label.raw.codes), Coded.of(whole.raw.codes)).cells
    parts = {part for part, _ in pairs}
    lengths = {len(part) for part in parts}
    if len(parts) < 2 or len(lengths) != 1 or not all(part.isdigit() for part in parts):
        return False
    size, longest = lengths.pop(), len(pairs[0][1])
    if not size < longest <= _LONGEST_KEY:
        return False
    return any(all(code[at : at + size] == part for part, code in pairs) for at in range(longest - size + 1))


def _is_alias(label: Label, whole: Label) -> bool:
    """Whether the codes are a machine's own names for the longer codes, one for each."""
    different = label.raw.different_codes
    return len(different) == len(whole.raw.different_codes) and all(_MACHINE_NAME.fullmatch(code) for code in different)


def _dropped(whole: Label, parts: Sequence[Label]) -> Finding:
    names = ", ".join(part.raw.source_name for part in parts)
    return Finding(
        "part-of-key",
        "note",
        Text(
            f"{names}: Was hier steht, sagt schon „{whole.raw.source_name}“; daraus werden keine Dimensionen.",
            f"{names}: {whole.raw.source_name!r} says all of it already; they become no dimensions of their own.",
        ),
        column=whole.letters[0],
        data={"key": whole.raw.source_name, "parts": names},
    )


_COMPOUND = re.compile(r"(?P<first>[^:]{1,60}?)\s*:\s+(?P<second>\S.*)")


def apart(column: Column) -> list[Column] | None:
    """Period and name of cells such as "2003: Schweiz" as two columns; None where not every cell has both."""
    matches = {cell: _COMPOUND.fullmatch(cell.strip()) for cell in column.cells.cells}
    if len(matches) < 2 or not all(matches.values()):
        return None
    pairs = {cell: (match["first"], match["second"]) for cell, match in matches.items() if match}
    place = next((at for at in (0, 1) if are_periods({pair[at] for pair in pairs.values()})), None)
    if place is None:
        return None
    is_of_time = by_name(column.name, column.name) in ("time_period", "part_of_year")
    others = "group" if is_of_time or column.name == column.letter else column.name
    first, second = (column.cells.map(lambda cell: pairs[cell][0]), column.cells.map(lambda cell: pairs[cell][1]))
    periods, names = (first, second) if place == 0 else (second, first)
    return [replace(column, name="time_period", cells=periods), replace(column, name=others, cells=names)]
