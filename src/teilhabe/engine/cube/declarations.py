"""Reads TOML declarations strictly: an unknown, missing or mistyped key is named with its file, never ignored."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from teilhabe.engine.cube import positions
from teilhabe.errors import DeclarationError
from teilhabe.text import Text

T = TypeVar("T")


@dataclass(frozen=True)
class DeclaredFile:
    """The text that was declared; its lines are looked up only when something is wrong."""

    name: str
    text: str

    @cached_property
    def lines(self) -> Mapping[positions.Path, int]:
        return positions.lines_of(self.text)


@dataclass(frozen=True)
class DeclaredAt:
    """Where a table was declared; one that was laid over another has several layers, the topmost first."""

    layers: tuple[tuple[DeclaredFile, positions.Path], ...] = ()

    def below(self, key: str | int) -> DeclaredAt:
        return DeclaredAt(tuple((source, (*path, key)) for source, path in self.layers))

    def over(self, other: DeclaredAt) -> DeclaredAt:
        """This one on top of the other; an unknown one stays unknown."""
        return DeclaredAt(self.layers + other.layers) if self.layers else self

    def place(self, key: str = "") -> Text | None:
        """File, line and keys as they are told; a key that is missing would stand in its table. None if unknown."""
        wanted = self.below(key) if key else self
        for looked in (wanted, self):
            for (source, path), (_, told) in zip(looked.layers, wanted.layers, strict=True):
                if path in source.lines:
                    return _place(source.name, source.lines[path], told)
        return None


def _place(name: str, line: int, path: positions.Path) -> Text:
    keys = f", {_dotted(path)}" if path else ""
    return Text(f"{name}, Zeile {line}{keys}", f"{name}, line {line}{keys}")


_IDENTIFIER = re.compile(r"[A-Za-z0-9_]+")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def _dotted(path: positions.Path) -> str:
    """The keys as TOML writes them; entries of a list by their number: `breaks[2].date`."""
    told = ""
    for key in path:
        if isinstance(key, int):
            told += f"[{key}]"
        else:
            told += ("." if told else "") + (key if _BARE.fullmatch(key) else f'"{key}"')
    return told


@dataclass(frozen=True)
class Declaration:
    """One TOML table with the place it came from, so that every complaint can name it."""

    values: Mapping[str, Any]
    where: str
    origin: DeclaredAt = field(default=DeclaredAt(), compare=False, repr=False)

    def fault(self, key: str, de: str, en: str) -> DeclarationError:
        """The failure that names file, line and key before this sentence; to be raised by the caller."""
        place = self.origin.place(key) or Text(self.where, self.where)
        return DeclarationError(f"{place.de}: {de}", f"{place.en}: {en}")

    def allow(self, known: Collection[str]) -> None:
        """DeclarationError for the first key that means nothing here."""
        for key in self.values:
            if key not in known:
                allowed = ", ".join(sorted(known))
                raise self.fault(
                    key,
                    f"Den Schlüssel „{key}“ gibt es hier nicht. Möglich sind: {allowed}.",
                    f"there is no key “{key}” here. Allowed are: {allowed}.",
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
        return self.fault(key, f"Der Schlüssel „{key}“ fehlt.", f"the key “{key}” is missing.")

    def wrong(self, key: str, expected: Text) -> DeclarationError:
        """The failure that names file, key and value, and what was expected instead; to be raised by the caller."""
        value = self.values.get(key)
        return self.fault(
            key,
            f"„{key}“ muss {expected.de} sein, nicht {value!r}.",
            f"“{key}” must be {expected.en}, not {value!r}.",
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
        return self._below(key, self.get(key, dict))

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
        origin = self.origin.below(key)
        return tuple(
            Declaration(entry, f"{self.where} → {key} {number}", origin.below(number))
            for number, entry in enumerate(entries, 1)
        )

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

    def with_values(self, values: Mapping[str, Any]) -> Declaration:
        """The same place with other values."""
        return replace(self, values=values)

    def _below(self, key: str, values: Mapping[str, Any]) -> Declaration:
        return Declaration(values, f"{self.where} → {key}", self.origin.below(key))

    @property
    def identifier(self) -> str:
        """The name; DeclarationError for one that could not stand in addresses and names of files."""
        if not _IDENTIFIER.fullmatch(self.name):
            raise self.fault(
                "",
                f"Der Name „{self.name}“ darf nur aus a–z, 0–9 und Unterstrichen bestehen.",
                f"the name “{self.name}” may only be made of a–z, 0–9 and underscores.",
            )
        return self.name

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
        text = path.read_text(encoding="utf-8")
        return Declaration(tomllib.loads(text), path.name, DeclaredAt(((DeclaredFile(path.name, text), ()),)))
    except OSError as error:
        raise DeclarationError(
            f"{path} lässt sich nicht lesen ({error.strerror}).", f"{path} cannot be read ({error.strerror})."
        ) from error
    except UnicodeDecodeError as error:
        raise DeclarationError(
            f"{path} ist nicht in UTF-8 gespeichert. Bitte die Datei so speichern.",
            f"{path} is not stored in UTF-8. Please save the file that way.",
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(path, str(error)) from error


_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def _no_toml(path: Path, complaint: str) -> DeclarationError:
    """The reader's complaint with its position in front, as all others have it."""
    found = _POSITION.search(complaint)
    what = _POSITION.sub("", complaint)
    line, column = (found[1], found[2]) if found else (None, None)
    de = f", Zeile {line}, Spalte {column}" if line else ""
    en = f", line {line}, column {column}" if line else ""
    return DeclarationError(
        f"{path}{de}: Das ist kein gültiges TOML ({what}).", f"{path}{en}: this is no valid TOML ({what})."
    )
