"""What is odd about an extract: codes nobody knows, days that cannot be, persons who stand twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from teilhabe.codes.citizenship import UNKNOWN
from teilhabe.engine.preparation.findings import Finding, Severity, counted
from teilhabe.engine.preparation.persons.codes import Code, is_blank, read_cell
from teilhabe.engine.preparation.persons.mapping import Field, PersonMapping
from teilhabe.engine.preparation.persons.reading import PersonFile
from teilhabe.text import Text

Occurrences = Mapping[str, Mapping[str, int]]
"""Column → different cell → rows."""

_TOLERATED = 0.05
"""A larger share of rows with unknown codes says that the column is declared wrongly, not that persons are odd."""
_NAMED = 5
_NO_CODE: Mapping[str, Code | None] = {
    "sex": UNKNOWN, "first": UNKNOWN, "second": "", "status": UNKNOWN, "migration": UNKNOWN, "birth_country": UNKNOWN,
    "parent_1": UNKNOWN, "parent_2": UNKNOWN,
}  # fmt: skip
_MAY_BE_BLANK = frozenset({"second", "status", "arrived", "parent_1", "parent_2"})
"""Germans have no residence status, and who was born here never arrived."""


@dataclass(frozen=True)
class Translated:
    """The code of every different cell of a field; None where a number or day is not known."""

    field: Field
    codes: Mapping[str, Code | None]
    findings: tuple[Finding, ...]


def translate(mapping: PersonMapping, file: PersonFile, found: Occurrences, areas: Collection[str]) -> list[Translated]:
    """The codes of all fields; what has none is counted under "unknown" and named in a finding."""
    return [_translated(field, mapping, file, found[field.column], areas) for field in mapping.fields]


def _translated(
    field: Field, mapping: PersonMapping, file: PersonFile, cells: Mapping[str, int], areas: Collection[str]
) -> Translated:
    codes = {cell: None if is_blank(cell) else _code(field, cell, areas) for cell in cells}
    blank = {cell: rows for cell, rows in cells.items() if is_blank(cell)}
    unknown = {cell: rows for cell, rows in cells.items() if codes[cell] is None and cell not in blank}
    findings = []
    if unknown:
        findings.append(_unknown(field, mapping, file, unknown, sum(cells.values())))
    if blank and field.name not in _MAY_BE_BLANK:
        findings.append(_blank(field, mapping, file, blank))
    stand_in = _stand_in(field, mapping)
    return Translated(
        field, {cell: stand_in if code is None else code for cell, code in codes.items()}, tuple(findings)
    )


def _code(field: Field, cell: str, areas: Collection[str]) -> Code | None:
    code = read_cell(field.kind, cell, field.codes)
    if field.name == "area":
        return code if code in areas else None
    if field.name == "day":
        return code if isinstance(code, int) and code % 100 else None  # a reference date is a whole day
    return code


def _stand_in(field: Field, mapping: PersonMapping) -> Code | None:
    if field.name == "area":
        return mapping.unknown_area or None
    return mapping.kept if field.name == "residence" else _NO_CODE.get(field.name)


def _severity(field: Field, mapping: PersonMapping, code: str, share: float) -> Severity:
    if field.name == "day" or (field.name == "area" and not mapping.unknown_area):
        return "error"
    is_serious = field.name == "residence" or share > _TOLERATED
    return "error" if is_serious and code not in mapping.accept else "warning"


def _unknown(field: Field, mapping: PersonMapping, file: PersonFile, cells: Mapping[str, int], rows: int) -> Finding:
    code = "impossible-date" if field.kind == "date" else "unknown-code"
    severity = _severity(field, mapping, code, sum(cells.values()) / rows)
    return Finding(
        code,
        severity,
        _unknown_text(field, cells),
        row=file.line_of(field.column, tuple(cells)) if severity == "error" else None,
        column=field.column,
        data={"rows": sum(cells.values()), "codes": len(cells), "file": file.name},
    )


def _unknown_text(field: Field, cells: Mapping[str, int]) -> Text:
    """Codes are named, days are not: a date of birth belongs to a person."""
    rows = counted(sum(cells.values()), Text("1 Zeile", "1 row"), Text("{n} Zeilen", "{n} rows"))
    if field.kind in ("date", "number"):
        return Text(
            f"Spalte {field.column}: {rows.de} ohne lesbare Angabe; sie zählen als unbekannt.",
            f"column {field.column}: {rows.en} without a readable entry; they count as unknown.",
        )
    most = sorted(cells, key=lambda cell: (-cells[cell], cell))[:_NAMED]
    names = ", ".join(f"„{cell}“ ({cells[cell]})" for cell in most)
    names_en = ", ".join(f"“{cell}” ({cells[cell]})" for cell in most)
    more = " …" if len(cells) > _NAMED else ""
    return Text(
        f"Spalte {field.column}: {rows.de} mit unbekanntem Code, nämlich {names}{more}. "
        "Bitte unter „codes“ sagen, wofür er steht.",
        f"column {field.column}: {rows.en} with an unknown code, namely {names_en}{more}. "
        "Please say below “codes” what it stands for.",
    )


def _blank(field: Field, mapping: PersonMapping, file: PersonFile, cells: Mapping[str, int]) -> Finding:
    severity = _severity(field, mapping, "missing-code", 0.0)
    rows = counted(sum(cells.values()), Text("1 Zeile", "1 row"), Text("{n} Zeilen", "{n} rows"))
    return Finding(
        "missing-code",
        severity,
        Text(
            f"Spalte {field.column}: {rows.de} ohne Angabe.",
            f"column {field.column}: {rows.en} without an entry.",
        ),
        row=file.line_of(field.column, tuple(cells)) if severity == "error" else None,
        column=field.column,
        data={"rows": sum(cells.values()), "file": file.name},
    )


def impossible(name: str, rows: int) -> Finding:
    """Persons who were born or came after the reference date, or are older than anybody has grown."""
    shown = counted(rows, Text("Bei 1 Person", "Of 1 person"), Text("Bei {n} Personen", "Of {n} persons"))
    what = {
        "age": Text("passt das Alter nicht zum Stichtag", "the age does not fit the reference date"),
        "stay": Text("liegt der Zuzug nach dem Stichtag", "the arrival lies after the reference date"),
    }[name]
    text = Text(
        f"{shown.de} {what.de}; die Angabe zählt als unbekannt.", f"{shown.en} {what.en}; the entry counts as unknown."
    )
    return Finding("impossible-date", "warning", text, data={"rows": rows})


def duplicates(mapping: PersonMapping, file: PersonFile, persons: int) -> Finding:
    """Persons with several rows at one reference date: an error unless accepted; then each is counted once."""
    shown = counted(
        persons, Text("1 Person steht", "1 person stands"), Text("{n} Personen stehen", "{n} persons stand")
    )
    return Finding(
        "duplicate-person",
        "warning" if "duplicate-person" in mapping.accept else "error",
        Text(
            f"Spalte {mapping.id}: {shown.de} an einem Stichtag mehrfach in der Datei.",
            f"column {mapping.id}: {shown.en} in the file more than once at one reference date.",
        ),
        column=mapping.id,
        data={"persons": persons, "file": file.name},
    )
