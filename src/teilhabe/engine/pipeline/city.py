"""A city: the folder of declarations that says everything about it. Nothing about a city stands in code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from teilhabe.engine.cube.declarations import Declaration, read_declaration
from teilhabe.engine.indicators.breaks import Break, read_breaks
from teilhabe.engine.indicators.catalogue import Catalogue, read_catalogue
from teilhabe.engine.indicators.definition import Definition
from teilhabe.errors import DeclarationError
from teilhabe.text import Text

DEFAULT_THRESHOLD = 3
"""Persons below which a figure of a dataset that nobody has protected yet stays hidden."""

LEVELS = ("city", "district", "comparison")
_NOTHING = Text("", "")


@dataclass(frozen=True)
class Place:
    code: str
    name: Text
    level: str  # one of LEVELS


@dataclass(frozen=True)
class Source:
    """A declared dataset. `threshold` is 0 where its publisher has already protected the figures."""

    id: str
    file: str  # inside the city's folder, or inside the generated one
    generated: bool
    title: Text
    publisher: Text
    table: str
    licence: Text
    licence_url: str
    retrieved: str
    note: Text
    threshold: int
    complete: bool  # everybody is counted, so no row means nobody
    recipe: Declaration


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
    comparison_name: Text
    reading: tuple[ReadingNote, ...]
    sources: tuple[Source, ...]
    breaks: tuple[Break, ...]
    catalogue: Catalogue
    map_file: Path | None
    generator: Declaration | None

    @property
    def districts(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.level == "district")

    @property
    def comparison(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.level == "comparison")

    def place(self, code: str) -> Place:
        """DeclarationError where the city knows no such place."""
        for place in self.places:
            if place.code == code:
                return place
        known = ", ".join(entry.code for entry in self.places)
        raise DeclarationError(
            f"{self.name.de}: Den Ort „{code}“ gibt es hier nicht. Es gibt: {known}.",
            f"{self.name.en}: there is no place “{code}” here. There are: {known}.",
        )

    def source(self, identifier: str) -> Source:
        return next(source for source in self.sources if source.id == identifier)

    def notes_for(self, definition: Definition) -> tuple[Text, ...]:
        parts = [definition.numerator, *([definition.denominator] if definition.denominator else [])]
        variables = {part.variable for part in parts}
        return tuple(note.text for note in self.reading if variables & set(note.variables))


_CITY_KEYS = {
    "id", "code", "name", "invented", "notice", "intro", "as_of", "key_indicators", "places", "comparison_name",
    "reading", "map", "generator",
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
    return City(
        folder=folder,
        id=declaration.get("id", str),
        code=declaration.get("code", str),
        name=declaration.text("name"),
        invented=invented,
        notice=declaration.text("notice") if invented else _NOTHING,
        intro=declaration.text("intro"),
        as_of=declaration.get("as_of", str),
        key_indicators=declaration.strings("key_indicators"),
        places=tuple(map(_place, declaration.array("places"))),
        comparison_name=declaration.text("comparison_name", _NOTHING),
        reading=tuple(map(_reading, declaration.array("reading"))),
        sources=_sources(folder),
        breaks=read_breaks(_optional(folder / "breaks.toml")),
        catalogue=read_catalogue(_optional(folder / "indicators.toml")),
        map_file=folder / declaration.table("map").get("file", str) if "map" in declaration.values else None,
        generator=declaration.table("generator") if "generator" in declaration.values else None,
    )


def _optional(path: Path) -> Declaration:
    return read_declaration(path) if path.exists() else Declaration({}, path.name)


def _place(declaration: Declaration) -> Place:
    declaration.allow({"code", "name", "level", "parent"})
    return Place(declaration.get("code", str), declaration.text("name"), declaration.choice("level", LEVELS))


def _reading(declaration: Declaration) -> ReadingNote:
    declaration.allow({"variables", "de", "en"})
    text = Text(declaration.get("de", str), declaration.get("en", str))
    return ReadingNote(declaration.strings("variables"), text)


def _sources(folder: Path) -> tuple[Source, ...]:
    declaration = read_declaration(folder / "sources.toml")
    declaration.allow({"datasets"})
    return tuple(map(_source, declaration.tables("datasets")))


_SOURCE_KEYS = {
    "file", "generated", "title", "publisher", "table", "licence", "licence_url", "retrieved", "note", "protected_by",
    "threshold", "complete", "recipe",
}  # fmt: skip


def _source(declaration: Declaration) -> Source:
    declaration.allow(_SOURCE_KEYS)
    protection = declaration.text("protected_by", _NOTHING)
    note = declaration.text("note", _NOTHING)
    return Source(
        id=declaration.name,
        file=declaration.get("file", str),
        generated=declaration.get("generated", bool, False),
        title=declaration.text("title"),
        publisher=declaration.text("publisher"),
        table=declaration.get("table", str, ""),
        licence=declaration.text("licence"),
        licence_url=declaration.get("licence_url", str, ""),
        retrieved=declaration.get("retrieved", str, ""),
        note=Text(f"{protection.de} {note.de}".strip(), f"{protection.en} {note.en}".strip()),
        threshold=0 if protection.de else declaration.get("threshold", int, DEFAULT_THRESHOLD),
        complete=declaration.get("complete", bool, False),
        recipe=Declaration(declaration.get("recipe", dict, {}), f"{declaration.where} → recipe"),
    )
