"""Label columns of a plain file: codes and names of the same thing are joined to one dimension."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from teilhabe.engine.preparation.draft import RawDimension
from teilhabe.engine.preparation.layouts.stubs import are_codes_with_labels
from teilhabe.engine.preparation.meaning.roles import by_name, slug

_IDENTIFIER = re.compile(r"(.*_)?(id|nr|no(?!_of_)|nummer|code|schluessel|key|kennziffer|plz|postleitzahl)(_.*)?")


@dataclass(frozen=True)
class Column:
    """One column of the file. `name` is the name it goes by, after renaming; `letter` its place in a spreadsheet."""

    header: str
    name: str
    letter: str
    cells: Sequence[str]


def is_identifier(name: str) -> bool:
    """Whether a column of numbers with this name holds codes, which nobody adds up."""
    return bool(_IDENTIFIER.fullmatch(slug(name)))


def label_dimensions(labels: Sequence[Column]) -> list[RawDimension]:
    """Neighbouring columns of names and numbers of the same thing become one dimension with codes and labels."""
    dimensions: list[RawDimension] = []
    left = list(labels)
    while left:
        column = left.pop(0)
        partner = next((other for other in left if _belong_together(column, other)), None)
        if partner is None:
            dimensions.append(RawDimension(column.name, column.name, column.cells))
            continue
        left.remove(partner)
        code, label = (column, partner) if _is_code(column) else (partner, column)
        texts = [text.strip() for text in label.cells]
        codes = [cell.strip() or text for cell, text in zip(code.cells, texts, strict=True)]
        dimensions.append(RawDimension(code.name, _common_name(code.name, label.name), codes, texts))
    return dimensions


def _is_code(column: Column) -> bool:
    return is_identifier(column.name) or all(cell.strip().isdigit() for cell in column.cells if cell.strip())


def _belong_together(first: Column, second: Column) -> bool:
    """One of them holds codes, the other their labels, and their names or roles agree."""
    if _is_code(first) == _is_code(second):
        return False
    code, label = (first, second) if _is_code(first) else (second, first)
    shared = len(_common_name(code.name, label.name)) >= 3
    if not shared and by_name(code.name, code.name) != by_name(label.name, label.name):
        return False
    if by_name(code.name, code.name) in ("time_period", "part_of_year"):
        return False
    pairs = [(c.strip(), t.strip()) for c, t in zip(code.cells, label.cells, strict=True) if c.strip()]
    return (
        bool(pairs)
        and len({c for c, _ in pairs}) == len(set(pairs))
        and not are_codes_with_labels([t for _, t in pairs], [c for c, _ in pairs])
    )


def _common_name(first: str, second: str) -> str:
    """The beginning that two names share: "Bezirk" of "BezirkName" and "BezirkNummer"."""
    shared = 0
    while shared < min(len(first), len(second)) and first[shared] == second[shared]:
        shared += 1
    stem = first[:shared].strip(" _-")
    return re.sub(r"(?<=[a-zäöüß])N$", "", stem)
