"""The groups that live, move and change status together: citizenship, residence status, family history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from teilhabe.engine.generator.curves import Counts, Points, Rates, in_year

SEXES = ("M", "F", "X")
MALE, FEMALE, DIVERSE = range(3)
CITIZENSHIPS = ("DE", "EU", "UA", "A8", "OTHER", "UNKNOWN")
STATUSES = (
    "NOT_APPLICABLE",
    "FREE_MOVEMENT",
    "PERMANENT",
    "TEMPORARY",
    "PROTECTED",
    "TEMP_PROTECTION",
    "OPEN",
    "TOLERATED",
)
MIGRATION_STATUSES = ("WITHOUT", "WITH")


@dataclass(frozen=True)
class Group:
    """One group; `milieu` says which districts it is drawn to (see kinds)."""

    citizenship: str
    status: str
    migration_status: str
    milieu: str


_ASYLUM = ("PERMANENT", "TEMPORARY", "PROTECTED", "OPEN", "TOLERATED")
_ELSEWHERE = {"PERMANENT": "settled", "TEMPORARY": "student"}

GROUPS = (
    Group("DE", "NOT_APPLICABLE", "WITHOUT", "native"),
    Group("DE", "NOT_APPLICABLE", "WITH", "settled"),
    Group("EU", "FREE_MOVEMENT", "WITH", "worker"),
    *(Group("UA", status, "WITH", "refugee") for status in ("PERMANENT", "TEMPORARY", "TEMP_PROTECTION")),
    *(Group("A8", status, "WITH", "refugee") for status in _ASYLUM),
    *(Group("OTHER", status, "WITH", _ELSEWHERE.get(status, "refugee")) for status in _ASYLUM),
    *(Group("UNKNOWN", status, "WITH", "refugee") for status in _ASYLUM),
)
GERMAN_WITHOUT, GERMAN_WITH = 0, 1
FOREIGN = slice(2, None)


def index(citizenship: str, status: str) -> int:
    """The place of a foreign group in `GROUPS`; StopIteration where there is no such group."""
    return next(i for i, group in enumerate(GROUPS) if (group.citizenship, group.status) == (citizenship, status))


def per_group(value: Callable[[Group], float]) -> Rates:
    """One value for each group, in the order of `GROUPS`."""
    return np.array([value(group) for group in GROUPS], dtype=np.float64)


def levels(schedules: Mapping[str, Points], years: Iterable[int]) -> Rates:
    """The values typed for each group: an array year × group.

    `WITHOUT` and `WITH` name the Germans without and with migration background, the other keys are citizenships; whose
    citizenship is unclear follows the eight main countries of origin of asylum seekers.
    """
    values = [in_year(_schedule(schedules, group), year) for year in years for group in GROUPS]
    return np.array(values, dtype=np.float64).reshape(-1, len(GROUPS))


def _schedule(schedules: Mapping[str, Points], group: Group) -> Points:
    if group.citizenship == "DE":
        return schedules[group.migration_status]
    return schedules.get(group.citizenship) or schedules["A8"]


def _membership(names: tuple[str, ...], of: Callable[[Group], str]) -> Counts:
    return np.array([[int(of(group) == name) for name in names] for group in GROUPS], dtype=np.int64)


CITIZENSHIP_OF_GROUP = _membership(CITIZENSHIPS, lambda group: group.citizenship)
MIGRATION_OF_GROUP = _membership(MIGRATION_STATUSES, lambda group: group.migration_status)
STATUS_OF_GROUP = _membership(STATUSES, lambda group: group.status)
NATIONALITY_OF_GROUP = np.stack([CITIZENSHIP_OF_GROUP[:, 0], 1 - CITIZENSHIP_OF_GROUP[:, 0]], axis=1)
"""Membership matrices group × code: `stock @ matrix` adds the groups of one code (DE and FOREIGN in the last)."""

NATIONALITIES = ("DE", "FOREIGN")
