"""Telephone numbers as they are typed in Germany, and the same as the world dials them (ITU-T E.164)."""

from __future__ import annotations

import re

_IN_NUMBERS = re.compile(r"[\s()/.\-–‐‑\u00a0\u202f]")
_SHORTEST, _LONGEST = 6, 15
"""Digits of an international number; E.164 allows 15."""


def international(value: str) -> str:
    """ "0631 / 12 34-0" is "+4963112340"; numbers without area code stay the digits they are."""
    digits = _IN_NUMBERS.sub("", value.replace("(0)", "") if value.lstrip().startswith(("+", "00")) else value)
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return f"+49{digits[1:]}" if digits.startswith("0") else digits.lower()


def is_international(number: str) -> bool:
    return re.fullmatch(rf"\+[1-9][0-9]{{{_SHORTEST - 1},{_LONGEST - 1}}}", number) is not None
