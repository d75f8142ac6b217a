"""The datasets that a city declares: where each lies, who published it, how it is read and protected."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from teilhabe.codes.period import parse_period
from teilhabe.engine.cube.declarations import Declaration, read_declaration
from teilhabe.engine.pipeline.persons import PersonFiles, StatisticsUnit, read_person_files, read_statistics_unit
from teilhabe.text import Text

DEFAULT_THRESHOLD = 3
"""Persons below which a figure of a dataset that nobody has protected yet stays hidden."""

SUPPRESSION, CELL_KEY, PUBLISHER = PROTECTIONS = ("suppression", "cell-key", "publisher")
"""How the figures of a dataset are protected: by the gate, by noise before they came here, or by who published them."""

_NOTHING = Text("", "")
_CELL_KEY_NOTE = Text(
    "Zum Schutz Einzelner um wenige Personen verändert; Summen gehen deshalb nicht genau auf.",
    "Changed by a few persons to protect single ones; sums are therefore not exact.",
)


@dataclass(frozen=True)
class Source:
    """A declared dataset. `threshold` is 0 where its publisher has already protected the figures."""

    id: str
    file: str  # inside the city's folder, or inside the generated one; of persons the name only
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
    persons: PersonFiles | None = None

    @property
    def reading(self) -> Declaration:
        """What is declared about how the file is read."""
        return self.persons.mapping if self.persons else self.recipe


def read_sources(folder: Path, unit: Declaration | None) -> tuple[Source, ...]:
    """The datasets that the city's sources.toml declares; DeclarationError names file and key."""
    declaration = read_declaration(folder / "sources.toml")
    declaration.allow({"datasets"})
    known = read_statistics_unit(unit) if unit else None
    return tuple(_source(dataset, known) for dataset in declaration.tables("datasets"))


_SOURCE_KEYS = {
    "file", "generated", "title", "publisher", "table", "licence", "licence_url", "retrieved", "note", "protected_by",
    "protection", "threshold", "complete", "recipe", "persons",
}  # fmt: skip


def _source(declaration: Declaration, unit: StatisticsUnit | None) -> Source:
    declaration.allow(_SOURCE_KEYS)
    method = _method(declaration)
    protection = declaration.text("protected_by", _CELL_KEY_NOTE if method == CELL_KEY else _NOTHING)
    note = declaration.text("note", _NOTHING)
    persons = read_person_files(declaration, unit)
    return Source(
        id=declaration.name,
        file=persons.name if persons else _inside(declaration),
        generated=declaration.get("generated", bool, False),
        title=declaration.text("title"),
        publisher=declaration.text("publisher"),
        table=declaration.get("table", str, ""),
        licence=declaration.text("licence"),
        licence_url=declaration.get("licence_url", str, ""),
        retrieved=_retrieved(declaration),
        note=Text(f"{protection.de} {note.de}".strip(), f"{protection.en} {note.en}".strip()),
        threshold=_threshold(declaration, persons) if method == SUPPRESSION else 0,
        complete=declaration.get("complete", bool, False),
        recipe=declaration.optional("recipe") or Declaration({}, f"{declaration.where} → recipe"),
        persons=persons,
    )


def _method(declaration: Declaration) -> str:
    """The one method of this dataset; DeclarationError where a second one is declared beside it."""
    told = "protected_by" in declaration.values
    method = declaration.choice("protection", PROTECTIONS, PUBLISHER if told else SUPPRESSION)
    if told != (method == PUBLISHER):
        needed = Text("„publisher“ genau dort, wo „protected_by“ steht,", "“publisher” exactly beside “protected_by”")
        raise declaration.wrong("protection", needed)
    second = next((key for key in ("threshold", "persons") if key in declaration.values), "")
    if method == CELL_KEY and second:
        raise declaration.fault(
            second,
            f"„{second}“ und „protection = {method}“ schließen einander aus: nie zwei Verfahren für "
            "dieselben Personen.",
            f"“{second}” and “protection = {method}” exclude each other: never two methods for the same persons.",
        )
    return method


def _threshold(declaration: Declaration, persons: PersonFiles | None) -> int:
    """A city may set another one; of single persons nothing below the usual one is ever shown."""
    value = declaration.get("threshold", int, DEFAULT_THRESHOLD)
    if persons and value < DEFAULT_THRESHOLD:
        least = DEFAULT_THRESHOLD
        raise declaration.wrong("threshold", Text(f"eine Zahl ab {least}", f"a number from {least} on"))
    return value


def _inside(declaration: Declaration) -> str:
    """A path inside the city's folder: a city carries all its data with it."""
    value = declaration.get("file", str)
    if Path(value).is_absolute() or ".." in Path(value).parts:
        raise declaration.wrong("file", Text("ein Pfad im Ordner der Stadt", "a path inside the city's folder"))
    return value


def _retrieved(declaration: Declaration) -> str:
    value = declaration.get("retrieved", str, "")
    if value and parse_period(value) is None:
        raise declaration.wrong("retrieved", Text("ein Tag, Monat oder Jahr", "a day, month or year"))
    return value
