"""Person-level sources: where their files lie, and that nobody reads them without a statistics unit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.errors import DeclarationError, InputError
from teilhabe.text import Text


@dataclass(frozen=True)
class StatisticsUnit:
    """The unit that is set apart from the city's administration, and the law it works by."""

    name: Text
    legal_basis: Text


@dataclass(frozen=True)
class PersonFiles:
    """The files of a person-level source: a path or a pattern, in the city's folder or anywhere outside."""

    location: str
    mapping: Declaration

    @property
    def name(self) -> str:
        """What may be told of the location: the name without folders."""
        return Path(self.location).name

    def code_table(self, folder: Path) -> Path | None:
        """The city's table of street blocks, where the mapping names one."""
        areas = self.mapping.values.get("ref_area")
        codes = areas.get("codes") if isinstance(areas, dict) else None
        return folder / codes if isinstance(codes, str) else None


def read_statistics_unit(declaration: Declaration) -> StatisticsUnit:
    declaration.allow({"name", "legal_basis"})
    return StatisticsUnit(declaration.text("name"), declaration.text("legal_basis"))


def read_person_files(source: Declaration, unit: StatisticsUnit | None) -> PersonFiles | None:
    """The files of a source with a table `persons`, None for others; DeclarationError without a statistics unit."""
    if "persons" not in source.values:
        return None
    if unit is None:
        raise DeclarationError(
            f"{source.where}: Daten einzelner Personen („persons“) darf nur eine Statistikstelle auswerten. Bitte in "
            "city.toml unter [statistics_unit] ihren Namen (name) und die Rechtsgrundlage (legal_basis) angeben.",
            f"{source.where}: data on single persons (“persons”) may be used by a statistics unit only. Please state "
            "its name (name) and legal basis (legal_basis) in city.toml below [statistics_unit].",
        )
    refused = next((key for key in ("recipe", "generated", "protected_by") if key in source.values), "")
    if refused:
        raise DeclarationError(
            f"{source.where}: „{refused}“ und „persons“ schließen einander aus.",
            f"{source.where}: “{refused}” and “persons” exclude each other.",
        )
    return PersonFiles(source.get("file", str), source.table("persons"))


def files_of(folder: Path, persons: PersonFiles) -> tuple[Path, ...]:
    """The files that fit the location, sorted by name; InputError where there is none."""
    pattern = folder / persons.location  # an absolute location stays what it is
    found = sorted(path for path in pattern.parent.glob(pattern.name) if path.is_file())
    if not found:
        raise InputError(
            f"{persons.location}: Eine solche Datei gibt es nicht.", f"{persons.location}: there is no such file."
        )
    return tuple(found)
