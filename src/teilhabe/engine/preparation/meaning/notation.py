"""Notation: which mark a table sets before decimals and which between thousands, decided by all its values together."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from teilhabe.codes.signs import QUALITY

_BLANKS = re.compile("(?<=\\d)[ \u00a0\u2002-\u200a\u202f'’](?=\\d{3}(?!\\d))")
_FRAME = re.compile(
    r"(\(?)\s*([+\-−–]?)\s*(\d[\d.,]{,60}|[.,]\d{1,40})(e[+-]?\d{1,2})?\s*(\)?)\s*([A-Za-z]{0,2}|%|‰)"
    r"(?P<mark>\s*(?:[¹²³⁰⁴-⁹]+|\s\d{1,2}\)|\*{1,3}))?",
    re.IGNORECASE,
)
_STARRED = re.compile(r"(\*{1,3})\s*(?=[\d+\-−–.,])(.*)")
_BODY = re.compile(r"\d+|(?:0|[1-9]\d*|)[.,]\d+|[1-9]\d{0,2}(?:[.,]\d{3})+(?:[.,]\d+)?")
_BESIDE = QUALITY.keys() | {"%", "‰"}
_GROUPED = {mark: re.compile(r"[1-9]\d{0,2}" + re.escape(mark) + r"\d{3}") for mark in ",."}
_COUNTS = {"anzahl", "number", "personen", "persons", "fälle", "cases"}
_ENOUGH = 10
"""So many numbers with three digits behind the mark, beside whole ones below 1000: nobody prints decimals like that."""


@dataclass(frozen=True)
class Notation:
    """The decimal mark and the mark between thousands ("" where there is none)."""

    decimal: str
    grouping: str = ""
    is_certain: bool = True


@dataclass(frozen=True)
class Measure:
    """The different texts in the value cells of one measure, and its unit."""

    texts: Collection[str]
    unit: str = ""

    @property
    def counts(self) -> bool:
        """Whether the figures are numbers of people or things, which have no decimals."""
        return self.unit.strip().lower() in _COUNTS


def parts_of_number(text: str) -> re.Match[str] | None:
    """Parenthesis, sign, digits with their marks, power of ten, parenthesis, letters, and as `mark` what points to a
    footnote, before or behind the number; None where it is no number."""
    plain = text.strip()
    if plain[:1] == "*":
        plain = _STARRED.sub(r"\2\1", plain)
    return _FRAME.fullmatch(_BLANKS.sub("", plain))


def is_number(text: str) -> bool:
    """Whether a cell holds one number, perhaps with a known mark beside it, and no date or version."""
    match = parts_of_number(text)
    return (
        match is not None
        and bool(match[1]) == bool(match[5])
        and match[6] in _BESIDE
        and _BODY.fullmatch(match[3]) is not None
    )


def may_be_either(text: str) -> bool:
    """Whether the mark in a number such as "1.234" may stand before decimals as well as between thousands."""
    match = parts_of_number(text)
    return match is not None and any(pattern.fullmatch(match[3]) for pattern in _GROUPED.values())


def recognise_notation(measures: Sequence[Measure], delimiter: str, *, has_groups: bool = True) -> Notation:
    """The notation that fits all numbers of a table; uncertain where "1.234" could mean either.

    `has_groups` is false for formats in which the publisher never sets a mark between thousands.
    """
    bodies = [({_digits(match) for text in m.texts if (match := parts_of_number(text))}, m.counts) for m in measures]
    uses = {mark: _use(mark, bodies, has_groups) for mark in ",."}
    for mark, other in ((",", "."), (".", ",")):
        if uses[mark] == "decimal":
            is_certain = has_groups or uses[other] != "unclear"
            return Notation(mark, other if uses[other] in ("grouping", "unclear") else "", is_certain)
    for mark, other in ((",", "."), (".", ",")):
        if uses[mark] == "grouping":
            return Notation(other, mark)
    decimal = "." if delimiter == "," else ","
    if "unclear" not in uses.values():
        return Notation(decimal)
    return Notation(decimal, "." if decimal == "," else ",", is_certain=False)


def _digits(match: re.Match[str]) -> str:
    """A power of ten stands behind decimals only, so they are no thousands however many: more than three."""
    return match[3] + "000" if match[4] and not match[3].isdigit() else match[3]


_Bodies = Sequence[tuple[set[str], bool]]


def _use(mark: str, measures: _Bodies, has_groups: bool) -> str:
    """ "decimal", "grouping", "unclear", or "" where the mark does not occur."""
    other = "," if mark == "." else "."
    bodies = {body for found, _ in measures for body in found}
    carrying = [body for body in bodies if mark in body]
    if not carrying:
        return ""
    if any(body.count(mark) > 1 for body in carrying):
        return "grouping"
    if any(other in body for body in carrying):
        return "decimal" if all(body.rfind(mark) > body.rfind(other) for body in carrying) else "grouping"
    if not all(_GROUPED[mark].fullmatch(body) for body in carrying):
        return "decimal"
    if any(body.isdigit() and len(body) > 3 for body in bodies):
        return "decimal"
    return _use_of_three_digits(mark, measures, has_groups)


def _use_of_three_digits(mark: str, measures: _Bodies, has_groups: bool) -> str:
    """Three digits follow the mark in every number: only what stands in the same measure can tell."""
    carrying = [(bodies, counts) for bodies, counts in measures if any(mark in body for body in bodies)]
    if not has_groups:
        return "unclear" if any(counts for _, counts in carrying) else "decimal"
    return "grouping" if any(_is_grouped(mark, bodies) for bodies, _ in carrying) else "unclear"


def _is_grouped(mark: str, bodies: set[str]) -> bool:
    return any(body.isdigit() for body in bodies) and sum(mark in body for body in bodies) >= _ENOUGH
