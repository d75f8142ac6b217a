"""Tables of people who seek protection: who lives here, whom the Land assigned, who is supported, who came alone."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import AGES, Counts, Points, in_year
from teilhabe.engine.generator.groups import (
    CITIZENSHIP_OF_GROUP,
    CITIZENSHIPS,
    DIVERSE,
    GROUPS,
    SEXES,
    STATUS_OF_GROUP,
    STATUSES,
    Group,
    per_group,
)
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.population import by_age_group, reference_dates
from teilhabe.engine.generator.tables import Table, table, without

PROTECTION = ("PROTECTED", "TEMP_PROTECTION", "OPEN", "TOLERATED")
ORIGINS = CITIZENSHIPS[2:]

BENEFIT_AGES = {
    "Y_LT15": (0, 15),
    "Y15T17": (15, 18),
    "Y18T24": (18, 25),
    "Y25T49": (25, 50),
    "Y50T64": (50, 65),
    "Y_GE65": (65, AGES),
}
_RECEIVING: dict[str, Points] = {
    "OPEN": ((2008, 0.93),),
    "TOLERATED": ((2008, 0.68), (2015, 0.74), (2025, 0.62)),
    "TEMP_PROTECTION": ((2022, 0.05), (2023, 0.02)),
}
"""Share who receive asylum seekers' benefits at the end of the year; from June 2022 on few of those from Ukraine."""
_SEEKING = frozenset({"PROTECTED", "OPEN", "TOLERATED"})
_YOUNGEST = 14
_BOYS_ALONE: Points = ((2008, 0.12), (2014, 0.2), (2015, 0.42), (2016, 0.4), (2019, 0.16), (2021, 0.12), (2023, 0.27))
_GIRLS_ALONE: Points = ((2008, 0.03), (2015, 0.09), (2019, 0.04), (2023, 0.06))
_ALONE = (_BOYS_ALONE, _GIRLS_ALONE)
"""Share of the seekers of protection aged 14 to 17 who came without their parents."""


def protection_seekers(config: GeneratorConfig, history: tuple[Year, ...]) -> Table:
    """Everybody in the register who lives here for humanitarian reasons, by sex, citizenship and status."""
    people = np.stack([year.stock.sum(axis=(0, 2)) for year in history])
    columns = [STATUSES.index(status) for status in PROTECTION]
    counts = np.einsum("ysg,gc,gp->yscp", people, CITIZENSHIP_OF_GROUP[:, 2:], STATUS_OF_GROUP[:, columns])
    axes = (
        ("time_period", reference_dates(config)),
        ("ref_area", (config.city,)),
        ("sex", SEXES),
        ("citizenship", ORIGINS),
        ("residence_status", PROTECTION),
    )
    return without(table("protection_seekers.csv", axes, counts[:, None]), sex="X")


def asylum_assigned(config: GeneratorConfig, history: tuple[Year, ...]) -> Table:
    """Arrivals of the year whose procedure was open."""
    is_open = per_group(lambda group: group.status == "OPEN").astype(np.int64)
    counts = np.stack([year.arrivals.sum(axis=0) for year in history])
    axes = (
        ("time_period", [str(year) for year in config.years]),
        ("ref_area", (config.city,)),
        ("sex", SEXES),
        ("citizenship", ORIGINS),
    )
    by_origin = (counts * is_open) @ CITIZENSHIP_OF_GROUP[:, 2:]
    return without(table("asylum_assigned.csv", axes, by_origin[:, None]), sex="X", citizenship="UA")


def asylum_benefits(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Counts:
    """Recipients of asylum seekers' benefits: an array year × sex × age group × citizenship (the foreign ones)."""
    people = np.stack([by_age_group(record.stock[:, :DIVERSE], BENEFIT_AGES).sum(axis=0) for record in history])
    shares = np.array([[_receiving(group, year) for group in GROUPS] for year in config.years])
    received: Counts = rng.binomial(people, shares[:, None, None]) @ CITIZENSHIP_OF_GROUP
    return received[..., 2:]


def _receiving(group: Group, year: int) -> float:
    points = _RECEIVING.get(group.status)
    return in_year(points, year) if points else 0.0


def asylum_benefit_recipients(config: GeneratorConfig, received: Counts) -> Table:
    """Recipients of asylum seekers' benefits by sex, age group and citizenship."""
    axes = (
        ("time_period", reference_dates(config)),
        ("ref_area", (config.city,)),
        ("sex", SEXES[:DIVERSE]),
        ("age", tuple(BENEFIT_AGES)),
        ("citizenship", ORIGINS),
    )
    return table("asylum_benefits.csv", axes, received[:, None])


def unaccompanied_minors(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Table:
    """Young people without parents in the care of the youth welfare office, by sex."""
    is_seeker = per_group(lambda group: group.status in _SEEKING).astype(np.int64)
    young = np.stack([record.stock[:, :DIVERSE, _YOUNGEST:18].sum(axis=(0, 2)) @ is_seeker for record in history])
    alone = np.array([[in_year(points, year) for points in _ALONE] for year in config.years])
    axes = (
        ("time_period", reference_dates(config)),
        ("ref_area", (config.city,)),
        ("sex", SEXES[:DIVERSE]),
    )
    return table("unaccompanied_minors.csv", axes, rng.binomial(young, alone)[:, None])
