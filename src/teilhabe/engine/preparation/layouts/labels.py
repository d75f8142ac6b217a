"""Label columns of a plain file: codes and names of the same thing are joined to one dimension."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from teilhabe.engine.cube.coded import Coded, zipped
from teilhabe.engine.preparation.draft import RawDimension
from teilhabe.engine.preparation.layouts.columns import Column, is_identifier
from teilhabe.engine.preparation.layouts.stubs import SELF_EXPLAINING, are_codes_with_labels
from teilhabe.engine.preparation.meaning.roles import by_content, by_name, slug

_GENERIC = re.compile(r"(.*_)?(name|namen|bezeichnung|label|text|titel|beschreibung|kurzname)(_.*)?")
_CODE_WORD = re.compile(r"(_|\b)(id|nr|no|nummer|code|schluessel|key|kennziffer)\.?$", re.IGNORECASE)
_ENOUGH_KEYS = 3
_FARTHEST = 20
"""Codes and their names do not stand farther apart."""


@dataclass(frozen=True)
class Label:
    """One dimension and the letters of the columns that hold it."""

    raw: RawDimension
    letters: tuple[str, ...]


def label_dimensions(labels: Sequence[Column]) -> list[Label]:
    """Neighbouring columns of names and numbers of the same thing become one dimension with codes and labels.

    The finest territories go first: they take the standard name.
    """
    found: list[Label] = []
    places = {column.letter: place for place, column in enumerate(labels)}
    taken: set[str] = set()
    for place, column in enumerate(labels):
        if column.letter in taken:
            continue
        candidates = [other for other in labels[place + 1 : place + _FARTHEST] if other.letter not in taken]
        partner = next((other for other in candidates if _belong_together(column, other, places)), None)
        if partner is None:
            found.append(Label(RawDimension(_name(column), _name(column), _codes(column)), (column.letter,)))
            continue
        taken.add(partner.letter)
        found.append(_joined(column, partner))
    return sorted(found, key=_fineness)


def _name(column: Column) -> str:
    """The heading, unless it speaks of people and years stand below it: the heading of the table has slipped there."""
    is_of_people = by_name(column.name, column.name) in ("sex", "citizenship", "residence_status")
    if is_of_people and column.is_whole and by_content(column.different) == "time_period":
        return "time_period"
    return column.name


def _fineness(label: Label) -> int:
    """Territories by falling number, then everything else in the order of the file."""
    is_area = by_name(label.raw.source_name, label.raw.title) == "ref_area"
    return -len(label.raw.different_codes) if is_area else 0


def _joined(column: Column, partner: Column) -> Label:
    """A cell without a code goes by its name: a total has none."""
    code, label = (column, partner) if _is_code(column) else (partner, column)
    texts = label.cells.map(str.strip)
    codes = zipped(_codes(code), texts).map(lambda pair: pair[0] or pair[1])
    return Label(RawDimension(code.name, _title(code.name, label.name), codes, texts), (code.letter, label.letter))


def _codes(column: Column) -> Coded[str]:
    """The cells, without the ".0" that a spreadsheet puts behind whole numbers."""
    if column.is_whole and any("." in text for text in column.different):
        return column.cells.map(lambda cell: cell.strip().partition(".")[0])
    return column.cells.map(str.strip)


def _title(code: str, label: str) -> str:
    """The stem that both names share, else the name of the labels, unless that says no more than "Name"."""
    stem = _common_name(code, label)
    if len(stem) >= 3:
        return stem
    if not _GENERIC.fullmatch(slug(label)):
        return label
    return _CODE_WORD.sub("", code).strip(" _-") or label


def _is_code(column: Column) -> bool:
    return is_identifier(column.name) or (
        column.is_whole and by_content({column.name}) is None and not _GENERIC.fullmatch(slug(column.name))
    )


def _belong_together(first: Column, second: Column, places: Mapping[str, int]) -> bool:
    """One of them holds codes, the other their labels, and names, roles or places agree."""
    if _is_code(first) == _is_code(second):
        return False
    code, label = (first, second) if _is_code(first) else (second, first)
    if not _are_named_alike(code, label) and not _are_neighbours(code, label, places):
        return False
    if by_name(code.name, code.name) in ("time_period", "part_of_year"):
        return False
    pairs = {(c.strip(), t.strip()) for c, t in zipped(code.cells, label.cells).cells if c.strip()}
    return (
        bool(pairs)
        and len({c for c, _ in pairs}) == len(pairs)
        and not are_codes_with_labels([t for _, t in pairs], [c for c, _ in pairs])
    )


def _are_named_alike(code: Column, label: Column) -> bool:
    return len(_common_name(code.header, label.header)) >= 3 or (
        by_name(code.name, code.name) == by_name(label.name, label.name) and by_name(code.name, code.name) is not None
    )


def _are_neighbours(code: Column, label: Column, places: Mapping[str, int]) -> bool:
    """Side by side, neither of another role, and as many different names as codes: no classification of them."""
    roles = {by_name(code.name, code.name), by_name(label.name, label.name)} - {None}
    if len(roles) > 1 or by_content(label.different) in SELF_EXPLAINING:
        return False
    is_beside = abs(places[code.letter] - places[label.letter]) == 1
    enough = len(code.different) >= _ENOUGH_KEYS
    return is_beside and enough and len(label.different) >= 0.9 * len(code.different)


def _common_name(first: str, second: str) -> str:
    """The beginning that two names share: "Bezirk" of "BezirkName" and "BezirkNummer"."""
    shared = 0
    while shared < min(len(first), len(second)) and first[shared] == second[shared]:
        shared += 1
    stem = first[:shared].strip(" _-(")
    return re.sub(r"(?<=[a-zäöüß])N$| \([^)]*$", "", stem).strip()
