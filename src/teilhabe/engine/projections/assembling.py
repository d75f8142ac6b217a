"""The columns of a rate file become the rates of one step: ages become cohorts, years steps, shares probabilities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import cache

import numpy as np

from teilhabe.engine.projections.population import Axes, Floats, Population, share
from teilhabe.engine.projections.rate_reading import Columns, RateSheet
from teilhabe.engine.projections.rates import HALF_EXPOSED, NOT_EXPOSED, Moves, Rates
from teilhabe.errors import InputError

_OWN = 1e-3
"""How near a population must come to that of the rates to be the same one."""

_ORDER = {False: ("out", "leaving", "naturalisation"), True: ("naturalisation", "out", "leaving")}
"""The events after death, for rates of birth cohorts or not; the same order as in a step."""


class Exposure(StrEnum):
    """Whom the probabilities of a file count."""

    HALF = "half"
    """Everybody who lives there meanwhile, arrivals for half a step; events follow each other."""
    START = "start"
    """Those who are there at the beginning, and only them; the shares add up."""


def exposure_of(sheet: RateSheet, start: Population) -> Exposure:
    """START for rates that bring the very population they are applied to, as official scenarios do; else HALF."""
    if sheet.own_start is None:
        return Exposure.HALF
    is_own = np.allclose(sheet.own_start, start.persons.sum(axis=(0, 2, 3)), rtol=_OWN)
    return Exposure.START if is_own else Exposure.HALF


def rates_by_year(
    sheet: RateSheet, axes: Axes, exposure: Exposure, moves: Moves | None = None
) -> Callable[[int], Rates]:
    """The rates of the step that ends with a year."""

    @cache
    def of(given: int) -> Rates:
        columns = sheet.by_year[given]
        rates = _assembled(columns, axes, sheet.is_reached, exposure)
        _refuse_impossible(sheet, given, rates, axes)
        rates = replace(rates, moves=moves)
        return _following(rates, sheet, axes) if exposure is Exposure.START else rates

    years = {id(columns): given for given, columns in sheet.by_year.items()}
    return lambda year: of(years[id(sheet.of(year))])


def _assembled(columns: Columns, axes: Axes, is_reached: bool, exposure: Exposure) -> Rates:
    """Rates with probabilities as the file counts them."""

    def cohorts(name: str) -> Floats:
        return _cohorts(_one(columns, name, axes), axes, is_reached)

    naturalisation = _per_step(cohorts("naturalisation"), axes.width)
    naturalisation[:, axes.national] = 0.0
    fertility = _one(columns, "fertility", axes)[:, :, axes.women]
    own = fertility[..., 1:]
    born_national = _one(columns, "born_national", axes).max(axis=(2, 3))
    born_national[:, axes.national] = 1.0
    return Rates(
        death=_death(columns, axes, is_reached),
        out=_per_step(_out(columns, axes, is_reached, exposure), axes.width),
        naturalisation=naturalisation,
        arrivals=_arrivals(columns, axes, is_reached) * axes.width,
        net=cohorts("net_rate") * axes.width,
        fertility=(np.concatenate([own, own[..., -1:]], axis=-1) if is_reached else own) * axes.width,
        born_national=born_national,
        by_cohort=is_reached,
        exposed=HALF_EXPOSED if exposure is Exposure.HALF else NOT_EXPOSED,
    )


def _one(columns: Columns, name: str, axes: Axes) -> Floats:
    """All columns of one meaning added up; nothing where nothing is said."""
    some = next(iter(columns.values()))[0]
    return sum((np.nan_to_num(column) for column in columns.get(name, ())), np.zeros(some.shape))


def _cohorts(by_age: Floats, axes: Axes, is_reached: bool) -> Floats:
    """The age that is reached is the cohort; the open group is reached by two cohorts."""
    return np.concatenate([by_age, by_age[..., -1:]], axis=-1) if is_reached else by_age


def _arrivals(columns: Columns, axes: Axes, is_reached: bool) -> Floats:
    """Persons are counted once: those of the open group with the cohort that enters it."""
    found = _cohorts(_one(columns, "in_number", axes), axes, is_reached)
    if is_reached:
        found[..., -1] = 0.0
    return found


def _death(columns: Columns, axes: Axes, is_reached: bool) -> Floats:
    """Survival holds for the whole step, mortality for one year; that of the newborn up to the end of the step."""
    lived = _known(columns, "survival", axes)
    died = _known(columns, "mortality", axes)
    of_steps = np.where(np.isnan(lived), _per_step(died, axes.width), 1.0 - lived)
    return _cohorts(of_steps, axes, is_reached)


def _known(columns: Columns, name: str, axes: Axes) -> Floats:
    some = next(iter(columns.values()))[0]
    return columns[name][0] if name in columns else np.full(some.shape, np.nan)


def _out(columns: Columns, axes: Axes, is_reached: bool, exposure: Exposure) -> Floats:
    """Departures of several kinds together: shares of the beginning add up, probabilities follow each other."""
    if exposure is Exposure.START:
        return _cohorts(_one(columns, "out_rate", axes), axes, is_reached)
    some = next(iter(columns.values()))[0]
    staying = np.ones(some.shape)
    for column in columns.get("out_rate", ()):
        staying = staying * (1.0 - np.nan_to_num(column))
    return _cohorts(1.0 - staying, axes, is_reached)


def _per_step(yearly: Floats, years: int) -> Floats:
    """A yearly probability over several years; the newborn's holds up to the end of the step as it is."""
    if years == 1:
        return yearly.copy()
    found: Floats = 1.0 - (1.0 - yearly) ** years
    found[..., 0] = yearly[..., 0]
    return found


def _following(rates: Rates, sheet: RateSheet, axes: Axes) -> Rates:
    """Shares of those at the beginning as probabilities of those whom earlier events left."""
    leaving = rates.moves.leaving if rates.moves is not None else np.zeros(rates.death.shape)
    rest = 1.0 - rates.death
    found: dict[str, Floats] = {}
    for name in _ORDER[rates.by_cohort]:
        part = leaving if name == "leaving" else getattr(rates, name)
        found[name] = _probability(part, rest)
        rest = rest - part
    if rest.min() < -1e-12:
        cell = _cell(rest, axes)
        raise InputError(
            f"{sheet.path}: Tod, Fortzug, Umzug und Einbürgerung treffen zusammen mehr als alle ({cell}); "
            "--exposure half rechnet sie nacheinander.",
            f"{sheet.path}: death, departure, moves and naturalisation together meet more than everybody ({cell}); "
            "--exposure half takes them one after the other.",
        )
    moves = None if rates.moves is None else replace(rates.moves, leaving=found["leaving"])
    return replace(rates, out=found["out"], naturalisation=found["naturalisation"], moves=moves)


def _probability(part: Floats, rest: Floats) -> Floats:
    return np.clip(share(part, rest), 0.0, 1.0)


def _refuse_impossible(sheet: RateSheet, year: int, rates: Rates, axes: Axes) -> None:
    """Everybody has a mortality, and net migration takes no more than all."""
    if np.isnan(rates.death).any():
        cell = _cell(np.where(np.isnan(rates.death), -1.0, 0.0), axes)
        named = f", {year}" if year else ""
        raise InputError(
            f"{sheet.path}: Es fehlt mortality oder survival für {cell}{named}; age=birth sind die Neugeborenen.",
            f"{sheet.path}: mortality or survival is missing for {cell}{named}; age=birth are the newborn.",
        )
    if rates.net.min() < -1.0:
        raise InputError(
            f"{sheet.path}: net_rate nimmt in einem Schritt mehr als alle fort ({_cell(rates.net, axes)}).",
            f"{sheet.path}: net_rate takes away more than everybody within a step ({_cell(rates.net, axes)}).",
        )


def _cell(values: Floats, axes: Axes) -> str:
    """The cell with the least value, as words."""
    area, citizenship, sex, cohort = np.unravel_index(int(values.argmin()), values.shape)
    age = "birth" if cohort == 0 else str(axes.ages[int(cohort) - 1])
    return f"{axes.areas[area]}, {axes.citizenships[citizenship]}, {axes.sexes[sex]}, {age}"
