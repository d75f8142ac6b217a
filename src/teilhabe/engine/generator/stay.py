"""How long foreign nationals have lived in the country, carried along beside the city's life.

The simulation knows who comes and goes, not how long each person has been here. This recursion spreads the same events
over completed years of stay: the sums over all stays are exactly those of the register in every year.
"""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import Counts, Points, Rates, in_year
from teilhabe.engine.generator.groups import CITIZENSHIP_OF_GROUP, CITIZENSHIPS, SEXES
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.population import reference_dates
from teilhabe.engine.generator.rounding import whole
from teilhabe.engine.generator.tables import Table, table, without

FOREIGN_CITIZENSHIPS = CITIZENSHIPS[1:]
STAYS = {"Y_LT5": (0, 5), "Y5T7": (5, 8), "Y8T9": (8, 10), "Y_GE10": (10, 11)}
"""Stay in completed years; the law asks for eight, since 27 June 2024 for five years before naturalisation."""

_CLASSES = 11  # completed years 0 to 9, ten and more
_LONGEST = _CLASSES - 1

_LONG_AT_START = {"EU": 0.5, "UA": 0.42, "A8": 0.33, "OTHER": 0.64, "UNKNOWN": 0.35}
"""Share with ten years and more at the end of the first year; below, each year holds a little fewer than the last."""
_NEW_AMONG_ARRIVALS = {"EU": 0.72, "UA": 0.92, "A8": 0.78, "OTHER": 0.66, "UNKNOWN": 0.8}
"""Share of those who come to the city straight from abroad; the others have lived elsewhere in the country."""

_LEAVING = np.array([3.0, 2.6, 2.0, 1.7, 1.4, 1.1, 1.0, 0.9, 0.8, 0.7, 0.4])
_DYING = np.array([0.5] * _LONGEST + [1.5])
_BEFORE_THE_REFORM = np.array([0.01, 0.01, 0.02, 0.05, 0.08, 0.12, 0.3, 0.4, 1.0, 1.0, 0.8])
_AFTER_THE_REFORM = np.array([0.01, 0.01, 0.03, 0.1, 0.15, 1.0, 1.0, 1.0, 1.0, 1.0, 0.8])
"""Odds of leaving, dying and being naturalised by completed years of stay: only their relation counts."""
_REFORM: Points = ((2023, 0.0), (2024, 0.5), (2025, 1.0))
_HALVINGS = 60


def population_by_stay(config: GeneratorConfig, stays: Counts) -> Table:
    """The foreign residents of the register by district, sex, citizenship and length of stay."""
    axes = (
        ("time_period", reference_dates(config)),
        ("ref_area", config.districts),
        ("sex", SEXES),
        ("citizenship", FOREIGN_CITIZENSHIPS),
        ("stay", tuple(STAYS)),
    )
    return without(table("population_by_stay.csv", axes, stays), sex="X")


def lengths_of_stay(config: GeneratorConfig, history: tuple[Year, ...]) -> Counts:
    """Foreign residents: an array year × district × sex × citizenship × stay that adds up to the register."""
    people = _at_start(_foreign(history[0].stock.sum(axis=2)))
    counted = [people]
    for year, record in zip(config.years[1:], history[1:], strict=True):
        people = _one_year_on(people, year, record)
        counted.append(people)
    classes = [np.stack([cells[..., first:end].sum(axis=-1) for first, end in STAYS.values()], -1) for cells in counted]
    totals = np.stack([_foreign(record.stock.sum(axis=2)) for record in history])
    return whole(np.stack(classes), totals)


def _foreign(events: Counts) -> Counts:
    """An array district × sex × group as district × sex × foreign citizenship."""
    counts: Counts = (events @ CITIZENSHIP_OF_GROUP)[..., 1:]
    return counts


def _at_start(totals: Counts) -> Rates:
    recent = np.arange(2 * _LONGEST, _LONGEST, -1.0)
    long = np.array([_LONG_AT_START[citizenship] for citizenship in FOREIGN_CITIZENSHIPS])
    shares = np.concatenate([np.outer(1 - long, recent / recent.sum()), long[:, None]], axis=1)
    cells: Rates = totals[..., None] * shares
    return cells


def _one_year_on(before: Rates, year: int, record: Year) -> Rates:
    """The stays at the end of a year, from those of the year before and the year's events."""
    people = _longer(before)
    people[..., 0] += _foreign(record.births)
    people = thinned(people, _foreign(record.deaths), _DYING)
    people = thinned(people, _foreign(record.naturalised), _naturalising(year))
    people = thinned(people, _foreign(record.departures), _LEAVING)
    people += _foreign(record.arrivals)[..., None] * _stays_of_arrivals()
    people = exchanged(people, _foreign(record.inner), axis=0)
    changed_entries = _foreign(record.stock.sum(axis=2)) - people.sum(axis=-1)
    return exchanged(people, changed_entries, axis=1)


def _longer(people: Rates) -> Rates:
    older = np.zeros_like(people)
    older[..., 1:] = people[..., :-1]
    older[..., _LONGEST] += people[..., _LONGEST]
    return older


def _naturalising(year: int) -> Rates:
    share = in_year(_REFORM, year)
    odds: Rates = (1 - share) * _BEFORE_THE_REFORM + share * _AFTER_THE_REFORM
    return odds


def _stays_of_arrivals() -> Rates:
    new = np.array([_NEW_AMONG_ARRIVALS[citizenship] for citizenship in FOREIGN_CITIZENSHIPS])
    return np.concatenate([new[:, None], np.repeat((1 - new)[:, None] / _LONGEST, _LONGEST, axis=1)], axis=1)


def thinned(people: Rates, leaving: Counts, odds: Rates) -> Rates:
    """Takes `leaving` off each cell; a class loses people at a rate in proportion to its odds, never more than it has.

    What remains of a class is exp(−θ·odds), with the one θ ≥ 0 per cell that takes off as many as leave.
    """
    remaining = np.maximum(people.sum(axis=-1) - leaving, 0)
    low, high = np.zeros(remaining.shape), np.full(remaining.shape, 2.0**13)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        too_many = (people * np.exp(-middle[..., None] * odds)).sum(axis=-1) > remaining
        low, high = np.where(too_many, middle, low), np.where(too_many, high, middle)
    thinner: Rates = people * np.exp(-high[..., None] * odds)
    return thinner


def exchanged(people: Rates, balance: Rates | Counts, axis: int) -> Rates:
    """Moves people between the cells of one axis by their balance; who arrives has the stays of those who move."""
    totals = people.sum(axis=-1)
    given = np.maximum(-balance, 0)
    moving = people * np.divide(given, totals, out=np.zeros_like(totals), where=totals > 0)[..., None]
    pool = moving.sum(axis=axis, keepdims=True)
    size = pool.sum(axis=-1, keepdims=True)
    mix = np.divide(pool, size, out=np.zeros_like(pool), where=size > 0)
    settled: Rates = people - moving + np.maximum(balance, 0)[..., None] * mix
    return settled
