"""Provenance: the base and the concept of a table, where its code, title or footer states them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from teilhabe.codes.bases import Base
from teilhabe.codes.concepts import Concept
from teilhabe.codes.period import parse_period
from teilhabe.engine.preparation.draft import Layout

_POPULATION_UPDATE = "12411"
_STATISTICS: dict[str, Base] = {
    "12211": Base.MICROCENSUS,
    "12421": Base.PROJECTION,
    "12511": Base.NATURALISATION_STATISTICS,
    "12521": Base.AZR,
    "12531": Base.AZR,
    "12612": Base.VITAL_STATISTICS,
    "12613": Base.VITAL_STATISTICS,
    "12711": Base.MIGRATION_STATISTICS,
    "13111": Base.EMPLOYMENT_STATISTICS,
    "13211": Base.UNEMPLOYMENT_STATISTICS,
    "21111": Base.SCHOOL_STATISTICS,
    "22121": Base.BENEFIT_STATISTICS,
    "22221": Base.BENEFIT_STATISTICS,
    "22541": Base.FACILITY_STATISTICS,
}
"""Statistics of the federal system by their EVAS number."""

_CENSUS_CODE = re.compile(r"\d{4}[A-Z](?:-\d+)?")
_FROM_CENSUS = re.compile(
    r"ab\s+(?:dem\s+)?(?:Berichtsjahr\s+)?(\d{4})\b[^.]*?Grundlage\s+des\s+Zensus\s+(\d{4})", re.I | re.S
)
_ON_CENSUS = re.compile(r"Grundlage\s+des\s+Zensus\s+(\d{4})|Basis:?\s+Zensus\s+(\d{4})", re.IGNORECASE)
_UPDATES = {2011: Base.POPULATION_UPDATE_2011, 2022: Base.POPULATION_UPDATE_2022}
_CENSUS_1987 = date(1987, 5, 25)
_CENSUS_2011 = date(2011, 5, 9)
_ONLY_CENSUS_2022 = date(2024, 1, 1)

_CONCEPTS: tuple[tuple[str, Concept], ...] = (
    (r"Einwanderungsgeschichte|immigration history", Concept.IMMIGRATION_HISTORY),
    (r"Migrationshintergrund|migration background", Concept.MIGRATION_BACKGROUND),
    (r"Schutzsuchende|Schutzstatus|protection", Concept.PROTECTION_STATUS),
    (r"Geburtsland|Geburtsstaat|country of birth", Concept.BIRTH_COUNTRY),
    (r"Ausländer|Nationalität|Staatsangehörigkeit|Einbürgerung|citizenship|foreigners", Concept.CITIZENSHIP),
)


@dataclass(frozen=True)
class Provenance:
    """How the table was made. `updates` lists (first reference date, base) of a population update, newest first."""

    statistic: str
    concept: Concept | None = None
    updates: tuple[tuple[date, Base], ...] = ()

    def concept_of(self, variable: str) -> Concept | None:
        """The concept of the table, else the one that the variable's label names."""
        return self.concept or _concept(variable)

    def base_on(self, period_code: str) -> Base | None:
        """The base of a figure for this period; None where nothing states it."""
        if self.statistic != _POPULATION_UPDATE:
            return Base.CENSUS_2022 if _CENSUS_CODE.fullmatch(self.statistic) else _STATISTICS.get(self.statistic)
        period = parse_period(period_code)
        return self._update_on(period.end) if period else Base.POPULATION_UPDATE_UNSTATED

    def _update_on(self, day: date) -> Base:
        if day < _CENSUS_1987:
            return Base.POPULATION_UPDATE_UNSTATED
        if day < _CENSUS_2011:
            return Base.POPULATION_UPDATE_1987
        stated = next((base for first, base in self.updates if day >= first), None)
        return stated or (Base.POPULATION_UPDATE_2022 if day >= _ONLY_CENSUS_2022 else Base.POPULATION_UPDATE_UNSTATED)


def recognise(layout: Layout, dimensions: Sequence[str]) -> Provenance:
    """What code, titles and footers say; `dimensions` are their names and titles."""
    statistic = layout.statistic or layout.table_code.partition("-")[0]
    said = "\n".join((*layout.footers, *layout.titles, layout.title))
    return Provenance(statistic, _concept(" ".join(dimensions)), _updates(said))


def _concept(text: str) -> Concept | None:
    return next((concept for pattern, concept in _CONCEPTS if re.search(pattern, text)), None)


def _updates(text: str) -> tuple[tuple[date, Base], ...]:
    """ "Ab 2011: … auf Grundlage des Zensus 2011" holds from that year on, a base without a year for all dates."""
    found = {int(census): date(int(year), 1, 1) for year, census in _FROM_CENSUS.findall(text)}
    for match in _ON_CENSUS.finditer(text):
        found.setdefault(int(match[1] or match[2]), _CENSUS_2011)
    return tuple(
        sorted(((first, _UPDATES[census]) for census, first in found.items() if census in _UPDATES), reverse=True)
    )
