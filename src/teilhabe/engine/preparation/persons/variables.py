"""The variables that a register of persons feeds; their names are those of the catalogue's definitions."""

from __future__ import annotations

from dataclasses import dataclass

from teilhabe.codes.concepts import Concept


@dataclass(frozen=True)
class Variable:
    """One variable: what it is told apart by, beside place and day, and by which concept."""

    name: str
    dimensions: tuple[str, ...]
    concept: Concept
    needs: str = ""  # the dimension without which there is no such variable
    only_foreign: bool = False
    by_country: bool = False


VARIABLES = (
    Variable("population", ("sex", "age", "citizenship", "residence_status"), Concept.CITIZENSHIP),
    Variable("population_by_stay", ("sex", "citizenship", "stay"), Concept.CITIZENSHIP, "stay", only_foreign=True),
    Variable(
        "population_by_country",
        ("citizenship",),
        Concept.CITIZENSHIP,
        "citizenship",
        only_foreign=True,
        by_country=True,
    ),
    Variable(
        "population_by_migration_status",
        ("sex", "age", "migration_status"),
        Concept.MIGRATION_BACKGROUND,
        "migration_status",
    ),
)
