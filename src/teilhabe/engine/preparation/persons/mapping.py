"""How a person-level extract is declared: which column says what, and what the city's own codes mean."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from teilhabe.codes import residence
from teilhabe.codes.bases import Base
from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.preparation.findings import CODES
from teilhabe.engine.preparation.persons.codes import Kind, is_code
from teilhabe.engine.preparation.persons.variables import VARIABLES
from teilhabe.errors import DeclarationError
from teilhabe.text import Text

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_KEYS = {
    "id", "reference_date", "ref_area", "sex", "age", "citizenship", "residence_status", "stay", "migration_status",
    "residence", "base", "variables", "accept", "encoding", "delimiter",
}  # fmt: skip
_KEPT = tuple(residence.BASES)
_ALL = tuple(variable.name for variable in VARIABLES)


@dataclass(frozen=True)
class Field:
    """What one column says of a person. `codes` holds what the city's own codes mean; they go before ours."""

    name: str
    column: str
    kind: Kind
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PersonMapping:
    """One declared extract.

    The fields' names: `day`; `area`; `sex`; `born` or `age`; `first` and `second` (citizenships); `status`;
    `arrived` or `years_here`; `migration` or `birth_country` and `parent_1`, `parent_2`; `residence`. The reference
    date stands in the field `day`, else in `day`, else in the name of the file; the place in the field or in `area`.
    """

    fields: tuple[Field, ...]
    id: str = ""  # the column of the person's number: it finds duplicates and goes nowhere else
    day: str = ""
    area: str = ""
    unknown_area: str = ""  # the place of persons who belong to no known area
    kept: str = residence.MAIN
    base: str = Base.REGISTER_MAIN.value
    variables: tuple[str, ...] = _ALL  # as far as the columns tell them
    accept: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""

    def has(self, name: str) -> bool:
        return any(entry.name == name for entry in self.fields)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are read, each once; no other column is looked at."""
        named = [*(entry.column for entry in self.fields), *([self.id] if self.id else [])]
        return tuple(dict.fromkeys(named))


def read_mapping(declared: Declaration, folder: Path) -> PersonMapping:
    """The mapping that a table `persons` declares; code tables lie in `folder`. DeclarationError names file and key."""
    declared.allow(_KEYS)
    kept = _kept(declared)
    return PersonMapping(
        fields=tuple(_fields(declared, folder)),
        id=declared.get("id", str, ""),
        day=_constant_day(declared),
        area=_part(declared, "ref_area").get("place", str, ""),
        unknown_area=_part(declared, "ref_area").get("unknown", str, ""),
        kept=kept,
        base=declared.choice("base", tuple(map(str, Base)), str(residence.BASES[kept])),
        variables=declared.choices("variables", _ALL) or _ALL,
        accept=declared.choices("accept", CODES),
        encoding=declared.get("encoding", str, ""),
        delimiter=declared.get("delimiter", str, ""),
    )


def _fields(declared: Declaration, folder: Path) -> list[Field]:
    fields = [*_area(declared, folder), *_age(declared), *_citizenship(declared), *_stay(declared)]
    fields += _migration_status(declared)
    if isinstance(declared.values.get("reference_date"), str) and not _constant_day(declared):
        fields.append(Field("day", declared.get("reference_date", str), "date"))
    plain: tuple[tuple[str, str, Kind], ...] = (
        ("sex", "sex", "sex"),
        ("residence_status", "status", "status"),
        ("residence", "residence", "residence"),
    )
    for key, name, kind in plain:
        if key in declared.values:
            part = _part(declared, key)
            part.allow({"column", "codes", "keep"} if key == "residence" else {"column", "codes"})
            fields.append(_field(part, name, "column", kind))
    return fields


def _part(declared: Declaration, key: str, column: str = "column") -> Declaration:
    """The table below `key`; a plain text stands for a table that names nothing but the column."""
    value = declared.values.get(key)
    if isinstance(value, str):
        return Declaration({column: value}, f"{declared.where} → {key}")
    return declared.table(key)


def _field(part: Declaration, name: str, key: str, kind: Kind) -> Field:
    return Field(name, part.get(key, str), kind, _codes(part, kind))


def _codes(part: Declaration, kind: Kind) -> Mapping[str, str]:
    if "codes" not in part.values:
        return {}
    codes = part.table("codes")
    for raw in codes.values:
        if not is_code(kind, codes.get(raw, str)):
            raise codes.wrong(raw, Text("ein Code der Codeliste", "a code of the code list"))
    return {" ".join(raw.split()): codes.get(raw, str) for raw in codes.values}


def _constant_day(declared: Declaration) -> str:
    """A day for all rows, "" where a column or the file's name has it."""
    value = declared.values.get("reference_date")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        part = declared.table("reference_date")
        part.allow({"in_file_name"})
        if part.get("in_file_name", bool) is not True:
            raise part.wrong("in_file_name", Text("true", "true"))
        return ""
    text = declared.get("reference_date", str)
    if not _DAY.fullmatch(text):
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise declared.wrong("reference_date", Text("ein Tag des Kalenders", "a day of the calendar")) from None


def _area(declared: Declaration, folder: Path) -> list[Field]:
    part = _part(declared, "ref_area")
    if "place" in part.values:
        part.allow({"place"})
        return []
    part.allow({"column", "codes", "unknown"})
    if isinstance(part.values.get("codes"), str):
        return [Field("area", part.get("column", str), "area", _code_table(part, folder))]
    return [_field(part, "area", "column", "area")]


def _code_table(part: Declaration, folder: Path) -> Mapping[str, str]:
    """The codes of a CSV file with the columns `code` and `ref_area`: street block → district."""
    name = part.get("codes", str)
    if Path(name).is_absolute() or ".." in Path(name).parts or not (folder / name).is_file():
        raise part.wrong("codes", Text("eine CSV-Datei im Ordner der Stadt", "a CSV file in the city's folder"))
    text = (folder / name).read_text(encoding="utf-8-sig")
    rows = csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    if not {"code", "ref_area"} <= set(rows.fieldnames or ()):
        raise part.wrong(
            "codes", Text("eine CSV-Datei mit den Spalten code und ref_area", "a CSV file with columns code, ref_area")
        )
    found: dict[str, str] = {}
    for row in rows:
        code, area = (" ".join((row[key] or "").split()) for key in ("code", "ref_area"))
        if found.setdefault(code, area) != area or not area:
            raise DeclarationError(
                f"{name}, Zeile {rows.line_num}: „{code}“ hat kein Gebiet oder steht in zwei Gebieten.",
                f"{name}, line {rows.line_num}: “{code}” has no area or stands in two areas.",
            )
    return found


def _age(declared: Declaration) -> list[Field]:
    if "age" not in declared.values:
        return []
    part = _part(declared, "age", "birth_date")
    part.allow({"birth_date", "birth_year", "column"})
    if len(part.values) != 1:
        raise declared.wrong(
            "age", Text("genau eines von birth_date, birth_year, column", "one of birth_date, birth_year, column")
        )
    if "column" in part.values:
        return [_field(part, "age", "column", "number")]
    return [_field(part, "born", next(iter(part.values)), "date")]


def _citizenship(declared: Declaration) -> list[Field]:
    if "citizenship" not in declared.values:
        return []
    value = declared.values["citizenship"]
    part = declared.table("citizenship") if isinstance(value, dict) else Declaration({"columns": value}, declared.where)
    part.allow({"columns", "codes"})
    columns = part.strings("columns")
    if len(columns) not in (1, 2):
        raise declared.wrong(
            "citizenship", Text("eine Liste von ein oder zwei Spalten", "a list of one or two columns")
        )
    codes = _codes(part, "country")
    return [Field(name, column, "country", codes) for name, column in zip(("first", "second"), columns, strict=False)]


def _stay(declared: Declaration) -> list[Field]:
    if "stay" not in declared.values:
        return []
    _needs_citizenship(declared, "stay")
    part = _part(declared, "stay", "arrival_date")
    part.allow({"arrival_date", "years"})
    if "years" in part.values:
        return [_field(part, "years_here", "years", "number")]
    return [_field(part, "arrived", "arrival_date", "date")]


def _migration_status(declared: Declaration) -> list[Field]:
    if "migration_status" not in declared.values:
        return []
    part = _part(declared, "migration_status")
    part.allow({"column", "codes", "birth_country", "parents"})
    if "column" in part.values:
        return [_field(part, "migration", "column", "migration")]
    _needs_citizenship(declared, "migration_status")
    codes = _codes(part, "country")
    parents = part.strings("parents")
    if len(parents) > 2:
        raise part.wrong("parents", Text("eine Liste von höchstens zwei Spalten", "a list of two columns at most"))
    named = [("birth_country", part.get("birth_country", str)), *zip(("parent_1", "parent_2"), parents, strict=False)]
    return [Field(name, column, "country", codes) for name, column in named]


def _needs_citizenship(declared: Declaration, key: str) -> None:
    if "citizenship" not in declared.values:
        raise DeclarationError(
            f"{declared.where}: „{key}“ braucht „citizenship“.", f"{declared.where}: “{key}” needs “citizenship”."
        )


def _kept(declared: Declaration) -> str:
    """Which residences count; only a register that tells them apart can choose."""
    if "residence" not in declared.values:
        return residence.MAIN
    return _part(declared, "residence").choice("keep", _KEPT, residence.MAIN)
