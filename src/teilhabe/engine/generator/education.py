"""Tables of school and day care, drawn from the children of the register."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import Counts, Points, Rates, in_year
from teilhabe.engine.generator.groups import DIVERSE, MIGRATION_STATUSES, NATIONALITIES, NATIONALITY_OF_GROUP, SEXES
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.kinds import KINDS
from teilhabe.engine.generator.population import children_and_adults, reference_dates
from teilhabe.engine.generator.tables import Table, table

SCHOOL_TYPES = ("GYM", "IGS", "REAL_PLUS", "FOERDER")
CERTIFICATES = ("NONE", "BASIC", "MIDDLE", "ABITUR")
CARE_AGES = ("Y_LT3", "Y3T5")
LANGUAGES = ("GERMAN", "OTHER")

_AT_SCHOOL = 0.985  # the others attend a school elsewhere
_GIRLS_AHEAD = 1.16  # odds of the higher tracks, girls against boys

_GYMNASIUM: dict[str, Points] = {
    "DE": ((2008, 0.405), (2015, 0.445), (2025, 0.455)),
    "FOREIGN": ((2008, 0.165), (2014, 0.225), (2017, 0.18), (2022, 0.235), (2023, 0.215), (2025, 0.24)),
}
_OTHER_SCHOOLS = {"DE": (0.40, 0.52, 0.08), "FOREIGN": (0.37, 0.555, 0.075)}

_WITHOUT_CERTIFICATE: dict[str, Points] = {
    "DE": ((2008, 0.058), (2015, 0.048), (2021, 0.055), (2025, 0.06)),
    "FOREIGN": ((2008, 0.15), (2013, 0.125), (2017, 0.19), (2020, 0.165), (2023, 0.185), (2025, 0.175)),
}
_ABITUR: dict[str, Points] = {
    "DE": ((2008, 0.33), (2016, 0.41), (2025, 0.42)),
    "FOREIGN": ((2008, 0.12), (2015, 0.17), (2018, 0.145), (2025, 0.19)),
}
_BASIC_AMONG_OTHERS = {"DE": 0.31, "FOREIGN": 0.5}

_CARE: dict[tuple[str, str], Points] = {
    ("Y_LT3", "WITHOUT"): ((2008, 0.19), (2013, 0.36), (2020, 0.43), (2025, 0.445)),
    ("Y_LT3", "WITH"): ((2008, 0.085), (2013, 0.18), (2020, 0.235), (2022, 0.22), (2025, 0.245)),
    ("Y3T5", "WITHOUT"): ((2008, 0.955), (2013, 0.97), (2025, 0.96)),
    ("Y3T5", "WITH"): ((2008, 0.87), (2013, 0.905), (2016, 0.835), (2019, 0.855), (2022, 0.80), (2025, 0.825)),
}
_OTHER_LANGUAGE: dict[str, Points] = {
    "WITHOUT": ((2008, 0.004),),
    "WITH": ((2008, 0.535), (2014, 0.56), (2018, 0.615), (2025, 0.64)),
}


@dataclass(frozen=True)
class Schooling:
    """Arrays school year × sex × nationality × type of school or certificate."""

    pupils: Counts
    leavers: Counts


def schooling(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Schooling:
    """Pupils of grade 8 and school leavers; the leavers of the last school year have not left yet."""
    years = tuple(zip(config.years, history, strict=True))
    pupils = [_spread(rng, _eighth_grade(year, rng), _tracks(number)) for number, year in years]
    leavers = [_spread(rng, _leaving(year, rng), _certificates(number)) for number, year in years[:-1]]
    return Schooling(np.stack(pupils), np.stack(leavers))


def school(config: GeneratorConfig, schooled: Schooling) -> tuple[Table, ...]:
    """Pupils of grade 8 by type of school, and school leavers by certificate, each by citizenship and sex."""
    return (
        _school_table(config, "school_grade8.csv", schooled.pupils, "school_type", SCHOOL_TYPES),
        _school_table(config, "school_leavers.csv", schooled.leavers, "certificate", CERTIFICATES),
    )


def _school_table(config: GeneratorConfig, file: str, counts: Counts, name: str, codes: tuple[str, ...]) -> Table:
    axes = (
        ("time_period", school_years(config)[: len(counts)]),
        ("ref_area", (config.city,)),
        ("sex", SEXES[:DIVERSE]),
        ("citizenship", NATIONALITIES),
        (name, codes),
    )
    return table(file, axes, counts[:, None])


def school_years(config: GeneratorConfig) -> tuple[str, ...]:
    """The school years that begin in the years of the simulation."""
    return tuple(f"{year}/{year + 1}" for year in config.years)


def _by_nationality(year: Year, ages: slice) -> Counts:
    counts: Counts = year.stock[:, :DIVERSE, ages].sum(axis=(0, 2)) @ NATIONALITY_OF_GROUP
    return counts


def _eighth_grade(year: Year, rng: np.random.Generator) -> Counts:
    """Half of those who are 13 or 14 at the end of the year: an array sex × nationality."""
    counts: Counts = rng.binomial(_by_nationality(year, slice(13, 15)), _AT_SCHOOL / 2)
    return counts


def _leaving(year: Year, rng: np.random.Generator) -> Counts:
    """A fifth of those aged 15 to 19."""
    counts: Counts = rng.binomial(_by_nationality(year, slice(15, 20)), _AT_SCHOOL / 5)
    return counts


def _spread(rng: np.random.Generator, persons: Counts, shares: Rates) -> Counts:
    spread: Counts = rng.multinomial(persons, shares)
    return spread


def _tracks(year: int) -> Rates:
    """Shares of the types of school: an array sex × nationality × type."""
    rows = []
    for nationality in NATIONALITIES:
        gymnasium = in_year(_GYMNASIUM[nationality], year)
        rows.append([gymnasium, *((1 - gymnasium) * share for share in _OTHER_SCHOOLS[nationality])])
    return _girls_ahead(np.array(rows), ahead=0)


def _certificates(year: int) -> Rates:
    """Shares of the certificates: an array sex × nationality × certificate."""
    rows = []
    for nationality in NATIONALITIES:
        none, abitur = in_year(_WITHOUT_CERTIFICATE[nationality], year), in_year(_ABITUR[nationality], year)
        basic = (1 - none - abitur) * _BASIC_AMONG_OTHERS[nationality]
        rows.append([none, basic, 1 - none - abitur - basic, abitur])
    return _girls_ahead(np.array(rows), ahead=3)


def _girls_ahead(shares: Rates, ahead: int) -> Rates:
    """Boys and girls around the common shares: girls are likelier to be in the column `ahead`."""
    factor = np.ones((DIVERSE, 1, shares.shape[1]))
    factor[0, 0, ahead], factor[1, 0, ahead] = 1 / _GIRLS_AHEAD, _GIRLS_AHEAD
    shifted = shares[None] * factor
    by_sex: Rates = shifted / shifted.sum(axis=-1, keepdims=True)
    return by_sex


def day_care(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> tuple[Table, ...]:
    """Children in day care by district and migration status; those aged 3 to 5 by family language as well."""
    children = children_and_adults(history)[:, :, : len(CARE_AGES)]
    in_care = rng.binomial(children, _care_rates(config))
    speaking = np.array(
        [[in_year(_OTHER_LANGUAGE[status], year) for status in MIGRATION_STATUSES] for year in config.years]
    )
    older = in_care[:, :, 1]
    other = rng.binomial(older, speaking[:, None]).sum(axis=-1)
    languages = np.stack([older.sum(axis=-1) - other, other], axis=-1)
    place = (("time_period", reference_dates(config)), ("ref_area", config.districts))
    return (
        table("kita.csv", (*place, ("age", CARE_AGES), ("migration_status", MIGRATION_STATUSES)), in_care),
        table(
            "kita_language.csv", (*place, ("age", CARE_AGES[1:]), ("family_language", LANGUAGES)), languages[:, :, None]
        ),
    )


def _care_rates(config: GeneratorConfig) -> Rates:
    """Share of children in care: an array year × district × age group × migration status."""
    level = np.array(
        [[[in_year(_CARE[age, s], year) for s in MIGRATION_STATUSES] for age in CARE_AGES] for year in config.years]
    )
    use = np.array([KINDS[area.kind].care for area in config.areas])
    strength = np.array([1.0, 0.25])  # the older the child, the less it depends on the district
    rates: Rates = np.minimum(level[:, None] * use[:, None, None] ** strength[None, :, None], 0.99)
    return rates
