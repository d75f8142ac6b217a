"""Stubs: the label columns left of the values, with codes and their labels joined to one dimension."""

from __future__ import annotations

import re
from collections.abc import Sequence

from teilhabe.engine.preparation.draft import RawDimension
from teilhabe.engine.preparation.roles import TOTAL_CODES, by_content, is_total, slug

_CODE = re.compile(r"(?=.*[0-9-])[A-Z0-9][A-Z0-9._-]*|[A-Z]{2,}")
_SELF_EXPLAINING = ("time_period", "part_of_year", "sex", "age")


def read_stub(columns: Sequence[Sequence[str]], names: Sequence[str] = ()) -> list[RawDimension]:
    """The dimensions of the label columns; `names` are their headings where the file has some."""
    dimensions = []
    named = [*names, *[""] * (len(columns) - len(names))]
    index = 0
    while index < len(columns):
        pair = columns[index : index + 2]
        if len(pair) == 2 and are_codes_with_labels(*pair):
            title = named[index + 1] or named[index]
            dimensions.append(RawDimension(named[index] or _prefix(pair[0]), title, *pair))
            index += 2
        else:
            dimensions.append(RawDimension(named[index], named[index], columns[index]))
            index += 1
    return dimensions


def are_codes_with_labels(codes: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether the left column holds the codes of the texts in the right one."""
    pairs = set(zip(codes, labels, strict=True))
    different = {code for code, _ in pairs}
    if not all(_CODE.fullmatch(code) or (not code and is_total(label)) or code in TOTAL_CODES for code, label in pairs):
        return False
    if different <= TOTAL_CODES or by_content(different) in _SELF_EXPLAINING:
        return False
    texts = {label for _, label in pairs}
    if by_content(texts) in _SELF_EXPLAINING or all(_CODE.fullmatch(text) for text in texts):
        return False
    return len(pairs) == len(different)


def _prefix(codes: Sequence[str]) -> str:
    """The letters that the codes share in front of their numbers: "BEV-VARIANTE" of "BEV-VARIANTE-01"."""
    stems = {re.sub(r"[-_]?\d.*$", "", code) for code in codes if code not in TOTAL_CODES}
    return stems.pop() if len(stems) == 1 else ""


def name_for(raw: RawDimension, number: int) -> str:
    """A name for a dimension that has none: after its codes, else by its position."""
    return slug(raw.source_name) or f"dimension_{number}"
