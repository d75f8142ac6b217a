"""The shared catalogue of indicators and what a city makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teilhabe.engine.cube.declarations import Declaration, read_declaration
from teilhabe.engine.indicators.definition import Definition, adapt, read_definition
from teilhabe.engine.indicators.variants import read_variants
from teilhabe.errors import DeclarationError
from teilhabe.text import Text

DEFINITIONS = Path(__file__).with_name("definitions")


@dataclass(frozen=True)
class FieldOfAction:
    """A field of action (Handlungsfeld): the heading under which indicators stand."""

    id: str
    order: int
    name: Text
    intro: Text


@dataclass(frozen=True)
class Catalogue:
    fields: tuple[FieldOfAction, ...]
    definitions: tuple[Definition, ...]
    variants: tuple[Definition, ...] = ()  # what follows from the definitions: gaps, standardised rates …

    def definition(self, indicator: str) -> Definition:
        """The indicator or variant of this id; DeclarationError where there is none."""
        for definition in (*self.definitions, *self.variants):
            if definition.id == indicator:
                return definition
        raise _unknown(indicator, self)

    def variants_of(self, indicator: str) -> tuple[Definition, ...]:
        """The indicator's variants in the order of their declaration."""
        return tuple(entry for entry in self.variants if entry.variant and entry.variant.of == indicator)


def read_catalogue(city: Declaration | None = None, folder: Path = DEFINITIONS) -> Catalogue:
    """The shared definitions with a city's `indicators.toml` laid over them.

    The city may switch indicators off (`off`), change keys (`[change.ID]`), name the dataset of a variable
    (`[datasets]`) and declare indicators of its own (`[own.ID]` with `field`).
    """
    shared = [read_declaration(path) for path in sorted(folder.glob("*.toml"))]
    fields = [_field(entry.where.removesuffix(".toml"), entry.table("field")) for entry in shared]
    declared = [
        (table, field.id) for entry, field in zip(shared, fields, strict=True) for table in entry.tables("indicators")
    ]
    if city is not None:
        city.allow({"off", "change", "datasets", "own"})
        declared = _changed(city, declared)
        _refuse_unknown_fields(city, declared, {field.id for field in fields})
    read = [(table, read_definition(table, field)) for table, field in declared]
    return Catalogue(
        fields=tuple(sorted(fields, key=lambda field: field.order)),
        definitions=tuple(definition for _, definition in read),
        variants=tuple(variant for table, definition in read for variant in read_variants(table, definition)),
    )


def _field(identifier: str, declaration: Declaration) -> FieldOfAction:
    declaration.allow({"order", "name", "intro"})
    return FieldOfAction(identifier, declaration.get("order", int), declaration.text("name"), declaration.text("intro"))


def _changed(city: Declaration, declared: list[tuple[Declaration, str]]) -> list[tuple[Declaration, str]]:
    known = {table.name for table, _ in declared}
    changes = {table.name: table for table in city.tables("change")} if "change" in city.values else {}
    for identifier in (*city.strings("off"), *changes):
        if identifier not in known:
            raise DeclarationError(
                f"{city.where}: Den Indikator „{identifier}“ gibt es nicht. Bitte die Schreibweise prüfen.",
                f"{city.where}: there is no indicator “{identifier}”. Please check the spelling.",
            )
    kept = [entry for entry in declared if entry[0].name not in city.strings("off")]
    laid = [(_laid_over(table, changes.get(table.name)), field) for table, field in kept]
    return [(_with_datasets(table, city), field) for table, field in (*laid, *_own(city))]


def _refuse_unknown_fields(city: Declaration, declared: list[tuple[Declaration, str]], known: set[str]) -> None:
    for table, field in declared:
        if field not in known:
            names = ", ".join(sorted(known))
            raise DeclarationError(
                f"{city.where}: {table.name} nennt das Handlungsfeld „{field}“. Es gibt: {names}.",
                f"{city.where}: {table.name} names the field of action “{field}”. There are: {names}.",
            )


def _own(city: Declaration) -> list[tuple[Declaration, str]]:
    tables = city.tables("own") if "own" in city.values else ()
    return [(_without(table, "field"), table.get("field", str)) for table in tables]


def _without(table: Declaration, key: str) -> Declaration:
    return Declaration({name: value for name, value in table.values.items() if name != key}, table.where)


def _laid_over(table: Declaration, change: Declaration | None) -> Declaration:
    return table if change is None else adapt(table, change)


def _with_datasets(table: Declaration, city: Declaration) -> Declaration:
    """The city's choice of dataset for each variable, where the indicator itself makes none."""
    chosen = city.get("datasets", dict, {})
    variants = {name: _parts(values, chosen) for name, values in table.get("variants", dict, {}).items()}
    laid = {**_parts(table.values, chosen), **({"variants": variants} if variants else {})}
    return Declaration(laid, table.where)


def _parts(values: Mapping[str, Any], chosen: Mapping[str, str]) -> Mapping[str, Any]:
    named = {
        key: {"dataset": chosen[part["variable"]], **part}
        for key in ("numerator", "denominator")
        if (part := values.get(key)) and part.get("variable") in chosen
    }
    return {**values, **named}


def _unknown(indicator: str, catalogue: Catalogue) -> DeclarationError:
    names = ", ".join(definition.id for definition in catalogue.definitions)
    return DeclarationError(
        f"Den Indikator „{indicator}“ gibt es nicht. Es gibt: {names}.",
        f"There is no indicator “{indicator}”. There are: {names}.",
    )
