"""Moves across the city border and inside it: levels by year, profiles by age and sex (invented)."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.curves import Points, Rates, by_age, in_year
from teilhabe.engine.generator.groups import GROUPS, Group, per_group

REFERENCE_SIZE = 122_400
"""Arrivals are typed for a city that ends with so many people, and scaled to the declared number."""

_ARRIVALS: dict[tuple[str, str], Points] = {
    ("DE", "WITHOUT"): ((2008, 3850), (2013, 3900), (2019, 3550), (2020, 3150), (2021, 3350), (2025, 3200)),
    ("DE", "WITH"): ((2008, 640), (2016, 820), (2020, 780), (2025, 980)),
    ("EU", "WITH"): ((2008, 500), (2010, 590), (2014, 1270), (2017, 1180), (2020, 830), (2022, 960), (2025, 820)),
    ("UA", "WITH"): ((2008, 28), (2021, 38), (2022, 1950), (2023, 520), (2024, 340), (2025, 270)),
    ("A8", "WITH"): (
        (2008, 75),
        (2012, 190),
        (2014, 460),
        (2015, 2050),
        (2016, 1150),
        (2017, 430),
        (2020, 260),
        (2022, 520),
        (2023, 610),
        (2024, 430),
        (2025, 260),
    ),
    ("OTHER", "WITH"): ((2008, 600), (2013, 880), (2015, 1250), (2017, 950), (2020, 690), (2022, 1230), (2025, 1150)),
    ("UNKNOWN", "WITH"): ((2008, 9), (2014, 18), (2015, 75), (2016, 50), (2018, 18), (2025, 16)),
}
_ARRIVAL_STATUS: dict[str, dict[str, float]] = {
    "DE": {"NOT_APPLICABLE": 1.0},
    "EU": {"FREE_MOVEMENT": 1.0},
    "UA": {"TEMPORARY": 0.85, "PERMANENT": 0.15},
    "A8": {"OPEN": 0.72, "TEMPORARY": 0.22, "PROTECTED": 0.05, "PERMANENT": 0.01},
    "OTHER": {"TEMPORARY": 0.82, "OPEN": 0.11, "PERMANENT": 0.05, "PROTECTED": 0.02},
    "UNKNOWN": {"OPEN": 0.6, "PROTECTED": 0.2, "TEMPORARY": 0.2},
}
_TEMPORARY_PROTECTION = {"TEMP_PROTECTION": 0.95, "TEMPORARY": 0.05}

_AGES_OF_ARRIVALS: dict[str, Points] = {
    "DE": ((0, 0.9), (10, 0.5), (17, 0.8), (19, 5.0), (23, 5.2), (30, 2.9), (40, 1.2), (60, 0.45), (85, 0.35), (99, 0)),
    "EU": ((0, 1.1), (12, 0.8), (17, 1.0), (20, 3.6), (28, 4.0), (40, 2.0), (55, 0.8), (65, 0.2), (80, 0.05), (95, 0)),
    "UA": ((0, 1.6), (8, 2.5), (16, 2.2), (20, 1.6), (33, 2.4), (42, 2.0), (60, 1.0), (75, 0.6), (95, 0)),
    "A8": ((0, 2.3), (8, 1.8), (15, 2.2), (19, 5.2), (24, 4.8), (33, 2.2), (45, 0.9), (60, 0.3), (75, 0.06), (90, 0)),
    "OTHER": ((0, 1.0), (12, 0.8), (17, 1.2), (20, 4.6), (26, 4.8), (36, 1.7), (50, 0.6), (70, 0.2), (90, 0)),
    "UNKNOWN": ((0, 2.3), (15, 1.8), (20, 4.0), (30, 2.5), (50, 0.6), (75, 0.1), (90, 0)),
}
_MEN_AMONG_ARRIVALS: dict[str, Points] = {
    "DE": ((2008, 0.5),),
    "EU": ((2008, 0.59),),
    "UA": ((2021, 0.45), (2022, 0.35), (2023, 0.42), (2025, 0.52)),
    "A8": ((2013, 0.6), (2015, 0.72), (2016, 0.64), (2018, 0.55), (2023, 0.68)),
    "OTHER": ((2008, 0.51),),
    "UNKNOWN": ((2008, 0.6),),
}

_DEPARTURE = {
    "NOT_APPLICABLE": 0.0455,
    "FREE_MOVEMENT": 0.092,
    "PERMANENT": 0.024,
    "TEMPORARY": 0.092,
    "PROTECTED": 0.05,
    "TEMP_PROTECTION": 0.1,
    "OPEN": 0.17,
    "TOLERATED": 0.14,
}
_AGES_OF_DEPARTURES: Points = (
    (0, 0.95),
    (10, 0.5),
    (17, 0.6),
    (20, 1.9),
    (26, 2.95),
    (34, 1.85),
    (45, 0.8),
    (60, 0.42),
    (80, 0.4),
    (95, 0.55),
)
_DEPARTURE_LEVEL: Points = ((2019, 1.0), (2020, 0.9), (2021, 0.97), (2022, 1.0))
_INNER: Points = ((0, 0.085), (10, 0.05), (17, 0.05), (22, 0.15), (30, 0.13), (45, 0.05), (65, 0.022), (90, 0.03))


def arrivals(year: int, persons: int) -> Rates:
    """Expected arrivals from beyond the city border: an array sex × age × group."""
    totals = per_group(lambda group: _arrivals_of(group, year)) * persons / REFERENCE_SIZE
    ages = np.stack([by_age(_AGES_OF_ARRIVALS[group.citizenship]) for group in GROUPS], axis=1)
    men = per_group(lambda group: in_year(_MEN_AMONG_ARRIVALS[group.citizenship], year))
    sexes = np.stack([men, 1 - men, np.zeros_like(men)])
    expected: Rates = sexes[:, None, :] * (ages / ages.sum(axis=0)) * totals
    return expected


def _arrivals_of(group: Group, year: int) -> float:
    statuses = _ARRIVAL_STATUS[group.citizenship]
    if group.citizenship == "UA" and year >= 2022:
        statuses = _TEMPORARY_PROTECTION
    total = in_year(_ARRIVALS[group.citizenship, group.migration_status], year)
    return total * statuses.get(group.status, 0.0)


def departures(year: int) -> Rates:
    """Probability of leaving the city within the year: an array age × group."""
    level = in_year(_DEPARTURE_LEVEL, year)
    rates: Rates = np.outer(by_age(_AGES_OF_DEPARTURES), per_group(lambda group: _DEPARTURE[group.status])) * level
    return np.minimum(rates, 0.7)


def inner_moves() -> Rates:
    """Probability of looking for another home inside the city within the year, by age."""
    return by_age(_INNER)
