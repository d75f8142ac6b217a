"""An invented city with lively rates, for everything that projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from teilhabe.engine.projections.courses import Course
from teilhabe.engine.projections.population import Axes, Floats, Population
from teilhabe.engine.projections.rates import Moves, Rates, still

AREAS = ("01", "02", "03")


def axes_of(areas: Sequence[str] = AREAS) -> Axes:
    return Axes(tuple(areas), ("DE", "FOREIGN"), ("F", "M"), tuple(range(101)), 0, 1)


def people(axes: Axes, size: float = 40.0) -> Floats:
    """About `size` persons in every cell, fewer at high ages."""
    fewer = np.clip((105 - np.arange(len(axes.ages))) / 60, 0.02, 1.0)
    return np.random.default_rng(5).gamma(4.0, size / 4.0, axes.shape) * fewer


def lively(axes: Axes, arrivals: float = 1.5) -> Rates:
    """Everything happens, and differs by area, citizenship, sex and age."""
    random = np.random.default_rng(7)
    quiet = still(axes)
    shape = quiet.death.shape
    age = np.arange(shape[-1]) - 1.0
    dying = np.clip(0.0004 * np.exp(0.085 * np.maximum(age, 0)), 0, 0.6)
    naturalisation = 0.02 * random.random(shape)
    naturalisation[:, axes.national] = 0.0
    towards = random.random((len(axes.areas),) * 2)
    np.fill_diagonal(towards, 0.0)
    bearing = 0.08 * np.exp(-(((np.array(axes.ages) - 31) / 6.0) ** 2))
    return replace(
        quiet,
        death=dying * (0.8 + 0.4 * random.random(shape)),
        out=0.08 * random.random(shape),
        naturalisation=naturalisation,
        arrivals=2.0 * arrivals * random.random(shape),
        net=0.01 * (random.random(shape) - 0.5),
        fertility=bearing * (0.8 + 0.4 * random.random((*shape[:2], 1))),
        born_national=np.array([1.0, 0.3]) * np.ones((shape[0], 1)),
        moves=Moves(0.06 * random.random(shape), towards / np.maximum(towards.sum(axis=1, keepdims=True), 1e-9)),
    )


def alike(axes: Axes) -> Rates:
    """The same rates in every area; arrivals come in equal parts, moves go anywhere."""
    rates = lively(axes)

    def first(values: Floats) -> Floats:
        return np.repeat(values[:1], len(axes.areas), axis=0)

    assert rates.moves is not None
    number = len(axes.areas)
    towards = (1.0 - np.eye(number)) / (number - 1)
    return replace(
        rates,
        **{name: first(getattr(rates, name)) for name in ("death", "out", "naturalisation", "arrivals", "net")},
        fertility=first(rates.fertility),
        born_national=first(rates.born_national),
        moves=Moves(first(rates.moves.leaving), towards),
    )


def course(size: float = 40.0, areas: Sequence[str] = AREAS) -> Course:
    axes = axes_of(areas)
    rates = lively(axes, arrivals=size / 25)
    return Course(Population(axes, 2024, people(axes, size)), lambda _: rates)
