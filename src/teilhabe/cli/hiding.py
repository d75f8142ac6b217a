"""How much the gate hides, in words; apart from reviewing, which needs half of the engine, for start-up time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from teilhabe.text import Language, Text

_HIDDEN = Text(
    "Geschützt: {too_small} Zahlen unter der Mindestfallzahl und {recomputable} weitere, aus denen sich jene errechnen "
    "ließen, von {figures} Zahlen aus ungeschützten Daten.",
    "Protected: {too_small} figures below the threshold and {recomputable} more from which those could be worked out, "
    "of {figures} figures from unprotected data.",
)
_BEFORE = Text(
    "{told_before} kleine Zahlen folgen schon aus früher freigegebenen Fassungen; das lässt sich nicht zurückholen.",
    "{told_before} small figures follow from releases approved earlier; that cannot be taken back.",
)


def hidden_lines(report: Mapping[str, Any], language: Language) -> Iterator[str]:
    """How many figures are hidden and why, and what it is too late for; nothing where all sources are protected."""
    if report and report["figures"]:
        yield _HIDDEN.in_language(language).format(**report)
    if report and report["told_before"]:
        yield _BEFORE.in_language(language).format(**report)
