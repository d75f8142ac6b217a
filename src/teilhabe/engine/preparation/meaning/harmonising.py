"""Harmonising: dimensions get their standard names and codes; what has no standard code keeps the publisher's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from teilhabe.codes.period import parse_period, part_of_year, within_year
from teilhabe.codes.residence import parse_residence
from teilhabe.engine.cube.coded import Coded, zipped
from teilhabe.engine.cube.observations import ATTRIBUTES, OPTIONAL_ATTRIBUTES, Dimension
from teilhabe.engine.preparation.draft import RawDimension
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.meaning.converting import convert_all
from teilhabe.engine.preparation.meaning.issues import issues, overlap
from teilhabe.engine.preparation.meaning.names import newest_names
from teilhabe.engine.preparation.meaning.pairs import HarmonisedCode, Heading
from teilhabe.engine.preparation.meaning.roles import (
    STANDARD_ORDER,
    Role,
    by_content,
    by_name,
    is_total,
    slug,
)

_ATTRIBUTES = frozenset((*ATTRIBUTES, *OPTIONAL_ATTRIBUTES))


@dataclass(frozen=True)
class Harmonised:
    """Dimensions in standard order, one column of codes for each, and the last days that names of territories state.

    `marks` holds for each value the mark behind its period ("p" of "2023p"); it is empty where no period has one.
    """

    dimensions: tuple[Dimension, ...]
    columns: Mapping[str, Coded[str]]
    roles: Mapping[str, Role | None]
    until: Mapping[str, date] = field(default_factory=dict)
    marks: Sequence[str] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Named:
    name: str
    role: Role | None
    raw: RawDimension


def harmonise(
    dimensions: Sequence[RawDimension],
    renamed: Mapping[str, str],
    rows: Sequence[int],
    *,
    blank_is_total: bool = False,
) -> Harmonised:
    """Standard names and codes; `renamed` holds the names that a recipe gives, by source name or title.

    An empty cell is a total in flat files only; elsewhere nobody knows what it stands for.
    """
    named = _unique(_merge_parts([_named(raw, renamed) for raw in dimensions]))
    named.sort(key=lambda entry: STANDARD_ORDER.index(entry.name) if entry.name in STANDARD_ORDER else 99)
    result: list[Dimension] = []
    columns: dict[str, Coded[str]] = {}
    findings: list[Finding] = []
    until: dict[str, date] = {}
    marks: Sequence[str] = ()
    for entry in named:
        codes = _codes(entry, blank_is_total)
        columns[entry.name] = entry.raw.pairs.replaced([code.code for code in codes.values()])
        labels = {code.code: code.label for code in reversed(codes.values()) if code.label}
        if entry.role == "ref_area":
            newest, notes = newest_names(entry.raw, codes, _periods(named))
            labels |= newest
            findings += notes
        result.append(Dimension(entry.name, entry.raw.source_name or entry.raw.title, labels))
        if any(code.mark for code in codes.values()):
            marks = entry.raw.pairs.replaced([code.mark for code in codes.values()])
        until |= {code.code: code.until for code in codes.values() if code.until}
        findings += issues(entry.name, entry.raw, codes, rows)
        if entry.raw.levels:
            columns[f"{entry.name}_level"] = Coded.of(entry.raw.levels)
            result.append(Dimension(f"{entry.name}_level", f"{entry.raw.source_name} (variable)"))
            findings += [overlap(entry.name, entry.raw.levels)] if entry.role != "ref_area" else []
    roles = {entry.name: entry.role for entry in named}
    return Harmonised(tuple(result), columns, roles, until, marks, tuple(findings))


def _named(raw: RawDimension, renamed: Mapping[str, str]) -> _Named:
    given = next((renamed[key] for key in (raw.source_name, raw.title, slug(raw.title)) if key in renamed), None)
    if given:
        return _Named(given, given if given in STANDARD_ORDER else None, raw)  # type: ignore[arg-type]  # the order lists roles
    role = _role(raw)
    return _Named(role or slug(raw.title) or slug(raw.source_name), role, raw)


def _role(raw: RawDimension) -> Role | None:
    if raw.role in STANDARD_ORDER:
        return raw.role  # type: ignore[return-value]  # the order lists roles only
    announced = by_name(raw.source_name, raw.title)
    shown = by_content(raw.different_texts) or by_content(raw.different_codes)
    if shown in ("age", "time_period") and not announced and _OF_OTHERS.search(slug(raw.title or raw.source_name)):
        return None
    if announced in ("time_period", "part_of_year"):
        return shown if shown in ("time_period", "part_of_year") else announced
    if announced == "ref_area" and slug(raw.title) in ("land", "laender"):
        return shown  # the word means a Land as well as a country of origin
    if announced == "residence" and not any(map(parse_residence, raw.different_texts)):
        return shown  # in other countries' tables the word is the place where people live
    return announced or shown


_OF_OTHERS = re.compile(
    r"dauer|duration|wohnzeit|(^|_)stay(_|$)|(geburts|einreise|zuzugs|ankunfts|einwanderungs|bau|gruendungs)jahr|jahrgang"
    r"|year_of_(birth|arrival|entry|construction)|(birth|arrival|construction)_year"
)
"""Below these names, years say when somebody was born or came, and spans how long something lasts."""


def _unique(entries: Iterable[_Named]) -> list[_Named]:
    """A name that another dimension or an attribute has gives way to the slug of the title, then to a number."""
    result: list[_Named] = []
    for entry in entries:
        taken = {other.name for other in result} | _ATTRIBUTES
        name, number = entry.name, 1
        if name in taken:
            name = slug(entry.raw.title) or slug(entry.raw.source_name)
        stem = name
        while name in taken:
            number += 1
            name = f"{stem}_{number}"
        result.append(replace(entry, name=name))
    return result


def _merge_parts(entries: list[_Named]) -> list[_Named]:
    """A column of months, quarters or half-years joins the column of years."""
    years = next((entry for entry in entries if entry.role == "time_period"), None)
    parts = next((entry for entry in entries if entry.role == "part_of_year"), None)
    if years is None or parts is None:
        return [replace(entry, name=slug(entry.raw.title)) if entry is parts else entry for entry in entries]
    name = slug(parts.raw.title)
    joined = zipped(Coded.of(years.raw.codes), Coded.of(parts.raw.texts)).map(
        lambda pair: _joined(pair[0], pair[1], name)
    )
    source = "+".join(name for name in (years.raw.source_name, parts.raw.source_name) if name)
    raw = RawDimension(source, f"{years.raw.title} {parts.raw.title}".strip(), joined)
    return [
        _Named(years.name, "time_period", raw) if entry is years else entry for entry in entries if entry is not parts
    ]


def _joined(year: str, part: str, name: str) -> str:
    period = parse_period(year)
    named = part_of_year(part) or (_KINDS.get(name[:4], ""), int(part) if part.isdecimal() else 0)
    if period is None or is_total(part) or not part:
        return year
    try:
        return within_year(period, *named).code
    except (KeyError, ValueError):
        return f"{year} {part}"


_KINDS = {"mona": "M", "mont": "M", "quar": "Q", "halb": "S"}


def _periods(named: Sequence[_Named]) -> Sequence[str]:
    return next((entry.raw.codes for entry in named if entry.role == "time_period"), ())


_BLANK = HarmonisedCode("", "", "missing-code")


def _codes(entry: _Named, blank_is_total: bool) -> dict[tuple[str, str], HarmonisedCode]:
    """The standard code for each different pair of code and label."""
    stripped = {(code, label): (code.strip(), label.strip()) for code, label in entry.raw.pairs.cells}
    filled = [pair for pair in dict.fromkeys(stripped.values()) if blank_is_total or any(pair)]
    found = convert_all(entry.role or "", filled, Heading(entry.raw.source_name, entry.raw.title, bool(entry.raw.role)))
    return {pair: found.get(plain, _BLANK) for pair, plain in stripped.items()}
