"""One step: who is still there, who came, who was born, and all of them a step older."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np

from teilhabe.engine.projections.chance import Chance, Expected
from teilhabe.engine.projections.population import Axes, Floats
from teilhabe.engine.projections.rates import Events, Rates

_NEWBORN, _AGES = slice(0, 1), slice(1, None)


@dataclass(frozen=True)
class Flows:
    """What happened to the cohorts: (…, area, citizenship, sex, cohort), the newborn first."""

    deaths: Floats
    out: Floats
    arrivals: Floats
    net: Floats
    moved_out: Floats
    moved_in: Floats
    naturalised: Floats
    """Negative for the citizenships that people leave, positive for the national one; sums to 0."""


@dataclass(frozen=True)
class Step:
    """The persons at the end of a step and how it came to them."""

    end: Floats
    births: Floats
    """(…, area, citizenship of the child, sex)"""
    births_of_mothers: Floats
    """(…, area, citizenship of the mother)"""
    parts: tuple[Flows, Flows]
    """Of the newborn and of everybody else, with naturalisation as it leaves the old citizenship."""
    axes: Axes

    @property
    def flows(self) -> Flows:
        """The flows of all cohorts."""
        babies, grown = self.parts
        joined = {
            field.name: np.concatenate([getattr(babies, field.name), getattr(grown, field.name)], axis=-1)
            for field in fields(Flows)
        }
        leaving = joined.pop("naturalised")
        return Flows(**joined, naturalised=_naturalised(-leaving, leaving, self.axes))


def step(start: Floats, rates: Rates, axes: Axes, chance: Chance | None = None) -> Step:
    """The step from `start` (…, area, citizenship, sex, age) on; a pure function but for what `chance` draws.

    end = start + births − deaths − out + arrivals + net + moves in − moves out ± naturalisation, in every cell.
    """
    chance = chance or Expected()
    net = _net(start, rates)
    stayed, flows = _live(start, rates.cohorts(_AGES), net.first, net.last, chance)
    grown = _naturalised(stayed, flows.naturalised, axes)
    mothers = grown if rates.by_cohort else stayed + flows.naturalised
    of_mothers = chance.counted(_births(start + net.first, mothers, rates, axes))
    births = _citizens(of_mothers, rates, axes)[..., None]
    half = births * (0.5 * rates.net[..., _NEWBORN])
    babies, first_flows = _live(births, rates.cohorts(_NEWBORN), half, half + net.newborn, chance)
    end = shifted(_naturalised(babies, first_flows.naturalised, axes), grown)
    return Step(end, births[..., 0], of_mothers, (first_flows, flows), axes)


class _Net(NamedTuple):
    """Net migration: what is there from the first day on, and what comes with the last one."""

    first: Floats
    last: Floats
    newborn: Floats
    """What comes with the last day to the age of those born meanwhile."""


def _net(start: Floats, rates: Rates) -> _Net:
    """Half of it first and half last: to the same cohort, or to those who have reached the same age by then."""
    if not rates.net.any():
        nobody = np.zeros((1,) * start.ndim)
        return _Net(nobody, nobody, nobody)
    half = start * (rates.net[..., _AGES] * 0.5)
    if rates.by_cohort:
        return _Net(half, half, np.zeros_like(half[..., :1]))
    gap = np.zeros_like(half[..., :1])
    return _Net(half, np.concatenate([half[..., 1:-1], gap, half[..., -1:]], axis=-1), half[..., :1])


def _live(persons: Floats, rates: Events, first: Floats, last: Floats, chance: Chance) -> tuple[Floats, Flows]:
    """The cohorts at the end without those who change their citizenship, who are among the flows."""
    arrivals = chance.counted(rates.arrivals)
    there = persons + first + arrivals * rates.exposed
    deaths = chance.among(there, rates.death)
    there = there - deaths
    early = chance.among(there, rates.naturalisation) if rates.naturalised_first else None
    if early is not None:
        there -= early
    out = chance.among(there, rates.out)
    there -= out
    moved_out, moved_in = _moved(there, rates, chance)
    there += moved_in - moved_out
    naturalised = chance.among(there, rates.naturalisation) if early is None else early
    if early is None:
        there -= naturalised
    there += arrivals * (1.0 - rates.exposed)
    last = np.maximum(last, -there)  # nobody leaves who is not there any more
    return there + last, Flows(deaths, out, arrivals, first + last, moved_out, moved_in, naturalised)


def _moved(there: Floats, rates: Events, chance: Chance) -> tuple[Floats, Floats]:
    """Who leaves each area for another one, and who comes from one."""
    if rates.leaving is None or rates.towards is None:
        nobody = np.broadcast_to(0.0, there.shape)
        return nobody, nobody
    leaving = chance.among(there, rates.leaving)
    rows = leaving.reshape(*leaving.shape[:-4], leaving.shape[-4], -1)
    return leaving, (rates.towards.T @ rows).reshape(leaving.shape)


def _births(start: Floats, grown: Floats, rates: Rates, axes: Axes) -> Floats:
    """Expected births by area and citizenship of the mother, from the mean of the women first and last."""
    first, last = start[..., axes.women, :], grown[..., axes.women, :]
    if not rates.by_cohort:
        last = shifted(np.zeros_like(last[..., :1]), last)
    births: Floats = (0.5 * (first + last) * rates.fertility).sum(axis=-1)
    return births


def _citizens(of_mothers: Floats, rates: Rates, axes: Axes) -> Floats:
    """Births by area, citizenship and sex of the child: some children of foreign mothers are born nationals."""
    others = of_mothers * rates.born_national
    others[..., axes.national] = 0.0
    children = of_mothers - others
    children[..., axes.national] += others.sum(axis=-1)
    split = np.zeros(len(axes.sexes))
    split[axes.women] = 1.0
    if axes.men is not None:
        split[axes.women], split[axes.men] = 1.0 - rates.boys, rates.boys
    return children[..., None] * split


def _naturalised(stayed: Floats, naturalised: Floats, axes: Axes) -> Floats:
    """The cohorts with those who changed their citizenship."""
    changed = stayed.copy()
    changed[..., axes.national, :, :] += naturalised.sum(axis=-3)
    return changed


def shifted(first: Floats, cohorts: Floats) -> Floats:
    """Cohorts become age groups: each one higher, the last two together in the open one."""
    last = cohorts[..., -2:].sum(axis=-1, keepdims=True)
    return np.concatenate([first, cohorts[..., :-2], last], axis=-1)
