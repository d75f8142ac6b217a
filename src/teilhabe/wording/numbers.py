"""Numbers as they are printed: "1.234,5" in German, "1,234.5" in English; and read back exactly."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import NamedTuple

from teilhabe.text import Language

MINUS = "\u2212"

_EXACT = Context(prec=60)


class _Marks(NamedTuple):
    thousands: str
    decimal: str


_MARKS: dict[Language, _Marks] = {"de": _Marks(".", ","), "en": _Marks(",", ".")}


def format_number(value: float | Decimal | str, decimals: int, language: Language) -> str:
    """The number rounded commercially (half away from zero) to `decimals` places, with the marks of the language.

    A float is rounded as the decimal number that it prints as: 2.675 to two places is "2,68". A minus is the real sign
    (U+2212), and what rounds to zero has none. ValueError for text that is no number, for NaN and infinity.
    """
    rounded = round_half_up(exact(value), decimals)
    whole, _, fraction = f"{abs(rounded):,f}".partition(".")
    marks = _MARKS[language]
    sign = MINUS if rounded < 0 else ""
    return sign + whole.replace(",", marks.thousands) + (marks.decimal + fraction if fraction else "")


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Commercial rounding, the one that German official statistics print; see docs/methods/rounding.md."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_EXACT)


def exact(value: float | Decimal | str) -> Decimal:
    """The finite decimal number that `value` prints as; ValueError where it is none."""
    try:
        number = value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(f"not a number: {value!r}") from error
    if not number.is_finite():
        raise ValueError(f"not a finite number: {value!r}")
    return number


def meant(value: float) -> Decimal:
    """The decimal number that a computed one stands for, by 15 significant digits: 0.1 + 0.2 is 0.3."""
    return exact(f"{value:.15g}")


def parse_number(text: str, language: Language) -> Decimal | None:
    """The number that `format_number` printed as `text`; None where the text is anything else.

    Strict, because it checks finished sentences: thousands come in threes or not at all, and "1.5" is no German number.
    A hyphen is taken for the minus sign.
    """
    thousands, decimal = (re.escape(mark) for mark in _MARKS[language])
    shape = rf"[{MINUS}-]?(?:\d{{1,3}}(?:{thousands}\d{{3}})+|\d+)(?:{decimal}\d+)?"
    if not re.fullmatch(shape, text, flags=re.ASCII):
        return None
    marks = _MARKS[language]
    plain = text.replace(marks.thousands, "").replace(marks.decimal, ".").replace(MINUS, "-")
    return Decimal(plain)
