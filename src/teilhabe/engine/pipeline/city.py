"""A city: the folder of declarations that says everything about it. Nothing about a city stands in code."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from teilhabe.engine.cube.declarations import Declaration, read_declaration
from teilhabe.engine.indicators.breaks import Break, read_breaks, shared_breaks, with_shared
from teilhabe.engine.indicators.catalogue import Catalogue, read_catalogue
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline.declared_sources import Source, read_sources
from teilhabe.errors import DeclarationError
from teilhabe.text import Text

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LEVELS = ("city", "district", "comparison")
_NOTHING = Text("", "")


@dataclass(frozen=True)
class Place:
    code: str
    name: Text
    level: str  # one of LEVELS


@dataclass(frozen=True)
class ReadingNote:
    """What must be read with every figure that rests on one of these variables."""

    variables: tuple[str, ...]
    text: Text


@dataclass(frozen=True)
class City:
    folder: Path
    id: str
    code: str
    name: Text
    invented: bool
    notice: Text
    intro: Text
    as_of: str
    key_indicators: tuple[str, ...]
    places: tuple[Place, ...]
    reading: tuple[ReadingNote, ...]
    sources: tuple[Source, ...]
    breaks: tuple[Break, ...]
    catalogue: Catalogue
    map_file: Path | None
    generator: Declaration | None

    @property
    def districts(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.level == "district")

    def place(self, code: str) -> Place:
        """DeclarationError where the city knows no such place."""
        if place := self._places_by_code.get(code):
            return place
        known = ", ".join(entry.code for entry in self.places)
        raise DeclarationError(
            f"{self.name.de}: Den Ort „{code}“ gibt es hier nicht. Es gibt: {known}.",
            f"{self.name.en}: there is no place “{code}” here. There are: {known}.",
        )

    def source(self, identifier: str) -> Source:
        return self._sources_by_id[identifier]

    @cached_property  # both are asked for once per figure and language
    def _places_by_code(self) -> Mapping[str, Place]:
        return {place.code: place for place in self.places}

    @cached_property
    def _sources_by_id(self) -> Mapping[str, Source]:
        return {source.id: source for source in self.sources}

    def notes_for(self, definition: Definition) -> tuple[Text, ...]:
        variables = {part.variable for part in definition.parts}
        return tuple(note.text for note in self.reading if variables & set(note.variables))


_CITY_KEYS = {
    "id", "code", "name", "invented", "notice", "intro", "as_of", "key_indicators", "places",
    "reading", "map", "generator", "statistics_unit",
}  # fmt: skip


def read_city(folder: Path) -> City:
    """The city declared in this folder; DeclarationError names the file and key at fault."""
    if not (folder / "city.toml").is_file():
        raise DeclarationError(
            f"{folder} ist kein Ordner einer Stadt: city.toml fehlt. Bitte zum Beispiel cities/musterstadt angeben.",
            f"{folder} is no city's folder: city.toml is missing. Please name one such as cities/musterstadt.",
        )
    declaration = read_declaration(folder / "city.toml")
    declaration.allow(_CITY_KEYS)
    invented = declaration.get("invented", bool)
    catalogue = read_catalogue(_optional(folder / "indicators.toml"), city_folder=folder)
    return City(
        folder=folder,
        id=_identifier(declaration),
        code=declaration.get("code", str),
        name=declaration.text("name"),
        invented=invented,
        notice=declaration.text("notice") if invented else _NOTHING,
        intro=declaration.text("intro"),
        as_of=_day(declaration),
        key_indicators=_key_indicators(declaration, catalogue),
        places=tuple(map(_place, declaration.array("places"))),
        reading=tuple(map(_reading, declaration.array("reading"))),
        sources=read_sources(folder, declaration.optional("statistics_unit")),
        breaks=_breaks(folder, catalogue),
        catalogue=catalogue,
        map_file=_map_file(folder, declaration.table("map")) if "map" in declaration.values else None,
        generator=declaration.table("generator") if "generator" in declaration.values else None,
    )


def _identifier(declaration: Declaration) -> str:
    """It names folders and addresses, so it must be harmless in both."""
    value = declaration.get("id", str)
    if not _ID.fullmatch(value):
        raise declaration.wrong("id", Text("aus a–z, 0–9 und Bindestrichen", "made of a–z, 0–9 and hyphens"))
    return value


def _map_file(folder: Path, declaration: Declaration) -> Path:
    declaration.allow({"file"})
    path = folder / declaration.get("file", str)
    try:
        json.loads(path.read_text(encoding="utf-8"))["features"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise declaration.wrong(
            "file", Text("eine GeoJSON-Datei im Ordner der Stadt", "a GeoJSON file in the city's folder")
        ) from error
    return path


def _day(declaration: Declaration) -> str:
    value = declaration.get("as_of", str)
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise declaration.wrong("as_of", Text("ein Tag wie 2025-12-31", "a day such as 2025-12-31")) from error


def _key_indicators(declaration: Declaration, catalogue: Catalogue) -> tuple[str, ...]:
    known = {definition.id for definition in catalogue.definitions}
    if not known.issuperset(declaration.strings("key_indicators")):
        raise declaration.wrong(
            "key_indicators", Text("eine Liste bekannter Indikatoren", "a list of known indicators")
        )
    return declaration.strings("key_indicators")


def _breaks(folder: Path, catalogue: Catalogue) -> tuple[Break, ...]:
    """The city's breaks and the shared ones."""
    own = read_breaks(_optional(folder / "breaks.toml"), catalogue.variables)
    return with_shared(own, shared_breaks())


def _optional(path: Path) -> Declaration:
    return read_declaration(path) if path.exists() else Declaration({}, path.name)


def _place(declaration: Declaration) -> Place:
    declaration.allow({"code", "name", "level", "parent"})
    return Place(declaration.get("code", str), declaration.text("name"), declaration.choice("level", LEVELS))


def _reading(declaration: Declaration) -> ReadingNote:
    declaration.allow({"variables", "de", "en"})
    text = Text(declaration.get("de", str), declaration.get("en", str))
    return ReadingNote(declaration.strings("variables"), text)
