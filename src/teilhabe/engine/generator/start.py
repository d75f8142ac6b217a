"""The population on the day before the first year: who lives where, made to fit districts and groups at once."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import Counts, Points, Rates, by_age
from teilhabe.engine.generator.groups import GERMAN_WITH, GERMAN_WITHOUT, GROUPS, Group, per_group
from teilhabe.engine.generator.kinds import KINDS, attraction

SIZE_AT_START = 0.9265
"""Population on the first day as a share of the declared population at the end."""

_SHARES: dict[tuple[str, str], float] = {
    ("EU", "FREE_MOVEMENT"): 0.040,
    ("UA", "PERMANENT"): 0.0011,
    ("UA", "TEMPORARY"): 0.0010,
    ("A8", "PERMANENT"): 0.0026,
    ("A8", "TEMPORARY"): 0.0018,
    ("A8", "PROTECTED"): 0.0022,
    ("A8", "OPEN"): 0.0005,
    ("A8", "TOLERATED"): 0.0008,
    ("OTHER", "PERMANENT"): 0.0370,
    ("OTHER", "TEMPORARY"): 0.0165,
    ("OTHER", "PROTECTED"): 0.0006,
    ("OTHER", "OPEN"): 0.0004,
    ("OTHER", "TOLERATED"): 0.0010,
    ("UNKNOWN", "PERMANENT"): 0.0003,
    ("UNKNOWN", "TEMPORARY"): 0.0003,
    ("UNKNOWN", "PROTECTED"): 0.0003,
    ("UNKNOWN", "OPEN"): 0.0001,
    ("UNKNOWN", "TOLERATED"): 0.0001,
}
_GERMANS_WITH_MIGRATION_BACKGROUND = 0.098

_AGES_NATIVE: Points = (
    (0, 7.0),
    (10, 8.2),
    (18, 10.0),
    (24, 12.5),
    (30, 11.0),
    (36, 11.5),
    (44, 16.5),
    (50, 14.8),
    (57, 13.4),
    (62, 11.8),
    (68, 15.0),
    (74, 11.4),
    (80, 8.0),
    (87, 3.9),
    (93, 0.9),
    (99, 0.1),
)
_AGES_SETTLED: Points = ((0, 21), (8, 19), (18, 14), (25, 12), (45, 10), (60, 6.5), (75, 3), (90, 0.3), (99, 0))
_AGES_FOREIGN: Points = ((0, 4), (9, 7), (18, 10), (25, 18), (35, 19), (45, 14), (60, 10), (72, 4), (88, 0.4), (99, 0))
_AGES_YOUNG: Points = ((0, 8), (15, 8), (21, 20), (28, 20), (40, 9), (55, 3), (70, 0.8), (90, 0))
_ROUNDS = 12  # of proportional fitting; the margins agree to 1e-6 after about eight


def first_stock(config: GeneratorConfig, rng: np.random.Generator) -> Counts:
    """Persons on 31 December before the first year: an array district × sex × age × group."""
    expected = _fitted(config)[:, None, :, :] * _sex_shares()[None, :, :, None]
    stock: Counts = rng.poisson(expected)
    return stock


def _fitted(config: GeneratorConfig) -> Rates:
    pull = np.stack([attraction(KINDS[area.kind], config.first_year) for area in config.areas])
    weights = np.array([area.weight for area in config.areas])
    size = config.persons * SIZE_AT_START
    districts = weights / weights.sum() * size
    groups = _groups_by_age() * size
    cells: Rates = pull * weights[:, None, None]
    for _ in range(_ROUNDS):
        present = cells.sum(axis=0)
        cells = cells * np.divide(groups, present, out=np.zeros_like(present), where=present > 0)
        cells = cells * (districts / cells.sum(axis=(1, 2)))[:, None, None]
    return cells


def _groups_by_age() -> Rates:
    ages = np.stack([by_age(_ages_of(group)) for group in GROUPS], axis=1)
    shares = per_group(lambda group: _SHARES.get((group.citizenship, group.status), 0.0))
    shares[GERMAN_WITH] = _GERMANS_WITH_MIGRATION_BACKGROUND
    shares[GERMAN_WITHOUT] = 1 - shares.sum()
    table: Rates = ages / ages.sum(axis=0) * shares
    return table


def _ages_of(group: Group) -> Points:
    if group.citizenship == "DE":
        return _AGES_NATIVE if group.migration_status == "WITHOUT" else _AGES_SETTLED
    return _AGES_FOREIGN if group.status in ("FREE_MOVEMENT", "PERMANENT") else _AGES_YOUNG


def _sex_shares() -> Rates:
    men = by_age(((0, 0.513), (45, 0.505), (62, 0.485), (75, 0.44), (85, 0.31), (95, 0.2)))
    return np.stack([men, 1 - men, np.zeros_like(men)])
