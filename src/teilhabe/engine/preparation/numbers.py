"""Numbers: how a table writes them, decided by all its values together, and what stands in place of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from teilhabe.codes.signs import MISSING, NORMAL, QUALITY, SIGNS, Sign
from teilhabe.engine.preparation.recipe import SignMeaning
from teilhabe.text import Text

_BLANKS = re.compile("(?<=\\d)[ \u00a0\u2007\u2009\u202f'’](?=\\d{3}(?!\\d))")
_FRAME = re.compile(r"(\(?)\s*([+\-−–]?)\s*(\d[\d.,]*|[.,]\d+)(e[+-]?\d+)?\s*(\)?)\s*([A-Za-z]{0,2})", re.IGNORECASE)


_ENOUGH = 10
"""So many numbers with three digits behind the mark, beside whole ones below 1000: nobody prints decimals like that."""


@dataclass(frozen=True)
class Notation:
    """The decimal mark and the mark between thousands ("" where there is none)."""

    decimal: str
    grouping: str = ""
    is_certain: bool = True


@dataclass(frozen=True)
class Reading:
    """What one value cell says. `is_known` is false for a text that is neither number nor known sign."""

    value: str | None
    sign: str | None
    obs_status: str
    conf_status: str
    is_known: bool = True


def recognise_notation(texts: Iterable[str], delimiter: str) -> Notation:
    """The notation that fits all numbers of a table; uncertain where "1.234" could mean either."""
    bodies = {match[3] for text in texts if (match := _FRAME.fullmatch(_BLANKS.sub("", text.strip())))}
    uses = {mark: _use(mark, bodies) for mark in ",."}
    for mark, other in ((",", "."), (".", ",")):
        if uses[mark] == "decimal":
            return Notation(mark, other if uses[other] else "")
    for mark, other in ((",", "."), (".", ",")):
        if uses[mark] == "grouping":
            return Notation(other, mark)
    if "unclear" not in uses.values():
        return Notation("." if delimiter == "," else ",")
    decimal = "." if delimiter == "," else ","
    return Notation(decimal, "." if decimal == "," else ",", is_certain=False)


def _use(mark: str, bodies: set[str]) -> str:
    """ "decimal", "grouping", "unclear", or "" where the mark does not occur."""
    other = "," if mark == "." else "."
    carrying = [body for body in bodies if mark in body]
    if not carrying:
        return ""
    if any(body.count(mark) > 1 for body in carrying):
        return "grouping"
    if any(other in body for body in carrying):
        return "decimal" if all(body.rfind(mark) > body.rfind(other) for body in carrying) else "grouping"
    grouped = re.compile(r"[1-9]\d{0,2}" + re.escape(mark) + r"\d{3}")
    if not all(grouped.fullmatch(body) for body in carrying):
        return "decimal"
    unmarked = {body for body in bodies if body.isdigit()}
    if any(len(body) > 3 for body in unmarked):
        return "decimal"
    return "grouping" if unmarked and len(carrying) >= _ENOUGH else "unclear"


def read_values(texts: Iterable[str], notation: Notation, signs: Mapping[str, SignMeaning]) -> dict[str, Reading]:
    """One reading for each different text; `signs` are the declared meanings of a recipe."""
    return {text: _read(text.strip(), notation, signs) for text in set(texts)}


def _read(text: str, notation: Notation, signs: Mapping[str, SignMeaning]) -> Reading:
    if text in signs:
        known = SIGNS.get(text, _DECLARED)
        return Reading("0" if signs[text] == "zero" else None, text, known.obs_status, known.conf_status)
    if text.isascii() and text.isdigit():
        return Reading(text.lstrip("0") or "0", None, NORMAL, "F")
    if text in SIGNS:
        sign = SIGNS[text]
        return Reading(None, text or None, sign.obs_status, sign.conf_status)
    match = _FRAME.fullmatch(_BLANKS.sub("", text))
    number = _canonical(match, notation) if match else None
    if match and number is not None and (bool(match[1]) == bool(match[5])) and match[6] in QUALITY:
        mark = "()" if match[1] else match[6]
        return Reading(number, mark or None, QUALITY[mark], "F")
    return Reading(None, text, MISSING, "F", is_known=False)


_DECLARED = Sign("", Text("", ""), MISSING)


def _canonical(match: re.Match[str], notation: Notation) -> str | None:
    body = match[3]
    if notation.grouping and notation.grouping in body:
        whole, mark, rest = body.partition(notation.decimal)
        if not re.fullmatch(r"\d{1,3}(?:" + re.escape(notation.grouping) + r"\d{3})+", whole):
            return None
        body = whole.replace(notation.grouping, "") + mark + rest
    body = body.replace(notation.decimal, ".")
    if not re.fullmatch(r"\d+(?:\.\d+)?|\.\d+", body):
        return None
    if match[4]:
        return f"{Decimal(('-' if match[2] in '-−–' and match[2] else '') + body + match[4]):f}"
    whole, point, fraction = body.partition(".")
    number = (whole.lstrip("0") or "0") + point + fraction
    return "-" + number if match[2] and match[2] in "-−–" and number.strip("0.") else number
