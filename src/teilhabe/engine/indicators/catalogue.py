"""The shared catalogue of indicators and what a city makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from teilhabe.engine.cube.declarations import Declaration, read_declaration
from teilhabe.engine.indicators.adapting import Declared, adapted, licensed_codes, refuse_unknown
from teilhabe.engine.indicators.breaks import shared_breaks
from teilhabe.engine.indicators.definition import Definition, read_definition
from teilhabe.engine.indicators.quality import read_rules
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
    off: frozenset[str] = frozenset()  # what the city has switched off

    @property
    def variables(self) -> frozenset[str]:
        """What any indicator or variant adds up."""
        entries = (*self.definitions, *self.variants)
        return frozenset(name for entry in entries for part in entry.parts for name in part.variables)

    def definition(self, indicator: str) -> Definition:
        """The indicator or variant of this id; DeclarationError where there is none."""
        for definition in (*self.definitions, *self.variants):
            if definition.id == indicator:
                return definition
        raise _unknown(indicator, self)

    def variants_of(self, indicator: str) -> tuple[Definition, ...]:
        """The indicator's variants in the order of their declaration."""
        return tuple(entry for entry in self.variants if entry.variant and entry.variant.of == indicator)


def read_catalogue(
    city: Declaration | None = None, folder: Path = DEFINITIONS, city_folder: Path = Path()
) -> Catalogue:
    """The shared definitions with a city's `indicators.toml` laid over them.

    The city may switch indicators and variants off (`off`), change keys (`[change.ID]`), name the dataset of a variable
    (`[datasets]`), declare indicators of its own (`[own.ID]` with `field`) and name a file in its folder with licensed
    codes (`codes_file`).
    """
    shared = [read_declaration(path) for path in sorted(folder.glob("*.toml"))]
    fields = [_field(entry) for entry in shared]
    declared: Declared = [
        (table, field.id) for entry, field in zip(shared, fields, strict=True) for table in entry.tables("indicators")
    ]
    city = city or Declaration({}, "")
    declared = adapted(declared, city)
    _refuse_unknown_names(declared)
    definitions = [read_definition(table, field) for table, field in declared]
    pairs = zip(declared, definitions, strict=True)
    variants = [variant for (table, _), definition in pairs for variant in read_variants(table, definition)]
    off = _switched_off(city, {definition.id for definition in (*definitions, *variants)})
    codes = licensed_codes(city, city_folder, {definition.id for definition in definitions})
    return Catalogue(
        fields=tuple(sorted(fields, key=lambda field: field.order)),
        definitions=tuple(_coded(definition, codes) for definition in definitions if definition.id not in off),
        variants=tuple(entry for entry in variants if off.isdisjoint({entry.id, entry.variant and entry.variant.of})),
        off=frozenset(off),
    )


def _field(entry: Declaration) -> FieldOfAction:
    declaration = entry.table("field")
    declaration.allow({"order", "name", "intro"})
    return FieldOfAction(
        id=entry.name.removesuffix(".toml"),
        order=declaration.get("order", int),
        name=declaration.text("name"),
        intro=declaration.text("intro"),
    )


def _refuse_unknown_names(declared: Declared) -> None:
    """DeclarationError for a break or a rule of quality that does not exist."""
    breaks, rules = {entry.id for entry in shared_breaks()}, read_rules()
    for table, _ in declared:
        table.choices("breaks", breaks)
        table.choice("quality", rules, "register")


def _switched_off(city: Declaration, known: set[str]) -> set[str]:
    for identifier in city.strings("off"):
        refuse_unknown(city, "off", identifier, known)
    return set(city.strings("off"))


def _coded(definition: Definition, codes: Mapping[str, str]) -> Definition:
    code = codes.get(definition.id)
    return replace(definition, codes={**definition.codes, "kgst": code}) if code else definition


def _unknown(indicator: str, catalogue: Catalogue) -> DeclarationError:
    names = ", ".join(definition.id for definition in catalogue.definitions)
    return DeclarationError(
        f"Den Indikator „{indicator}“ gibt es nicht. Es gibt: {names}.",
        f"There is no indicator “{indicator}”. There are: {names}.",
    )
