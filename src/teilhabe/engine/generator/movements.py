"""Tables of the year's events; with the register they close the balance of every district and citizenship."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import Counts
from teilhabe.engine.generator.groups import CITIZENSHIP_OF_GROUP, CITIZENSHIPS, SEXES
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.tables import Axis, Table, table, without


def movements(config: GeneratorConfig, history: tuple[Year, ...]) -> tuple[Table, ...]:
    """Births, deaths, moves across the border and inside the city, naturalisations by former citizenship."""
    naturalised = _events([year.naturalised for year in history])
    border = np.stack([_events([year.arrivals for year in history]), _events([year.departures for year in history])])
    return (
        _table(config, "births.csv", _events([year.births for year in history])),
        _table(config, "deaths.csv", _events([year.deaths for year in history])),
        _table(config, "moves.csv", border, (("variable", ("in_migration", "out_migration")),)),
        _table(config, "inner_moves.csv", _events([year.inner for year in history])),
        _table(config, "naturalisations.csv", naturalised[..., 1:], citizenships=CITIZENSHIPS[1:]),
    )


def _events(years: list[Counts]) -> Counts:
    """An array year × district × sex × citizenship."""
    events: Counts = np.stack(years) @ CITIZENSHIP_OF_GROUP
    return events


def _table(
    config: GeneratorConfig,
    file: str,
    events: Counts,
    first: tuple[Axis, ...] = (),
    citizenships: Sequence[str] = CITIZENSHIPS,
) -> Table:
    axes = (
        *first,
        ("time_period", [str(year) for year in config.years]),
        ("ref_area", config.districts),
        ("sex", SEXES),
        ("citizenship", citizenships),
    )
    return without(table(file, axes, events), sex="X")
