"""Units: the name that stands above a column, the short form on an axis, and a number with its unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from teilhabe.text import Language, Text, same

NBSP = "\u00a0"

Unit = Literal[
    "persons",
    "children",
    "cases",
    "places",
    "percent",
    "percentage_points",
    "per_1000",
    "per_100000",
    "square_metres",
    "square_kilometres",
    "persons_per_km2",
    "hours",
    "days",
    "months",
    "years",
    "index",
    "ratio",
    "euro",
]
UNITS: tuple[Unit, ...] = get_args(Unit)
RATIOS: frozenset[str] = frozenset(
    {"percent", "percentage_points", "per_1000", "per_100000", "persons_per_km2", "index", "ratio"}
)
"""Units of values that have a whole of their own and can therefore not be added up."""


@dataclass(frozen=True)
class _Wording:
    label: Text
    short: Text
    after: Text  # what follows a number
    after_one: Text  # what follows the number 1


def _counted(one: Text, many: Text) -> _Wording:
    """Something that is counted: "1 Person", "2 Personen"."""
    spaced = Text(NBSP + many.de, NBSP + many.en)
    return _Wording(many, many, spaced, Text(NBSP + one.de, NBSP + one.en))


def _symbol(label: Text, short: Text, after: Text) -> _Wording:
    return _Wording(label, short, after, after)


def _per(inhabitants: Text) -> _Wording:
    de, en = f"je {inhabitants.de} Einwohner:innen", f"per {inhabitants.en} inhabitants"
    return _symbol(Text(de, en), Text(de, en), Text(f" {de}", f" {en}"))


_WORDINGS: dict[Unit, _Wording] = {
    "persons": _counted(Text("Person", "person"), Text("Personen", "persons")),
    "children": _counted(Text("Kind", "child"), Text("Kinder", "children")),
    "cases": _counted(Text("Fall", "case"), Text("Fälle", "cases")),
    "places": _counted(Text("Platz", "place"), Text("Plätze", "places")),
    "hours": _counted(Text("Stunde", "hour"), Text("Stunden", "hours")),
    "days": _counted(Text("Tag", "day"), Text("Tage", "days")),
    "months": _counted(Text("Monat", "month"), Text("Monate", "months")),
    "years": _counted(Text("Jahr", "year"), Text("Jahre", "years")),
    "percent": _symbol(Text("Prozent", "per cent"), same("%"), Text(f"{NBSP}%", "%")),
    "percentage_points": _Wording(
        Text("Prozentpunkte", "percentage points"),
        Text("%-Punkte", "% points"),
        Text(f"{NBSP}Prozentpunkte", f"{NBSP}percentage points"),
        Text(f"{NBSP}Prozentpunkt", f"{NBSP}percentage point"),
    ),
    "per_1000": _per(Text("1.000", "1,000")),
    "per_100000": _per(Text("100.000", "100,000")),
    "square_metres": _symbol(Text("Quadratmeter", "square metres"), same("m²"), same(f"{NBSP}m²")),
    "square_kilometres": _symbol(Text("Quadratkilometer", "square kilometres"), same("km²"), same(f"{NBSP}km²")),
    "persons_per_km2": _Wording(
        Text("Personen je Quadratkilometer", "persons per square kilometre"),
        Text("Personen je km²", "persons per km²"),
        Text(f"{NBSP}Personen je km²", f"{NBSP}persons per km²"),
        Text(f"{NBSP}Person je km²", f"{NBSP}person per km²"),
    ),
    "index": _symbol(Text("Index", "index"), Text("Index", "index"), same("")),
    "ratio": _symbol(Text("Verhältnis", "ratio"), Text("Verhältnis", "ratio"), same(f"{NBSP}:{NBSP}1")),
    "euro": _symbol(Text("Euro", "euros"), same("€"), Text(f"{NBSP}€", "")),
}


def label(unit: Unit, language: Language) -> str:
    """The unit in words: "Prozent", "je 1.000 Einwohner:innen"."""
    return _WORDINGS[unit].label.in_language(language)


def short(unit: Unit, language: Language) -> str:
    """The unit as it stands on an axis: "%", "km²"."""
    return _WORDINGS[unit].short.in_language(language)


def with_unit(text: str, unit: Unit, language: Language) -> str:
    """A formatted number with its unit, unbreakable between the two: "5,2 %", "1.124 Personen", "1 Person"."""
    if unit == "euro" and language == "en":
        return f"{text[0]}€{text[1:]}" if text[:1] in ("\u2212", "-") else f"€{text}"
    wording = _WORDINGS[unit]
    return text + (wording.after_one if text == "1" else wording.after).in_language(language)
