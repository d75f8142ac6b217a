"""The city's life year by year: every person who comes, goes, is born, dies or changes status is counted once.

A year runs: ageing, births, deaths, naturalisation, departures, arrivals, inner moves, changes of status and of entry.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import AGES, Counts, Points, Rates, in_year
from teilhabe.engine.generator.groups import DIVERSE, FEMALE, FOREIGN, GERMAN_WITH, GROUPS, MALE, SEXES
from teilhabe.engine.generator.kinds import KINDS, attraction
from teilhabe.engine.generator.migration import arrivals, departures, inner_moves
from teilhabe.engine.generator.residence import changes, naturalisation
from teilhabe.engine.generator.start import first_stock
from teilhabe.engine.generator.vital import BOYS, child_groups, fertility, mortality

_RESTLESSNESS = 0.035  # standard deviation of a whole year's arrivals of one group around the schedule
_DIVERSE_ENTRIES: Points = ((2018, 0.0), (2019, 2e-5), (2023, 2e-5), (2024, 5e-5), (2025, 1.2e-4))
"""Yearly probability, at ages 15 to 49, of changing the entry to divers; possible since the end of 2018."""


@dataclass(frozen=True)
class Year:
    """The stock on 31 December (district × sex × age × group) and the year's events (district × sex × group).

    `naturalised` counts under the former group; `inner` is arrivals minus departures inside the city. What crossed the
    border of the city is also there by age (district × sex × age × group).
    """

    stock: Counts
    births: Counts
    deaths: Counts
    arrivals: Counts
    departures: Counts
    inner: Counts
    naturalised: Counts
    arrivals_by_age: Counts
    departures_by_age: Counts


def simulate(config: GeneratorConfig, rng: np.random.Generator) -> tuple[Year, ...]:
    """One `Year` for each year of the configuration."""
    stock = first_stock(config, rng)
    years = []
    for year in config.years:
        years.append(_live(stock, year, config, rng))
        stock = years[-1].stock
    return tuple(years)


def _live(before: Counts, year: int, config: GeneratorConfig, rng: np.random.Generator) -> Year:
    pull = _pull(config, year)
    stock = _aged(before)
    born = _births(stock, year, rng)
    stock[:, :, 0, :] += born[:, :, 0, :]
    deaths = rng.binomial(stock, mortality(year)[None])
    stock -= deaths
    naturalised = _naturalise(stock, year, rng)
    left = rng.binomial(stock, departures(year)[None, None])
    stock -= left
    came = _arrivals(pull, year, config.persons, rng)
    stock += came
    inner = _move_inside(stock, pull, rng)
    stock += inner
    _change_status(stock, year, rng)
    _change_sex_entry(stock, year, rng)
    born, deaths, inner, naturalised = (events.sum(axis=2) for events in (born, deaths, inner, naturalised))
    return Year(stock, born, deaths, came.sum(axis=2), left.sum(axis=2), inner, naturalised, came, left)


def _pull(config: GeneratorConfig, year: int) -> Rates:
    """Where people of each age and group go: shares over the districts, an array district × age × group."""
    pull = np.stack([attraction(KINDS[area.kind], year) * area.weight for area in config.areas])
    shares: Rates = pull / pull.sum(axis=0)
    return shares


def _aged(stock: Counts) -> Counts:
    aged = np.zeros_like(stock)
    aged[:, :, 1:, :] = stock[:, :, :-1, :]
    aged[:, :, AGES - 1, :] += stock[:, :, AGES - 1, :]
    return aged


def _births(stock: Counts, year: int, rng: np.random.Generator) -> Counts:
    expected = np.einsum("dag,ag->dg", stock[:, FEMALE], fertility(year)) @ child_groups()
    born = rng.poisson(expected)
    boys = rng.binomial(born, BOYS)
    births = np.zeros_like(stock)
    births[:, MALE, 0, :], births[:, FEMALE, 0, :] = boys, born - boys
    return births


def _naturalise(stock: Counts, year: int, rng: np.random.Generator) -> Counts:
    """Moves the naturalised into the German group, in place; returns them under their former group."""
    naturalised: Counts = rng.binomial(stock, naturalisation(year)[None, None])
    stock -= naturalised
    stock[..., GERMAN_WITH] += naturalised[..., FOREIGN].sum(axis=-1)
    return naturalised


def _arrivals(pull: Rates, year: int, persons: int, rng: np.random.Generator) -> Counts:
    mood = rng.lognormal(0.0, _RESTLESSNESS, len(GROUPS))
    came: Counts = rng.poisson(arrivals(year, persons)[None] * pull[:, None] * mood)
    return came


def _move_inside(stock: Counts, pull: Rates, rng: np.random.Generator) -> Counts:
    leaving = rng.binomial(stock, inner_moves()[None, None, :, None])
    destinations = rng.multinomial(leaving.sum(axis=0), np.moveaxis(pull, 0, -1)[None])
    balance: Counts = np.moveaxis(destinations, -1, 0) - leaving
    return balance


def _change_status(stock: Counts, year: int, rng: np.random.Generator) -> None:
    for change in changes(year):
        passing = rng.binomial(stock[..., change.before], change.probability)
        stock[..., change.before] -= passing
        stock[..., change.after] += passing


def _change_sex_entry(stock: Counts, year: int, rng: np.random.Generator) -> None:
    probability = in_year(_DIVERSE_ENTRIES, year)
    for sex in range(len(SEXES)):
        if sex != DIVERSE:
            changing = rng.binomial(stock[:, sex, 15:50], probability)
            stock[:, sex, 15:50] -= changing
            stock[:, DIVERSE, 15:50] += changing
