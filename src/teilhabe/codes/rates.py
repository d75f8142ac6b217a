"""Rates: which figures are shares, rates or means by their name or unit, so that nobody adds them up."""

from __future__ import annotations

import re

_RATE_UNIT = re.compile(
    r"%|‰|prozent|percent|promille|per mille|\bje\b|\bpro\b|\bper\b|/|index|quote|anteil|\bshare|(?<!emi)rate\b"
    r"|punkte|points",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"%|‰|prozent|percent|promille|\bje\b (?!nach\b)|\bpro\b|\bper\b|index\b|quote|anteil|\bshares?\b|_share\b"
    r"|(?<!emi)rate\b|dichte|density|durchschnitt|mittelwert|\bmittel\b|\bmittlere|\baverage|\bmean\b|median|quotient|\bratio\b|gini\b",
    re.IGNORECASE,
)


def is_rate(variable: str, unit: str) -> bool:
    """Whether a figure is a share, a rate or a mean, which nobody adds up."""
    return bool(_RATE_UNIT.search(unit) or _RATE.search(variable.replace("_", " ")) or _RATE.search(variable))
