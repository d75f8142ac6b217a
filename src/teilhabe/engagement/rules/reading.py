"""A table of rules as TOML becomes values; pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from teilhabe.errors import DeclarationError
from teilhabe.text import Language, Text

UNITS: Mapping[str, Text] = {
    "yes": Text("ja oder nein", "yes or no"),
    "working_days": Text("Arbeitstage", "working days"),
    "days": Text("Tage", "days"),
    "weeks": Text("Wochen", "weeks"),
    "months": Text("Monate", "months"),
    "years": Text("Jahre", "years"),
    "hours": Text("Stunden", "hours"),
    "euros": Text("Euro", "euros"),
    "percent": Text("Prozent", "per cent"),
}


@dataclass(frozen=True)
class Row:
    """What counted from one day to another, both included; without `valid_until` it still does."""

    valid_from: date
    value: int
    source: str
    read_on: date
    valid_until: date | None = None
    note: str = ""

    def counts_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class Rule:
    """One rule with its values over time, the oldest first; `unit` is a key of `UNITS`."""

    id: str
    name: Text
    unit: str
    rows: tuple[Row, ...]

    def row_on(self, day: date) -> Row | None:
        return next((row for row in self.rows if row.counts_on(day)), None)


def read(file: Path, prefix: str) -> dict[str, Rule]:
    """The rules of a file by `prefix.key`; DeclarationError says what is wrong in it and where."""
    return {f"{prefix}.{key}": _rule(file, f"{prefix}.{key}", told) for key, told in _parsed(file).items()}


def read_all(file: Path) -> dict[str, Rule]:
    """The rules of a file that holds several tables: `[conduct.renewal]`, `[card.minimum_age]`."""
    return {
        f"{prefix}.{key}": _rule(file, f"{prefix}.{key}", rule)
        for prefix, rules in _parsed(file).items()
        for key, rule in _table(file, prefix, rules).items()
    }


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DeclarationError(
            f"{file}: Die Datei ist nicht zu lesen. Bitte prüfen Sie Ort und Rechte.",
            f"{file}: this file cannot be read. Please check where it is and who may read it.",
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise DeclarationError(f"{file}: Das ist kein TOML: {error}.", f"{file}: this is not TOML: {error}.") from error


def _table(file: Path, key: str, told: object) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise _wrong(file, key, "eine Tabelle", "a table")
    return told


def _rule(file: Path, key: str, told: object) -> Rule:
    table = _table(file, key, told)
    name, unit, rows = table.get("name"), str(table.get("unit")), table.get("rows")
    if not isinstance(name, dict) or not all(isinstance(name.get(each), str) for each in get_args(Language)):
        raise _wrong(file, f"{key}.name", "einen deutschen und einen englischen Namen", "a German and an English name")
    if unit not in UNITS:
        raise _wrong(file, f"{key}.unit", f"eins von {', '.join(UNITS)}", f"one of {', '.join(UNITS)}")
    if not isinstance(rows, list) or not rows:
        raise _wrong(file, f"{key}.rows", "mindestens eine Zeile", "at least one row")
    made = tuple(_row(file, f"{key}.rows[{number}]", row) for number, row in enumerate(rows, start=1))
    _require_order(file, key, made)
    return Rule(key, Text(name["de"], name["en"]), unit, made)


FIELDS: Mapping[str, type] = {
    "valid_from": date,
    "value": int,
    "source": str,
    "read_on": date,
    "valid_until": date,
    "note": str,
}
NEEDED = ("valid_from", "value", "source", "read_on")


def _row(file: Path, key: str, told: object) -> Row:
    row = _table(file, key, told)
    for name in (*NEEDED, *row):
        if name not in FIELDS:
            raise _wrong(file, f"{key}.{name}", f"nur {', '.join(FIELDS)}", f"nothing but {', '.join(FIELDS)}")
        if type(row.get(name)) is not FIELDS[name] or row[name] == "":
            kind = {date: ("einen Tag (2026-01-01)", "a day (2026-01-01)"), int: ("eine ganze Zahl", "a whole number")}
            raise _wrong(file, f"{key}.{name}", *kind.get(FIELDS[name], ("einen Text", "a text")))
    return Row(**row)


def _require_order(file: Path, key: str, rows: Sequence[Row]) -> None:
    """Each row begins after the end of the one before it: on no day do two values count."""
    for number, (before, after) in enumerate(pairwise(rows), start=2):
        if before.valid_until is None or before.valid_until >= after.valid_from:
            raise _wrong(
                file,
                f"{key}.rows[{number}]",
                "einen Beginn nach dem Ende der vorigen Zeile (valid_until)",
                "a beginning after the end of the row before it (valid_until)",
            )


def _wrong(file: Path, key: str, expected_de: str, expected_en: str) -> DeclarationError:
    return DeclarationError(f"{file}: {key} braucht {expected_de}.", f"{file}: {key} needs {expected_en}.")
