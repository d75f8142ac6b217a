"""Recipes: what a person decides about a table where its content cannot, declared in a small TOML file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from teilhabe.codes.bases import Base
from teilhabe.codes.concepts import Concept
from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.cube.observations import ATTRIBUTES, OPTIONAL_ATTRIBUTES
from teilhabe.engine.preparation.expected import Expectations, read_expectations
from teilhabe.engine.preparation.findings import CODES
from teilhabe.errors import DeclarationError
from teilhabe.text import Text

Format = Literal["flat", "classic", "plain"]
FORMATS: tuple[Format, ...] = ("flat", "classic", "plain")
SignMeaning = Literal["zero", "missing"]
ColumnRole = Literal["dimension", "value", "ignore"]
MOST_ROWS = 1_000_000

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_RANGE = re.compile(r"(\d{1,9})(-(\d{1,9})?)?")
_LISTED = {"base": tuple(map(str, Base)), "concept": tuple(map(str, Concept))}
"""Attributes whose codes are ours: a misspelt base would be a base of its own."""
_LINEAGE = {"obs_value", "obs_status", "conf_status", "source_sign", "snapshot", "source_row", "source_column"}


@dataclass(frozen=True)
class Recipe:
    """Decisions about one table; an empty recipe leaves everything to recognition.

    `table`: which of several tables of the file; `skip_rows`: lines before the header; `header_rows`: lines of the
    header; `constants`: attribute or dimension to value; `columns`: column name in the file to name in the data
    contract; `roles`: what columns of a plain table hold, where their content does not tell; `headings`: the dimension
    whose codes stand as headings over the values; `signs`: what a sign in a value cell means; `drop`: column names to
    leave out, or "column=value" for rows to leave out; `drop_rows`: physical lines to leave out, first and last;
    `expect`: what the table must show; `accept`: codes of findings that somebody has looked at: errors with these
    codes become warnings.
    """

    format: Format | None = None
    table: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    skip_rows: int | None = None
    header_rows: int | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, ColumnRole] = field(default_factory=dict)
    headings: str = ""
    signs: Mapping[str, SignMeaning] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    drop_rows: tuple[tuple[int, int], ...] = ()
    expect: Expectations = field(default_factory=Expectations)
    accept: tuple[str, ...] = ()
    where: str = ""

    @property
    def for_earlier(self) -> Recipe:
        """The recipe for an earlier state of the table: expectations and lines are about this file only."""
        return replace(self, expect=Expectations(), drop_rows=())

    @property
    def dropped_columns(self) -> frozenset[str]:
        ignored = (column for column, role in self.roles.items() if role == "ignore")
        return frozenset((*(entry for entry in self.drop if "=" not in entry), *ignored))

    @property
    def dropped_rows(self) -> tuple[tuple[str, str], ...]:
        """Pairs of column name and cell text."""
        return tuple(
            (column.strip(), value.strip()) for column, _, value in (e.partition("=") for e in self.drop if "=" in e)
        )


def read_recipe(declared: Declaration) -> Recipe:
    """The recipe that a TOML table declares; DeclarationError names file and key."""
    declared.allow(_READERS)
    found = {key: read(declared, key) for key, read in _READERS.items() if key in declared.values}
    return Recipe(**found, where=declared.where)


def refuse_unknown(recipe: Recipe, key: str, names: Iterable[str], known: Collection[str]) -> None:
    """DeclarationError for a name under `key` that the file does not have."""
    for name in sorted(names):  # of several always the same one is named
        if name not in known:
            there = ", ".join(dict.fromkeys(filter(None, known)))
            raise DeclarationError(
                f"{recipe.where}: {key} nennt „{name}“, aber die Datei hat nur: {there}.",
                f"{recipe.where}: {key} names {name!r}, but the file has only: {there}.",
            )


def _encoding(declared: Declaration, key: str) -> str:
    name = declared.get(key, str)
    try:
        "".encode(name)
    except (LookupError, ValueError):
        raise declared.wrong(key, Text("eine Kodierung wie utf-8 oder cp1252", "an encoding such as utf-8")) from None
    return name


def _character(declared: Declaration, key: str) -> str:
    value = declared.get(key, str)
    if len(value) != 1:
        raise declared.wrong(key, Text("ein einzelnes Zeichen wie „;“", "a single character such as “;”"))
    return value


def _count(declared: Declaration, key: str) -> int:
    return declared.whole(key, 0, MOST_ROWS)


def _columns(declared: Declaration, key: str) -> Mapping[str, str]:
    """No two columns may go by one name of the contract: which of them holds it nobody could tell."""
    columns = _texts(declared, key)
    for name, count in Counter(columns.values()).items():
        if count > 1:
            both = ", ".join(f"„{column}“" for column, given in columns.items() if given == name)
            raise DeclarationError(
                f"{declared.where}: „{key}“ nennt mehrere Spalten {name}: {both}.",
                f"{declared.where}: “{key}” calls several columns {name}: {both}.",
            )
    return columns


def _texts(declared: Declaration, key: str) -> Mapping[str, str]:
    """TOML dates and numbers are taken as they are written."""
    table = declared.table(key)
    for name, value in table.values.items():
        if isinstance(value, bool | list | Mapping):
            raise table.wrong(name, Text("ein Text", "a text"))
    return {name: str(value) for name, value in table.values.items()}


def _constants(declared: Declaration, key: str) -> Mapping[str, str]:
    constants = _texts(declared, key)
    for name in sorted(_LINEAGE & constants.keys()):
        raise DeclarationError(
            f"{declared.where}: „{key}.{name}“ lässt sich nicht festsetzen; es kommt immer aus der Datei.",
            f"{declared.where}: “{key}.{name}” cannot be a constant; it always comes from the file.",
        )
    for name, codes in _LISTED.items():
        if constants.get(name, codes[0]) not in codes:
            raise declared.table(key).wrong(name, Text(f"eines von {', '.join(codes)}", f"one of {', '.join(codes)}"))
    return constants


def _signs(declared: Declaration, key: str) -> Mapping[str, str]:
    table = declared.table(key)
    return {sign: table.choice(sign, get_args(SignMeaning)) for sign in table.values}


def _roles(declared: Declaration, key: str) -> Mapping[str, str]:
    table = declared.table(key)
    return {column: table.choice(column, get_args(ColumnRole)) for column in table.values}


def _dimension(declared: Declaration, key: str) -> str:
    """A name for a dimension that is none of the attributes of the contract."""
    name = declared.get(key, str)
    if not _NAME.fullmatch(name) or name in (*ATTRIBUTES, *OPTIONAL_ATTRIBUTES):
        expected = Text("der Name eines Merkmals wie „answer“", "the name of a dimension such as “answer”")
        raise declared.wrong(key, expected)
    return name


def _list(declared: Declaration, key: str) -> tuple[str, ...]:
    return tuple(declared.get(key, list)) and declared.strings(key)


def _lines(declared: Declaration, key: str) -> tuple[tuple[int, int], ...]:
    """ "5", "7-9" and "120-" (to the end) as first and last line."""
    result = []
    for text in declared.strings(key):
        match = _RANGE.fullmatch(text.strip())
        first = int(match[1]) if match else 0
        last = int(match[3] or MOST_ROWS) if match and match[2] else first
        if not 0 < first <= last:
            raise declared.wrong(key, Text("eine Liste wie „5“, „7-9“, „120-“", "a list such as “5”, “7-9”, “120-”"))
        result.append((first, last))
    return tuple(result)


def _finding_codes(declared: Declaration, key: str) -> tuple[str, ...]:
    codes = declared.strings(key)
    if unknown := [code for code in codes if code not in CODES]:
        raise DeclarationError(
            f"{declared.where}: „{key}“ nennt „{unknown[0]}“; einen solchen Befund gibt es nicht.",
            f"{declared.where}: “{key}” names “{unknown[0]}”; there is no such finding.",
        )
    return codes


_READERS: Mapping[str, Callable[[Declaration, str], Any]] = {
    "format": lambda declared, key: declared.choice(key, FORMATS),
    "table": lambda declared, key: declared.get(key, str),
    "encoding": _encoding,
    "delimiter": _character,
    "decimal": lambda declared, key: declared.choice(key, (",", ".")),
    "skip_rows": _count,
    "header_rows": _count,
    "constants": _constants,
    "columns": _columns,
    "roles": _roles,
    "headings": _dimension,
    "signs": _signs,
    "drop": _list,
    "drop_rows": _lines,
    "expect": lambda declared, key: read_expectations(declared.table(key)),
    "accept": _finding_codes,
}
