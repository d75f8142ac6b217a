"""Numbers of a message as they are printed, with their units."""

from __future__ import annotations

from typing import Literal

from teilhabe.text import Language
from teilhabe.wording.message import Kind, Message, Quantity
from teilhabe.wording.numbers import format_number
from teilhabe.wording.units import with_unit

_SAID_TWICE = frozenset({"percent", "euro", "ratio"})
"""Signs so short that "from 5% to 6%" is read more easily than "from 5 to 6%"."""

Counted = Literal["yes", "perhaps", "share", "no"]
"""Whether a topic counts persons or things, or tells which part of them; perhaps where no number says so."""

_COUNTING = frozenset({"persons", "children", "cases", "places", "per_1000", "per_100000"})
_SURELY_A_COUNT = 100


def counted(message: Message) -> Counted:
    """By the units; a number without a unit is a count where it is whole and more than any per cent."""
    if message.kind == Kind.CONCENTRATION:
        return "yes"
    if not message.numbers:
        return "perhaps"
    if any(number.unit in _COUNTING for number in message.numbers):
        return "yes"
    if message.numbers[0].unit in ("percent", "percentage_points"):
        return "share"
    without_unit = [number.value for number in message.numbers if not number.unit]
    is_whole = all(value == value.to_integral_value() for value in without_unit)
    return "yes" if is_whole and max(without_unit, default=0) > _SURELY_A_COUNT else "no"


def bare(quantity: Quantity, language: Language) -> str:
    """The number with exactly the decimals that it carries."""
    exponent = quantity.value.as_tuple().exponent
    return format_number(quantity.value, max(0, -int(exponent)), language)


def worded(quantity: Quantity, language: Language) -> str:
    """The number with its unit."""
    text = bare(quantity, language)
    return with_unit(text, quantity.unit, language) if quantity.unit else text


def first_of_pair(first: Quantity, second: Quantity, language: Language) -> str:
    """The first of two numbers side by side, without its unit where the second one says it: "5 to 6 years"."""
    says_unit = first.unit != second.unit or first.unit in _SAID_TWICE
    return worded(first, language) if says_unit else bare(first, language)
