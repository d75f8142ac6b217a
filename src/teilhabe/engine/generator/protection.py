"""Tables of people who seek protection: how many live here, how many the Land assigned to the city."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.groups import (
    CITIZENSHIP_OF_GROUP,
    CITIZENSHIPS,
    SEXES,
    STATUS_OF_GROUP,
    STATUSES,
    per_group,
)
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.population import reference_dates
from teilhabe.engine.generator.tables import Table, table, without

PROTECTION = ("PROTECTED", "TEMP_PROTECTION", "OPEN", "TOLERATED")
ORIGINS = CITIZENSHIPS[2:]


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
