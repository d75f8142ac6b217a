"""Classes of values for a map: five of equal width with round limits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from teilhabe.text import Language, Text
from teilhabe.wording.numbers import exact, format_number

COUNT = 5

_STEPS = tuple(Decimal(step) for step in ("1", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10"))
_UNDER = Text("{low} bis unter {high}", "{low} to under {high}")
_UP_TO = Text("{low} bis {high}", "{low} to {high}")


@dataclass(frozen=True)
class Classes:
    """Limits of the classes, ascending: each reaches from its limit to under the next, the last includes its upper."""

    limits: tuple[Decimal, ...]

    def of(self, value: float) -> int:
        """The class of a value, counted from 0."""
        above = sum(exact(value) >= limit for limit in self.limits[1:-1])
        return int(above)

    def labels(self, language: Language) -> tuple[str, ...]:
        """What the legend says of each class: "10 bis unter 15"."""
        decimals = max(_decimals(limit) for limit in self.limits)
        words = [format_number(limit, decimals, language) for limit in self.limits]
        spans = list(pairwise(words))
        return tuple(
            (_UP_TO if (low, high) == spans[-1] else _UNDER).in_language(language).format(low=low, high=high)
            for low, high in spans
        )


def classify(values: Sequence[float]) -> Classes:
    """Five classes of one round width around all values; whole limits for whole numbers."""
    if not values:
        return Classes((Decimal(0), Decimal(1)))
    low, high = exact(min(values)), exact(max(values))
    whole = all(value == int(value) for value in values)
    rough = (high - low) / COUNT or Decimal(1)
    power = Decimal(10) ** math.floor(rough.log10())
    widths = [step * power * factor for factor in (1, 10) for step in _STEPS]
    fitting = (width for width in widths if not (whole and width % 1) and _start(low, width) + COUNT * width >= high)
    width = next(fitting)
    start = _start(low, width)
    return Classes(tuple(start + width * index for index in range(COUNT + 1)))


def _start(low: Decimal, width: Decimal) -> Decimal:
    return math.floor(low / width) * width


def _decimals(limit: Decimal) -> int:
    return max(0, -int(limit.normalize().as_tuple().exponent))
