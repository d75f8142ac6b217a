"""Changes of residence status inside a citizenship group, and naturalisation (invented, after the law's calendar)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from teilhabe.engine.generator.curves import Points, Rates, by_age, in_year
from teilhabe.engine.generator.groups import CITIZENSHIPS, GROUPS, Group, index, per_group


@dataclass(frozen=True)
class Change:
    """The yearly probability that a person of one group passes into another group of the same citizenship."""

    before: int
    after: int
    probability: float


_CHANGES: tuple[tuple[str, str, Points], ...] = (
    ("OPEN", "PROTECTED", ((2014, 0.26), (2016, 0.5), (2018, 0.3), (2023, 0.36))),
    ("OPEN", "TOLERATED", ((2008, 0.16), (2017, 0.19))),
    ("TOLERATED", "TEMPORARY", ((2021, 0.07), (2023, 0.28), (2024, 0.24), (2025, 0.14))),
    ("PROTECTED", "PERMANENT", ((2008, 0.06), (2017, 0.03), (2020, 0.1), (2025, 0.12))),
    ("TEMPORARY", "PERMANENT", ((2008, 0.11),)),
    ("TEMP_PROTECTION", "TEMPORARY", ((2022, 0.01), (2025, 0.06))),
)

_NATURALISATION: dict[tuple[str, str], Points] = {
    ("EU", "FREE_MOVEMENT"): ((2008, 0.0045), (2016, 0.0075), (2019, 0.011), (2023, 0.011)),
    ("UA", "PERMANENT"): ((2008, 0.05),),
    ("UA", "TEMPORARY"): ((2008, 0.01),),
    ("A8", "PERMANENT"): ((2008, 0.05), (2019, 0.07), (2021, 0.12), (2023, 0.17)),
    ("A8", "PROTECTED"): ((2008, 0.02), (2019, 0.01), (2021, 0.03), (2023, 0.06)),
    ("A8", "TEMPORARY"): ((2008, 0.01), (2023, 0.02)),
    ("OTHER", "PERMANENT"): ((2008, 0.022), (2019, 0.022), (2023, 0.027)),
    ("OTHER", "TEMPORARY"): ((2008, 0.004),),
    ("UNKNOWN", "PERMANENT"): ((2008, 0.05),),
    ("UNKNOWN", "PROTECTED"): ((2008, 0.02),),
}
_AFTER_THE_REFORM: Points = ((2023, 1.0), (2024, 1.4), (2025, 1.9))
"""The law in force since 27 June 2024 asks for five years instead of eight and allows several citizenships."""
_AGES_OF_NATURALISED: Points = ((0, 0.5), (6, 1.0), (18, 1.4), (35, 1.3), (50, 0.8), (65, 0.4), (80, 0.15))


def changes(year: int) -> tuple[Change, ...]:
    """All changes of status that happen in a year, in the order in which they are drawn."""
    pairs = {(group.citizenship, group.status) for group in GROUPS}
    return tuple(
        Change(index(citizenship, before), index(citizenship, after), in_year(points, year))
        for before, after, points in _CHANGES
        for citizenship in CITIZENSHIPS
        if {(citizenship, before), (citizenship, after)} <= pairs
    )


def naturalisation(year: int) -> Rates:
    """Probability of being naturalised within the year: an array age × group (0 for Germans)."""
    level = in_year(_AFTER_THE_REFORM, year)
    rates: Rates = np.outer(by_age(_AGES_OF_NATURALISED), per_group(lambda group: _rate(group, year))) * level
    return np.minimum(rates, 0.9)


def _rate(group: Group, year: int) -> float:
    points = _NATURALISATION.get((group.citizenship, group.status))
    return in_year(points, year) if points else 0.0
