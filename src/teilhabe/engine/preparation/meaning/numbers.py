"""Numbers: value cells read in the notation of their table, and what stands in place of a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from teilhabe.codes.signs import BELOW, MISSING, NORMAL, QUALITY, SIGNS, UNRELIABLE, Sign, is_below
from teilhabe.engine.preparation.meaning.notation import Notation, parts_of_number
from teilhabe.engine.preparation.recipe import SignMeaning
from teilhabe.text import Text


@dataclass(frozen=True)
class Reading:
    """What one value cell says. `is_known` is false for a text that is neither number nor known sign."""

    value: str | None
    sign: str | None
    obs_status: str
    conf_status: str
    is_known: bool = True


def read_values(texts: Iterable[str], notation: Notation, signs: Mapping[str, SignMeaning]) -> dict[str, Reading]:
    """One reading for each of different texts; `signs` are the declared meanings of a recipe."""
    return {text: _read(text.strip(), notation, signs) for text in texts}


def _read(text: str, notation: Notation, signs: Mapping[str, SignMeaning]) -> Reading:
    if text in signs:
        known = SIGNS.get(text, _DECLARED)
        return Reading("0" if signs[text] == "zero" else None, text, known.obs_status, known.conf_status)
    if len(text) <= _MOST_DIGITS and text.isascii() and text.isdigit():
        return Reading(text.lstrip("0") or "0", None, NORMAL, "F")
    if text in SIGNS or is_below(text):
        sign = SIGNS.get(text, BELOW)
        return Reading(None, text or None, sign.obs_status, sign.conf_status)
    match = parts_of_number(text)
    number = _canonical(match, notation) if match else None
    if match and number is not None and (bool(match[1]) == bool(match[5])) and match[6] in _BESIDE:
        mark = "()" if match[1] else match[6] or (match["mark"] or "").strip()
        return Reading(number, mark or None, _BESIDE.get(mark, UNRELIABLE if "*" in mark else NORMAL), "F")
    return Reading(None, text, MISSING, "F", is_known=False)


_BESIDE = {**QUALITY, "%": NORMAL, "‰": NORMAL}
"""What may stand beside a number. A star says that something is to be known about it; what, nobody can tell."""


_MOST_DIGITS = 40
"""Longer runs of digits are no number of anything."""

_DECLARED = Sign("", Text("", ""), MISSING)


def _canonical(match: re.Match[str], notation: Notation) -> str | None:
    """The number with a point for its decimal mark; None where a mark does not stand where the notation has it."""
    body = match[3]
    if not notation.grouping and any(mark in body for mark in ",." if mark != notation.decimal):
        return None
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
