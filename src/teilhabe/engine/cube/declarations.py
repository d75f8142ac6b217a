"""Reads TOML declarations strictly: an unknown, missing or mistyped key is named with its file, never ignored."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from teilhabe.errors import DeclarationError
from teilhabe.text import Text

T = TypeVar("T")


@dataclass(frozen=True)
class Declaration:
    """One TOML table with the place it came from, so that every complaint can name it."""

    values: Mapping[str, Any]
    where: str

    def allow(self, known: Collection[str]) -> None:
        """DeclarationError for the first key that means nothing here."""
        for key in self.values:
            if key not in known:
                allowed = ", ".join(sorted(known))
                raise DeclarationError(
                    f"{self.where}: Den Schlüssel „{key}“ gibt es hier nicht. Möglich sind: {allowed}.",
                    f"{self.where}: there is no key “{key}” here. Allowed are: {allowed}.",
                )

    def get(self, key: str, kind: type[T], default: T | None = None) -> T:
        """The value of `key`; DeclarationError when it is missing without default or of another kind."""
        value = self.values.get(key, default)
        if value is None:
            raise self.missing(key)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.wrong(key, _NAMES[kind])
        return value

    def missing(self, key: str) -> DeclarationError:
        """The failure that names the key that is not there; to be raised by the caller."""
        return DeclarationError(
            f"{self.where}: Der Schlüssel „{key}“ fehlt.", f"{self.where}: the key “{key}” is missing."
        )

    def wrong(self, key: str, expected: Text) -> DeclarationError:
        """The failure that names file, key and value, and what was expected instead; to be raised by the caller."""
        value = self.values.get(key)
        return DeclarationError(
            f"{self.where}: „{key}“ muss {expected.de} sein, nicht {value!r}.",
            f"{self.where}: “{key}” must be {expected.en}, not {value!r}.",
        )

    def whole(self, key: str, least: int, most: int) -> int:
        """A whole number within these bounds."""
        value = self.get(key, int)
        if not least <= value <= most:
            raise self.wrong(
                key, Text(f"eine ganze Zahl von {least} bis {most}", f"a whole number from {least} to {most}")
            )
        return value

    def number(self, key: str) -> float | None:
        """A number, whole or not; None where the key is missing."""
        value = self.values.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise self.wrong(key, Text("eine Zahl", "a number"))
        return value

    def text(self, key: str, default: Text | None = None) -> Text:
        """A text `{de = …, en = …}`; a plain string stands for both languages."""
        value = self.values.get(key)
        if value is None and default is not None:
            return default
        if isinstance(value, str):
            return Text(value, value)
        part = self.table(key)
        part.allow({"de", "en"})
        return Text(part.get("de", str), part.get("en", str))

    def table(self, key: str) -> Declaration:
        return Declaration(self.get(key, dict), f"{self.where} → {key}")

    def optional(self, key: str) -> Declaration | None:
        """The table below `key`, None where there is none."""
        return self.table(key) if key in self.values else None

    def tables(self, key: str) -> tuple[Declaration, ...]:
        """The named tables below `key`: `[datasets.x]` gives one whose place ends with x."""
        below = self.table(key)
        return tuple(below.table(name) for name in below.values)

    def array(self, key: str) -> tuple[Declaration, ...]:
        """The tables of `[[key]]`, numbered from 1 in their place."""
        entries = self.get(key, list, [])
        if not all(isinstance(entry, dict) for entry in entries):
            raise self.wrong(key, Text("eine Liste von Tabellen", "a list of tables"))
        return tuple(Declaration(entry, f"{self.where} → {key} {i}") for i, entry in enumerate(entries, 1))

    def strings(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of strings; a single string stands for a list of one."""
        value = self.values.get(key, default)
        entries = (value,) if isinstance(value, str) else value
        if not isinstance(entries, list | tuple) or not all(isinstance(entry, str) for entry in entries):
            raise self.wrong(key, Text("eine Liste von Texten", "a list of texts"))
        return tuple(entries)

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        value = self.get(key, str, default)
        if value not in allowed:
            options = ", ".join(sorted(allowed))
            raise self.wrong(key, Text(f"eines von {options}", f"one of {options}"))
        return value

    def choices(self, key: str, allowed: Collection[str]) -> tuple[str, ...]:
        """A list of strings, each of them one of the allowed ones."""
        values = self.strings(key)
        if not set(values) <= set(allowed):
            options = ", ".join(sorted(allowed))
            raise self.wrong(key, Text(f"eine Auswahl aus {options}", f"a selection of {options}"))
        return values

    @property
    def name(self) -> str:
        """The last part of the place: the key under which this table stands."""
        return self.where.rsplit(" → ", 1)[-1]


_NAMES: Mapping[type, Text] = {
    str: Text("ein Text", "a text"),
    int: Text("eine ganze Zahl", "an integer"),
    bool: Text("true oder false", "true or false"),
    list: Text("eine Liste", "a list"),
    dict: Text("eine Tabelle", "a table"),
}


def read_declaration(path: Path) -> Declaration:
    """The declaration in this file; DeclarationError with line and column where it is no TOML."""
    try:
        return Declaration(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    except OSError as error:
        raise DeclarationError(
            f"{path} lässt sich nicht lesen ({error.strerror}).", f"{path} cannot be read ({error.strerror})."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeclarationError(
            f"{path} ist kein gültiges TOML: {error}.", f"{path} is no valid TOML: {error}."
        ) from error
