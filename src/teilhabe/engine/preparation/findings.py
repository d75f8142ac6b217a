"""Findings: every oddity of a table as a value with a code, a severity, a place and a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from teilhabe.text import Text
from teilhabe.wording.numbers import format_number

Severity = Literal["note", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
_DECIMALS = 9

CODES: Mapping[str, Text] = {
    "abolished-territory": Text("aufgelöstes Gebiet", "abolished territory"),
    "ambiguous-age": Text("mehrdeutige Altersgruppe", "ambiguous age group"),
    "ambiguous-date": Text("mehrdeutiger Tag", "ambiguous day"),
    "ambiguous-number": Text("mehrdeutige Zahl", "ambiguous number"),
    "changed-codes": Text("geänderte Schlüssel", "changed codes"),
    "changed-header": Text("geänderter Aufbau", "changed structure"),
    "columns-of-countries": Text("Staaten als Überschriften", "countries as headings"),
    "counts-have-decimals": Text("Anzahl mit Nachkommastellen", "count with decimals"),
    "different-table": Text("andere Tabelle", "different table"),
    "duplicate-key": Text("doppelter Schlüssel", "duplicate key"),
    "duplicate-person": Text("doppelte Person", "person twice"),
    "expectation-failed": Text("Erwartung verletzt", "expectation not met"),
    "impossible-date": Text("unmöglicher Tag", "impossible day"),
    "incomplete-year": Text("unvollständiges Jahr", "incomplete year"),
    "leading-apostrophe": Text("Apostroph vor Zahlen", "apostrophe before numbers"),
    "left-out-column": Text("ausgelassene Spalte", "column left out"),
    "lost-characters": Text("verlorene Zeichen", "lost characters"),
    "lost-leading-zero": Text("verlorene führende Null", "lost leading zero"),
    "marked-period": Text("Zeitangabe mit Kennzeichen", "period with a mark"),
    "mended-encoding": Text("berichtigte Zeichenkodierung", "mended encoding"),
    "missing-code": Text("leeres Schlüsselfeld", "empty code cell"),
    "missing-district": Text("fehlender Kreis", "missing district"),
    "missing-figures": Text("fehlende Zahlen", "missing figures"),
    "missing-key": Text("Gebiet ohne Schlüssel", "territory without a key"),
    "mixed-bases": Text("wechselnde Grundlage", "changing base"),
    "mixed-concepts": Text("vermischte Begriffe", "mixed concepts"),
    "mixed-notation": Text("zweierlei Dezimalzeichen", "two decimal marks"),
    "months-are-not-a-year": Text("Monate ergeben das Jahr nicht", "months do not make up the year"),
    "negative-count": Text("negative Anzahl", "negative count"),
    "no-figures": Text("Gebiete ohne Zahlen", "territories without figures"),
    "no-header": Text("keine Kopfzeile", "no header"),
    "no-period": Text("kein Zeitbezug", "no period"),
    "origin-destination": Text("Herkunft und Ziel", "origin and destination"),
    "overlapping-classifications": Text("überlappende Gliederungen", "overlapping classifications"),
    "overlapping-groups": Text("überlappende Gruppen", "overlapping groups"),
    "part-of-key": Text("Teil des Schlüssels", "part of the key"),
    "period-from-title": Text("Zeitraum aus dem Titel", "period from the title"),
    "proportion-or-percent": Text("Verhältniszahl oder Prozent", "proportion or percent"),
    "repeated-heading": Text("doppelte Überschrift", "repeated heading"),
    "revised-figures": Text("revidierte Zahlen", "revised figures"),
    "rounded-number": Text("gerundete Zahl", "rounded number"),
    "rounded-values": Text("gerundete Werte", "rounded values"),
    "row-without-figures": Text("Zeile ohne Zahlen", "row without figures"),
    "same-table": Text("dieselbe Tabelle", "same table"),
    "several-names": Text("mehrere Namen", "several names"),
    "several-tables": Text("mehrere Tabellen", "several tables"),
    "share-above-hundred": Text("Anteil über 100 %", "share above 100 %"),
    "share-holds-counts": Text("Anteil enthält Anzahlen", "share holds counts"),
    "shifted-values": Text("verschobene Werte", "shifted values"),
    "sign-for-number": Text("Zeichen statt Zahl", "sign in place of a number"),
    "spaced-key": Text("zerteilter Gebietsschlüssel", "territory code in parts"),
    "stacked-tables": Text("Tabelle aus mehreren Blättern", "table on several sheets"),
    "sum-differs": Text("Summe weicht ab", "sum differs"),
    "trailing-minus": Text("Minus hinter der Zahl", "minus behind the number"),
    "truncated": Text("abgebrochene Datei", "truncated file"),
    "unclear-column": Text("unklare Spalte", "unclear column"),
    "uneven-rows": Text("ungleich lange Zeilen", "rows of unequal length"),
    "unit-jump": Text("Sprung der Einheit", "jump of unit"),
    "unknown-code": Text("unbekannter Schlüssel", "unknown code"),
    "unknown-period": Text("unbekannter Zeitraum", "unknown period"),
    "unknown-sign": Text("unbekanntes Zeichen", "unknown sign"),
    "unnamed-column": Text("Spalte ohne Namen", "column without a name"),
    "zero-for-sign": Text("Null statt Zeichen", "zero in place of a sign"),
}
"""Every finding there is; `docs/reference/findings.md` explains each of them."""


@dataclass(frozen=True)
class Finding:
    """One oddity. `row` is the physical line of the file, `column` the letter or the name of the column."""

    code: str
    severity: Severity
    text: Text
    row: int | None = None
    column: str | None = None
    data: Mapping[str, str | int | float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"no such finding: {self.code}")


def place(finding: Finding) -> Text:
    """Where the finding is: "Zeile 34, Spalte Z", "" for the whole file."""
    parts = [("Zeile", "line", finding.row), ("Spalte", "column", finding.column)]
    return Text(
        ", ".join(f"{de} {value}" for de, _, value in parts if value is not None),
        ", ".join(f"{en} {value}" for _, en, value in parts if value is not None),
    )


def figure(value: Decimal) -> Text:
    """A number as people read it in a finding: its decimals without those that binary arithmetic left at the end."""
    if -int(value.as_tuple().exponent) > _DECIMALS:
        value = Decimal(format(round(value, _DECIMALS).normalize(), "f"))
    decimals = max(-int(value.as_tuple().exponent), 0)
    return Text(format_number(value, decimals, "de"), format_number(value, decimals, "en"))


def counted(count: int, one: Text, many: Text) -> Text:
    """The sentence for one thing or for several; `{n}` stands for their number."""
    chosen = one if count == 1 else many
    shown = figure(Decimal(count))
    return Text(chosen.de.replace("{n}", shown.de), chosen.en.replace("{n}", shown.en))


def ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    """Errors first, then by code and place: the same order for the same table."""
    return tuple(
        sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), f.code, f.row or 0, f.column or "", f.text.de))
    )
