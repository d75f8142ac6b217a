"""Provenance: the base and the concept of a table, where its code, title or footer states them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
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

_CONCEPTS: tuple[tuple[re.Pattern[str], Concept], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), concept)
    for pattern, concept in (
        (r"einwanderungsgeschichte|immigration history", Concept.IMMIGRATION_HISTORY),
        (r"(migrations|zuwanderungs)geschichte|migration history", Concept.MIGRATION_HISTORY),
        (r"migrationshintergrund\w* im engeren", Concept.MIGRATION_BACKGROUND_NARROW),
        (r"migrationshintergrund\w* im weiteren", Concept.MIGRATION_BACKGROUND_WIDE),
        (r"migrationshintergrund|migration background", Concept.MIGRATION_BACKGROUND),
        (r"ausländisch\w* herkunft\w* (mindestens )?(eines|der) eltern", Concept.PARENTAL_ORIGIN),
        (r"kontext von fluchtmigration", Concept.FLIGHT_CONTEXT),
        (r"schutzsuchende|schutzstatus|protection", Concept.PROTECTION_STATUS),
        (r"asyl(antr|bewerb|erstantr|such)|asylum", Concept.ASYLUM),
        (r"geburtsland|geburtsstaat|im ausland geboren|country of birth|foreign-born", Concept.BIRTH_COUNTRY),
        (
            r"ausländische\w* (bevölkerung|einwohner|personen|kinder|schüler|studierende)|nichtdeutsch",
            Concept.CITIZENSHIP,
        ),
        (r"ausländer|auslaender|nationalität|staatsangehörig|einbürgerung|citizenship|foreigners", Concept.CITIZENSHIP),
    )
)

_BASES: tuple[tuple[re.Pattern[str], Base], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), base)
    for pattern, base in (
        (r"wohnberechtigt|haupt-? ?(und|oder|u\.|/) ?nebenwohn", Base.REGISTER_WITH_SECONDARY),
        (r"(?<!haupt- und )(?<!haupt- oder )nebenwohn(ung|sitz)|secondary residence", Base.REGISTER_SECONDARY),
        (r"hauptwohn(ung|sitz)|alleinige\w* (oder haupt)?wohnung|main residence", Base.REGISTER_MAIN),
        (r"melderegister|einwohnerregister|einwohnermelde", Base.REGISTER_UNSTATED),
        (r"ausländerzentralregister|\bazr\b|central register of foreigners", Base.AZR),
        (r"mikrozensus|microcensus", Base.MICROCENSUS),
        (r"vorausberechnung|bevölkerungsprognose|bevölkerungsszenari|population projection", Base.PROJECTION),
        (r"einbürgerungsstatistik", Base.NATURALISATION_STATISTICS),
        (r"wanderungsstatistik", Base.MIGRATION_STATISTICS),
        (r"beschäftigungsstatistik", Base.EMPLOYMENT_STATISTICS),
        (r"arbeitslosenstatistik", Base.UNEMPLOYMENT_STATISTICS),
        (r"integrationskurs(geschäfts)?statistik", Base.COURSE_STATISTICS),
        (r"asylgeschäftsstatistik|asylstatistik", Base.ASYLUM_STATISTICS),
        (r"schulstatistik", Base.SCHOOL_STATISTICS),
        (r"bürgerumfrage|bürgerbefragung|mehrthemenbefragung|citizen survey", Base.SURVEY),
    )
)
"""Words that name a base without doubt, in titles, headings and footers."""
_UPDATED = re.compile(
    r"bevölkerungsfortschreibung|fortschreibung des bevölkerungsstand|population update", re.IGNORECASE
)


@dataclass(frozen=True)
class Provenance:
    """How the table was made. `updates` lists (first reference date, base) of a population update, newest first."""

    statistic: str
    concept: Concept | None = None
    updates: tuple[tuple[date, Base], ...] = ()
    stated: Base | None = None

    def concept_of(self, variable: str) -> Concept | None:
        """The concept of the table, else the one that the variable's label names."""
        return self.concept or concept_in(variable)

    def base_on(self, period_code: str, variable: str = "") -> Base | None:
        """The base of a figure for this period; None where nothing states it, or several things at once.

        The number of an official statistic goes before what the variable's label says, and that before the title.
        """
        if self.statistic == _POPULATION_UPDATE:
            period = parse_period(period_code)
            return self._update_on(period.end) if period else Base.POPULATION_UPDATE_UNSTATED
        if _CENSUS_CODE.fullmatch(self.statistic):
            return Base.CENSUS_2022
        return _STATISTICS.get(self.statistic) or _base(variable) or self.stated

    def _update_on(self, day: date) -> Base:
        if day < _CENSUS_1987:
            return Base.POPULATION_UPDATE_UNSTATED
        if day < _CENSUS_2011:
            return Base.POPULATION_UPDATE_1987
        stated = next((base for first, base in self.updates if day >= first), None)
        return stated or (Base.POPULATION_UPDATE_2022 if day >= _ONLY_CENSUS_2022 else Base.POPULATION_UPDATE_UNSTATED)


def recognise(layout: Layout, dimensions: Sequence[str]) -> Provenance:
    """What code, titles and footers say; `dimensions` are their names and titles."""
    said = "\n".join((*layout.footers, *layout.titles, layout.title))
    statistic = layout.statistic or layout.table_code.partition("-")[0]
    if not statistic and _UPDATED.search(said):
        statistic = _POPULATION_UPDATE
    return Provenance(statistic, concept_in(" ".join(dimensions)), _updates(said), _base(said))


def concept_in(text: str) -> Concept | None:
    """The status concept that a text names, the most particular one of several."""
    return next((concept for pattern, concept in _CONCEPTS if pattern.search(text)), None)


_MOST_CODES = 5_000
"""Longer lists are of places or countries, not of groups by a concept."""


def concepts_among(texts: Collection[str]) -> Mapping[str, Concept]:
    """The concept of each code of a dimension, where they name several: "Ausländer", "Migrationshintergrund"."""
    if len(texts) > _MOST_CODES:
        return {}
    found = {text: concept for text in texts if (concept := concept_in(text))}
    return found if len(set(found.values())) > 1 else {}


def _base(text: str) -> Base | None:
    """The base that a text names, None where it names several: nothing then tells which one a figure rests on."""
    named = {base for pattern, base in _BASES if pattern.search(text)}
    if named & _KINDS_OF_RESIDENCE:
        named.discard(Base.REGISTER_UNSTATED)
    if Base.REGISTER_WITH_SECONDARY in named:
        named -= {Base.REGISTER_MAIN, Base.REGISTER_SECONDARY}
    return named.pop() if len(named) == 1 else None


_KINDS_OF_RESIDENCE = {Base.REGISTER_MAIN, Base.REGISTER_SECONDARY, Base.REGISTER_WITH_SECONDARY}


def _updates(text: str) -> tuple[tuple[date, Base], ...]:
    """ "Ab 2011: … auf Grundlage des Zensus 2011" holds from that year on, a base without a year for all dates."""
    found = {int(census): date(int(year), 1, 1) for year, census in _FROM_CENSUS.findall(text)}
    for match in _ON_CENSUS.finditer(text):
        found.setdefault(int(match[1] or match[2]), _CENSUS_2011)
    return tuple(
        sorted(((first, _UPDATES[census]) for census, first in found.items() if census in _UPDATES), reverse=True)
    )
