"""Units and numerals as self-describing formats write them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

_MOST_DIGITS = 40
_LARGEST_MULTIPLIER = 15


def scaled(unit: str, multiplier: str) -> str:
    """The unit with the scale in front that the numbers are printed in: multiplier "3" of "persons" is "1000 persons".

    The multiplier is a power of ten (SDMX CL_UNIT_MULT); numbers are never multiplied, they stay as printed.
    """
    try:
        power = int(multiplier or "0")
    except ValueError:
        return f"{unit} × {multiplier}".strip()
    if power == 0:
        return unit
    scale = f"1{'0' * power}" if 0 < power <= _LARGEST_MULTIPLIER else f"10^{power}"
    return f"{scale} {unit}".strip()


def numeral(text: str) -> str:
    """A number without a power of ten: "1.5E-3" is "0.0015". Machines write the power, nothing is lost by it.

    Anything else, and powers that no statistic has, stay as they are.
    """
    if "e" not in text and "E" not in text:
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or abs(exponent) + len(text) > _MOST_DIGITS:
        return text
    return f"{number:f}"
