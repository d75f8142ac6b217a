"""Tables of taking part: who may vote, who volunteers, which requests find somebody."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import AGES, Counts, Points, Rates, in_year
from teilhabe.engine.generator.groups import (
    FOREIGN,
    MIGRATION_OF_GROUP,
    MIGRATION_STATUSES,
    SEXES,
)
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.kinds import KINDS
from teilhabe.engine.generator.population import by_age_group, reference_dates
from teilhabe.engine.generator.tables import Table, table, with_column, without

VOTING_AGES = {"Y18T34": (18, 35), "Y35T64": (35, 65), "Y_GE65": (65, AGES)}

FIRST_YEAR_OF_RECORDS = 2016
_VOLUNTEERS: Points = ((2016, 0.0042), (2018, 0.0031), (2021, 0.0024), (2022, 0.0046), (2025, 0.0036))
"""Share of the adults who are active in the city's programme: many begin when many people arrive."""
_REQUESTS_PER_VOLUNTEER = 1.3
OUTCOMES = ("MATCHED", "OPEN")
_MATCHED: Points = ((2016, 0.5), (2019, 0.63), (2020, 0.52), (2022, 0.57), (2025, 0.66))
PLACING = {
    "opportunities_published": "cases",
    "offers_received": "cases",
    "days_to_fill_median": "days",
    "volunteers_begun_a_year_before": "persons",
    "volunteers_lost_within_a_year": "persons",
    "volunteer_hours": "hours",
    "sign_ups": "cases",
    "sign_ups_missed": "cases",
}
"""What the office hands over about volunteering beside those who are active, with its units."""
_WANTED: Points = ((2016, 0.9), (2019, 1.2), (2021, 1.0), (2022, 0.8), (2025, 1.15))
"""Opportunities for each offer: more is offered when many people arrive."""
_OFFERS_PER_VOLUNTEER = 0.45
_DAYS_TO_FILL: Points = ((2016, 24.0), (2019, 41.0), (2022, 28.0), (2025, 44.0))
_BEGINNERS = 0.3
_LOST: Points = ((2016, 0.31), (2020, 0.36), (2025, 0.27))
_HOURS_PER_VOLUNTEER: Points = ((2016, 62.0), (2020, 41.0), (2025, 71.0))
_SIGN_UPS_PER_VOLUNTEER = 3.1
_MISSED = 0.06


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
    """Active volunteers of the programme by district; requests by what came of them; how placing them went."""
    places = [place for place, year in enumerate(config.years) if year >= FIRST_YEAR_OF_RECORDS]
    years = [config.years[place] for place in places]
    adults = np.array([record.stock[:, :, 18:].sum(axis=(1, 2, 3)) for record in history])[places]
    active = _active(config, years, adults, rng)
    in_city = active.sum(axis=1)
    requests = rng.poisson(in_city * _REQUESTS_PER_VOLUNTEER)
    matched = rng.binomial(requests, np.array([in_year(_MATCHED, year) for year in years]))
    period = ("time_period", [str(year) for year in years])
    return (
        table("active_volunteers.csv", (period, ("ref_area", config.districts)), active),
        table(
            "volunteer_requests.csv",
            (period, ("ref_area", (config.city,)), ("outcome", OUTCOMES)),
            np.stack([matched, requests - matched], axis=-1)[:, None],
        ),
        _placing(config, in_city, rng),
    )


def _placing(config: GeneratorConfig, active: Counts, rng: np.random.Generator) -> Table:
    """What the office hands over for each year, in its own columns; `active` are the volunteers of these years."""
    years = [year for year in config.years if year >= FIRST_YEAR_OF_RECORDS]

    def by_year(points: Points) -> Rates:
        return np.array([in_year(points, year) for year in years])

    offers = rng.poisson(active * _OFFERS_PER_VOLUNTEER)
    begun = rng.binomial(active, _BEGINNERS)
    sign_ups = rng.poisson(active * _SIGN_UPS_PER_VOLUNTEER)
    values = {
        "opportunities_published": rng.poisson(offers * by_year(_WANTED)),
        "offers_received": offers,
        "days_to_fill_median": rng.poisson(by_year(_DAYS_TO_FILL)),
        "volunteers_begun_a_year_before": begun,
        "volunteers_lost_within_a_year": rng.binomial(begun, by_year(_LOST)),
        "volunteer_hours": rng.poisson(active * by_year(_HOURS_PER_VOLUNTEER)),
        "sign_ups": sign_ups,
        "sign_ups_missed": rng.binomial(sign_ups, _MISSED),
    }
    axes = (("variable", tuple(PLACING)), ("time_period", [str(year) for year in years]))
    told = table("volunteering-years.csv", axes, np.stack([values[name] for name in PLACING]))
    return with_column(told, "unit", "variable", PLACING)


def _active(config: GeneratorConfig, years: list[int], adults: Counts, rng: np.random.Generator) -> Counts:
    level = np.array([in_year(_VOLUNTEERS, year) for year in years])
    ease = np.array([KINDS[area.kind].hardship for area in config.areas]) ** -0.4
    active: Counts = rng.binomial(adults, level[:, None] * ease)
    return active
