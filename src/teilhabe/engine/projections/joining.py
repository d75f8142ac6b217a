"""The assumptions for single areas become those of joined ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from teilhabe.engine.projections.constraints import Margin
from teilhabe.engine.projections.courses import Course
from teilhabe.engine.projections.grouping import Grouping
from teilhabe.engine.projections.population import Floats, Population, share
from teilhabe.engine.projections.rates import Moves, Rates


def joined_course(course: Course, grouping: Grouping) -> Course:
    """The same course for the new areas; rates are means by the persons at the start, numbers are sums."""
    if not grouping.joined:
        return course
    return Course(
        grouping.population(course.start),
        _joined_rates(course, grouping),
        None if course.special is None else grouping.persons(course.special),
        {year: [_margin(margin, grouping) for margin in margins] for year, margins in course.totals.items()},
    )


def _joined_rates(course: Course, grouping: Grouping) -> Callable[[int], Rates]:
    made: dict[int, tuple[Rates, Rates]] = {}

    def of(year: int) -> Rates:
        single = course.rates(year)
        if id(single) not in made:
            made[id(single)] = single, _rates(single, course.start, grouping)
        return made[id(single)][1]

    return of


def _rates(rates: Rates, start: Population, grouping: Grouping) -> Rates:
    """Weights are the persons of each cohort; for the newborn, those in the lowest age group."""
    cohorts = np.concatenate([start.persons[..., :1], start.persons], axis=-1)
    women = start.persons[:, :, start.axes.women]

    def mean(values: Floats, weights: Floats) -> Floats:
        return _mean(values, weights, grouping)

    return replace(
        rates,
        death=mean(rates.death, cohorts),
        out=mean(rates.out, cohorts),
        naturalisation=mean(rates.naturalisation, cohorts),
        arrivals=grouping.persons(rates.arrivals),
        net=mean(rates.net, cohorts),
        fertility=mean(rates.fertility, women),
        born_national=mean(rates.born_national, women.sum(axis=-1)),
        moves=None if rates.moves is None else _moves(rates.moves, cohorts, grouping),
    )


def _mean(values: Floats, weights: Floats, grouping: Grouping) -> Floats:
    """Where nobody lives, the plain mean."""
    values = np.broadcast_to(values, weights.shape)
    sums = grouping.persons(weights)
    plain = np.stack([values[list(places)].mean(axis=0) for places in grouping.members])
    return share(grouping.persons(values * weights), sums, plain)


def _moves(moves: Moves, cohorts: Floats, grouping: Grouping) -> Moves:
    """Whoever moves within a joined area does not leave it."""
    movers = (moves.leaving * cohorts).sum(axis=(1, 2, 3))
    flows = grouping.persons(grouping.persons(moves.towards * movers[:, None]).T).T
    total = flows.sum(axis=1)
    inside = share(np.diag(flows), total)
    np.fill_diagonal(flows, 0.0)
    away = flows.sum(axis=1, keepdims=True)
    leaving = _mean(moves.leaving, cohorts, grouping) * (1.0 - inside)[:, None, None, None]
    return Moves(leaving, share(flows, away))


def _margin(margin: Margin, grouping: Grouping) -> Margin:
    return replace(margin, sums=grouping.persons(margin.sums)) if "area" in margin.kept else margin
