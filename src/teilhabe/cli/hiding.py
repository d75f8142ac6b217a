"""How much the gate hides, in words; apart from reviewing, which needs half of the engine, for start-up time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from teilhabe.text import Language, Text

_SMALL = (
    Text("1 Zahl unter der Mindestfallzahl", "1 figure below the threshold"),
    Text("{n} Zahlen unter der Mindestfallzahl", "{n} figures below the threshold"),
)
_FURTHER = (
    Text("1 weitere", "1 more"),
    Text("{n} weitere", "{n} more"),
)
_ALL = (
    Text("1 Zahl aus ungeschützten Daten", "1 figure from unprotected data"),
    Text("{n} Zahlen aus ungeschützten Daten", "{n} figures from unprotected data"),
)
_HIDDEN = Text(
    "Geschützt: {small} und {further}, weil sich sonst kleine Zahlen errechnen ließen, von {all}.",
    "Protected: {small} and {further} because small figures could be worked out otherwise, of {all}.",
)
_BEFORE = (
    Text(
        "1 kleine Zahl folgt schon aus früher freigegebenen Fassungen; das lässt sich nicht zurückholen.",
        "1 small figure follows from releases approved earlier; that cannot be taken back.",
    ),
    Text(
        "{n} kleine Zahlen folgen schon aus früher freigegebenen Fassungen; das lässt sich nicht zurückholen.",
        "{n} small figures follow from releases approved earlier; that cannot be taken back.",
    ),
)


def hidden_lines(report: Mapping[str, Any], language: Language) -> Iterator[str]:
    """How many figures are hidden and why, and what it is too late for; nothing where all sources are protected."""
    if report and report["figures"]:
        yield _HIDDEN.in_language(language).format(
            small=_counted(_SMALL, report["too_small"], language),
            further=_counted(_FURTHER, report["recomputable"], language),
            all=_counted(_ALL, report["figures"], language),
        )
    if report and report["told_before"]:
        yield _counted(_BEFORE, report["told_before"], language)


def _counted(one_and_many: tuple[Text, Text], count: int, language: Language) -> str:
    return one_and_many[count != 1].in_language(language).format(n=count)
