"""Recipes: what a person decides about a table where its content cannot, declared in a small TOML file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from teilhabe.errors import DeclarationError

Format = Literal["flat", "classic", "plain"]
FORMATS: tuple[Format, ...] = ("flat", "classic", "plain")
SignMeaning = Literal["zero", "missing"]

_LINEAGE = {"obs_value", "obs_status", "conf_status", "source_sign", "snapshot", "source_row", "source_column"}


@dataclass(frozen=True)
class Recipe:
    """Decisions about one table; an empty recipe leaves everything to recognition.

    `skip_rows`: lines before the header; `header_rows`: lines of the header; `constants`: attribute or dimension to
    value; `columns`: column name in the file to name in the data contract; `signs`: what a sign in a value cell means;
    `drop`: column names to leave out, or "column=value" for rows to leave out.
    """

    format: Format | None = None
    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    skip_rows: int | None = None
    header_rows: int | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, SignMeaning] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    where: str = ""

    @property
    def dropped_columns(self) -> frozenset[str]:
        return frozenset(entry for entry in self.drop if "=" not in entry)

    @property
    def dropped_rows(self) -> tuple[tuple[str, str], ...]:
        """Pairs of column name and cell text."""
        return tuple(
            (column.strip(), value.strip()) for column, _, value in (e.partition("=") for e in self.drop if "=" in e)
        )


def read_recipe(mapping: Mapping[str, Any], where: str) -> Recipe:
    """The recipe declared in a TOML table; `where` names the file in the sentence of a DeclarationError."""
    for key in mapping:
        if key not in _READERS:
            known = ", ".join(sorted(_READERS))
            raise DeclarationError(
                f"{where}: Den Schlüssel „{key}“ gibt es in einem Rezept nicht; möglich sind: {known}.",
                f"{where}: a recipe has no key {key!r}; possible are: {known}.",
            )
    return Recipe(**{key: _READERS[key](value, where, key) for key, value in mapping.items()}, where=where)


def _one_of(*allowed: str) -> Callable[[Any, str, str], str]:
    def read(value: Any, where: str, key: str) -> str:
        if value not in allowed:
            raise _wrong(where, key, value, " | ".join(repr(entry) for entry in allowed))
        return cast(str, value)

    return read


def _text(value: Any, where: str, key: str) -> str:
    if not isinstance(value, str) or not value:
        raise _wrong(where, key, value, "Text")
    return value


def _encoding(value: Any, where: str, key: str) -> str:
    try:
        "".encode(_text(value, where, key))
    except LookupError:
        raise _wrong(where, key, value, "'utf-8' | 'cp1252' | …") from None
    return cast(str, value)


def _character(value: Any, where: str, key: str) -> str:
    if not isinstance(value, str) or len(value) != 1:
        raise _wrong(where, key, value, "';' | ',' | '\\t' | '|'")
    return value


def _count(value: Any, where: str, key: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _wrong(where, key, value, "0, 1, 2 …")
    return value


def _texts(value: Any, where: str, key: str) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        raise _wrong(where, key, value, '{ name = "…" }')
    return {name: _scalar(entry, where, f"{key}.{name}") for name, entry in value.items()}


def _scalar(value: Any, where: str, key: str) -> str:
    """TOML dates and numbers are taken as they are written."""
    if isinstance(value, bool | list | Mapping) or value is None:
        raise _wrong(where, key, value, "Text")
    return str(value)


def _constants(value: Any, where: str, key: str) -> Mapping[str, str]:
    constants = _texts(value, where, key)
    for name in constants:
        if name in _LINEAGE:
            raise DeclarationError(
                f"{where}: {key}.{name} lässt sich nicht festsetzen; es kommt immer aus der Datei.",
                f"{where}: {key}.{name} cannot be a constant; it always comes from the file.",
            )
    return constants


def _signs(value: Any, where: str, key: str) -> Mapping[str, str]:
    signs = _texts(value, where, key)
    for sign, meaning in signs.items():
        if meaning not in ("zero", "missing"):
            raise _wrong(where, f"{key}.{sign}", meaning, "'zero' | 'missing'")
    return signs


def _list(value: Any, where: str, key: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise _wrong(where, key, value, '["…", "…"]')
    return tuple(value)


def _wrong(where: str, key: str, value: Any, allowed: str) -> DeclarationError:
    return DeclarationError(
        f"{where}: {key} = {value!r} ist nicht möglich; erwartet wird {allowed}.",
        f"{where}: {key} = {value!r} is not possible; expected is {allowed}.",
    )


_READERS: Mapping[str, Callable[[Any, str, str], Any]] = {
    "format": _one_of(*FORMATS),
    "encoding": _encoding,
    "delimiter": _character,
    "decimal": _one_of(",", "."),
    "skip_rows": _count,
    "header_rows": _count,
    "constants": _constants,
    "columns": _texts,
    "signs": _signs,
    "drop": _list,
}
