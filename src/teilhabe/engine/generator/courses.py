"""Tables of the language courses: who starts, who is tested, who passes, who waits."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import Counts, Points, Rates, in_year
from teilhabe.engine.generator.groups import CITIZENSHIP_OF_GROUP, CITIZENSHIPS, DIVERSE, SEXES, per_group
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.population import reference_dates
from teilhabe.engine.generator.tables import Table, table, with_column

_STARTING: dict[str, Points] = {
    "EU": ((2008, 0.12),),
    "UA": ((2021, 0.3), (2022, 0.34), (2023, 0.62), (2025, 0.6)),
    "A8": ((2008, 0.3), (2014, 0.34), (2015, 0.25), (2016, 0.48), (2017, 0.62), (2020, 0.42), (2025, 0.5)),
    "OTHER": ((2008, 0.2),),
    "UNKNOWN": ((2008, 0.25),),
}
"""Of the arrivals of this year and of half those of the year before."""
_PANDEMIC: Points = ((2019, 1.0), (2020, 0.6), (2021, 0.8), (2022, 1.0))
_TESTED = 0.74
_PASSED: dict[str, Points] = {
    "EU": ((2008, 0.6), (2025, 0.63)),
    "UA": ((2022, 0.62), (2025, 0.58)),
    "A8": ((2008, 0.55), (2017, 0.45), (2025, 0.49)),
    "OTHER": ((2008, 0.57), (2025, 0.59)),
    "UNKNOWN": ((2008, 0.5),),
}
_WOMEN_AHEAD = 1.07
_PLANNED = (0.45, 0.3, 0.25)  # weight of this year's and the two former years' beginners in the places offered
_WAITING = 0.4  # of those who start, where places and beginners are in balance
_CITIZENSHIPS = CITIZENSHIPS[1:]


def courses(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> tuple[Table, ...]:
    """New participants, test takers and passed tests by sex and citizenship; people waiting, places a month."""
    started = _started(config, history, rng)
    tested = rng.binomial(started, _TESTED)
    passed = rng.binomial(tested, _pass_rates(config))
    axes = (
        ("variable", ("course_participants_new", "course_test_takers", "course_b1_passed")),
        ("time_period", [str(year) for year in config.years]),
        ("ref_area", (config.city,)),
        ("sex", SEXES[:DIVERSE]),
        ("citizenship", _CITIZENSHIPS),
    )
    results = table("courses.csv", axes, np.stack([started, tested, passed])[:, :, None])
    return results, _capacity(config, started.sum(axis=(1, 2)), rng)


def _started(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Counts:
    """An array year × sex × citizenship."""
    arrivals = np.stack([year.arrivals.sum(axis=0)[:DIVERSE] for year in history])
    earlier = np.concatenate([arrivals[:1], arrivals[:-1]])
    eligible = arrivals + earlier // 2
    shares = np.stack([_shares(year) for year in config.years])
    started: Counts = rng.binomial(eligible, shares[:, None]) @ CITIZENSHIP_OF_GROUP
    return started[..., 1:]


def _shares(year: int) -> Rates:
    return per_group(lambda group: _share(group.citizenship, year))


def _share(citizenship: str, year: int) -> float:
    points = _STARTING.get(citizenship)
    return in_year(points, year) * in_year(_PANDEMIC, year) if points else 0.0


def _pass_rates(config: GeneratorConfig) -> Rates:
    rates = np.array([[in_year(_PASSED[citizenship], year) for citizenship in _CITIZENSHIPS] for year in config.years])
    return np.stack([rates, rates * _WOMEN_AHEAD], axis=1)


def _capacity(config: GeneratorConfig, started: Counts, rng: np.random.Generator) -> Table:
    """Providers plan with the former years, so people wait where demand rises faster than the places."""
    before = np.concatenate([started[:1], started[:-1]])
    earlier = np.concatenate([before[:1], before[:-1]])
    planned = np.stack([started, before, earlier], axis=1) @ np.array(_PLANNED)
    places = np.maximum(np.rint(planned / 12), 1).astype(np.int64)
    waiting = rng.poisson(_WAITING * started * started / np.maximum(planned, 1))
    axes = (
        ("variable", ("course_waiting", "course_places")),
        ("time_period", reference_dates(config)),
        ("ref_area", (config.city,)),
    )
    counts = table("course_capacity.csv", axes, np.stack([waiting, places])[:, :, None])
    return with_column(counts, "unit", "variable", {"course_waiting": "persons", "course_places": "places"})
