"""Tables of taking part: who may vote, who volunteers, which requests find somebody."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import AGES, Counts, Points, in_year
from teilhabe.engine.generator.groups import (
    FOREIGN,
    MIGRATION_OF_GROUP,
    MIGRATION_STATUSES,
    SEXES,
)
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.kinds import KINDS
from teilhabe.engine.generator.population import by_age_group, reference_dates
from teilhabe.engine.generator.tables import Table, table, without

VOTING_AGES = {"Y18T34": (18, 35), "Y35T64": (35, 65), "Y_GE65": (65, AGES)}

FIRST_YEAR_OF_RECORDS = 2016
_VOLUNTEERS: Points = ((2016, 0.0042), (2018, 0.0031), (2021, 0.0024), (2022, 0.0046), (2025, 0.0036))
"""Share of the adults who are active in the city's programme: many begin when many people arrive."""
_REQUESTS_PER_VOLUNTEER = 1.3
OUTCOMES = ("MATCHED", "OPEN")
_MATCHED: Points = ((2016, 0.5), (2019, 0.63), (2020, 0.52), (2022, 0.57), (2025, 0.66))


def eligible_voters(config: GeneratorConfig, history: tuple[Year, ...]) -> Table:
    """German adults of the register by district, sex, age group and migration background."""
    people = np.stack([by_age_group(record.stock, VOTING_AGES) for record in history])
    people[..., FOREIGN] = 0
    axes = (
        ("time_period", reference_dates(config)),
        ("ref_area", config.districts),
        ("sex", SEXES),
        ("age", tuple(VOTING_AGES)),
        ("migration_status", MIGRATION_STATUSES),
    )
    return without(table("eligible_voters.csv", axes, people @ MIGRATION_OF_GROUP), sex="X")


def volunteering(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> tuple[Table, ...]:
    """Active volunteers of the programme by district; requests for a volunteer by what came of them."""
    places = [place for place, year in enumerate(config.years) if year >= FIRST_YEAR_OF_RECORDS]
    years = [config.years[place] for place in places]
    adults = np.array([record.stock[:, :, 18:].sum(axis=(1, 2, 3)) for record in history])[places]
    active = _active(config, years, adults, rng)
    requests = rng.poisson(active.sum(axis=1) * _REQUESTS_PER_VOLUNTEER)
    matched = rng.binomial(requests, np.array([in_year(_MATCHED, year) for year in years]))
    period = ("time_period", [str(year) for year in years])
    return (
        table("active_volunteers.csv", (period, ("ref_area", config.districts)), active),
        table(
            "volunteer_requests.csv",
            (period, ("ref_area", (config.city,)), ("outcome", OUTCOMES)),
            np.stack([matched, requests - matched], axis=-1)[:, None],
        ),
    )


def _active(config: GeneratorConfig, years: list[int], adults: Counts, rng: np.random.Generator) -> Counts:
    level = np.array([in_year(_VOLUNTEERS, year) for year in years])
    ease = np.array([KINDS[area.kind].hardship for area in config.areas]) ** -0.4
    active: Counts = rng.binomial(adults, level[:, None] * ease)
    return active
