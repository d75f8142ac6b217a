"""Converting: one code of a file to its standard code, where there is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from teilhabe.codes.age import parse_age
from teilhabe.codes.citizenship import parse_citizenship
from teilhabe.codes.period import parse_period
from teilhabe.codes.sex import parse_sex
from teilhabe.codes.territory import code_of_name, parse_territory, split_name
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.preparation.meaning.roles import TOTAL_CODES, is_total


@dataclass(frozen=True)
class HarmonisedCode:
    """What becomes of one code of the file; `issue` is the finding it gives rise to."""

    code: str
    label: str
    issue: str = ""
    until: date | None = None


def territory(code: str, label: str, is_key: bool) -> HarmonisedCode:
    """An official key where the column holds such keys, a Land or Germany by name, else the code of the file."""
    name = split_name(label)
    found = parse_territory(code) if is_key else None
    if found:
        return HarmonisedCode(found.code, name.name, "lost-leading-zero" if found.mended else "", name.until)
    named = code_of_name(name.name) if code in ("", label) or code in TOTAL_CODES else None
    return HarmonisedCode(named, name.name) if named else replace(other(code, label), until=name.until)


def time(code: str, label: str) -> HarmonisedCode:
    """The canonical period; its label is the code itself."""
    period = parse_period(code) or parse_period(label)
    return HarmonisedCode(period.code, "") if period else HarmonisedCode(code or label, label, "unknown-period")


def sex(code: str, label: str) -> HarmonisedCode:
    return _closed(parse_sex(code) or parse_sex(label), code, label)


def age(code: str, label: str) -> HarmonisedCode:
    """The label goes first: publishers' age codes say "up to 6" and mean "up to 5" in some tables."""
    return _closed(parse_age(label) or parse_age(code), code, label)


def citizenship(code: str, label: str) -> HarmonisedCode:
    """Groups are harmonised; a single citizenship keeps its code, whatever its label."""
    found = parse_citizenship(code) or (parse_citizenship(label) if code in ("", label) else None)
    return HarmonisedCode(found, label) if found else other(code, label)


def _closed(found: str | None, code: str, label: str) -> HarmonisedCode:
    if found:
        return HarmonisedCode(found, label)
    kept = other(code, label)
    return kept if kept.code == TOTAL else replace(kept, issue="unknown-code")


def other(code: str, label: str) -> HarmonisedCode:
    """A total is TOTAL; everything else keeps the code of the file, or the text where it has none."""
    total = code.upper() in TOTAL_CODES and (not label or is_total(label) or label == code)
    if total or (code in ("", label) and is_total(label)):
        return HarmonisedCode(TOTAL, label)
    return HarmonisedCode(code or label, label)


BY_ROLE: Mapping[str, Callable[[str, str], HarmonisedCode]] = {
    "time_period": time,
    "sex": sex,
    "age": age,
    "citizenship": citizenship,
}
"""Territories are missing here: whether their codes are official keys only the whole column tells."""
