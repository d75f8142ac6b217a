"""Men and women among the columns: "Schweiz", "Schweizer", "Schweizerinnen" are a group, its men and its women."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.statements.tables.grid import Codes, Course
from teilhabe.engine.statements.tables.reading import whole_label

_MEN = re.compile(r"(.+?)[\s,:(-]+(?:männer|männlich|men|male|m)\)?", re.IGNORECASE)
_WOMEN = re.compile(r"(.+?)[\s,:(-]+(?:frauen|weiblich|women|female|w|f)\)?", re.IGNORECASE)

_PLAIN = str.maketrans("äöü", "aou")


class Member(NamedTuple):
    """Which group and which sex a column is about."""

    group: str
    sex: str


def members(names: Sequence[str], figures: Mapping[str, Mapping[Codes, Course]]) -> list[Member]:
    """The group and the sex of each column, in their order."""
    pairs = _pairs(names)
    found: dict[str, Member] = {}
    for men, women in pairs.items():
        if group := _whole_of(names, figures, men, women):
            found[men], found[women] = Member(group, "M"), Member(group, "F")
    return [found.get(name) or Member(TOTAL if whole_label(name) else name, TOTAL) for name in names]


def _pairs(names: Sequence[str]) -> dict[str, str]:
    """Columns of men, each with that of women: "Schweizer" and "Schweizerinnen", "Ausland Männer" and "… Frauen"."""
    known = {name.strip(): name for name in names}
    pairs: dict[str, str] = {}
    for name in names:
        plain = name.strip()
        men = _MEN.fullmatch(plain)
        if f"{plain}innen" in known:
            pairs[name] = known[f"{plain}innen"]
        elif men:
            women = [other for other in names if (match := _WOMEN.fullmatch(other.strip())) and match[1] == men[1]]
            pairs |= {name: women[0]} if women else {}
    return pairs


def _whole_of(names: Sequence[str], figures: Mapping[str, Mapping[Codes, Course]], men: str, women: str) -> str:
    """The column of both together; "" where there is none, so that men and women stay groups of their own."""
    before = names[: names.index(men)]
    if before and (_stem(before[-1]) == _stem(men) or _MEN.fullmatch(men.strip())):
        return before[-1] if _lies_around(figures[before[-1]], figures[men], figures[women]) else ""
    return ""


def _stem(name: str) -> str:
    """The beginning of a name without its umlauts: "Ausland" and "Ausländer" begin alike."""
    return name.strip()[:4].lower().translate(_PLAIN)


def _lies_around(both: Mapping[Codes, Course], men: Mapping[Codes, Course], women: Mapping[Codes, Course]) -> bool:
    """Whether the values of both are the sums of men and women, or lie between theirs, give or take rounding."""
    triples = [
        (course[period].value, men[codes][period].value, women[codes][period].value)
        for codes, course in both.items()
        for period in course
        if period in men.get(codes, {}) and period in women.get(codes, {})
    ]
    is_sum = all(abs(whole - one - other) <= 1 for whole, one, other in triples)
    slack = 0.06
    is_between = all(min(one, other) - slack <= whole <= max(one, other) + slack for whole, one, other in triples)
    return bool(triples) and (is_sum or is_between)
