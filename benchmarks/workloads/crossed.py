"""Tables of an invented city: persons by district, group and age, with few in most cells, and all margins."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from teilhabe.engine.disclosure.problem import ALWAYS, OPEN, Equations, Problem

Counts = npt.NDArray[np.int64]


def crossed(shape: tuple[int, int, int], persons: int, seed: int) -> Counts:
    """Skewed margins (few large groups), districts that attract some groups, and persons drawn one by one."""
    random = np.random.default_rng(seed)
    districts = random.dirichlet(np.full(shape[0], 1.5))
    groups = np.sort(random.dirichlet(np.full(shape[1], 0.8)))[::-1]
    ages = random.dirichlet(np.full(shape[2], 6.0))
    preference = random.gamma(1.2, 1.0, shape[:2])
    shares = districts[:, None, None] * groups[:, None] * ages * preference[:, :, None]
    return random.multinomial(persons, (shares / shares.sum()).ravel()).reshape(shape)


def frequency_problem(counts: Counts, threshold: int = 3) -> Problem:
    """The counts with all margins published, zeros published, and 1 to threshold - 1 sensitive."""
    values, equations = _with_margins(counts)
    sensitive = (values > 0) & (values < threshold)
    return Problem(
        values=values,
        equations=equations,
        lower=values,
        upper=values,
        floor=np.zeros(len(values)),
        ceiling=np.full(len(values), OPEN),
        upper_protection=np.where(sensitive, threshold - values, 0.0),
        lower_protection=np.zeros(len(values)),
        sliding_protection=np.where(sensitive, float(threshold), 0.0),
        cost=np.where(values > 0, 1.0, ALWAYS),
        must_hide=sensitive,
        singletons=np.zeros(len(values), dtype=bool),
    )


def csv_lines(counts: Counts) -> Iterator[str]:
    """The table with all its margins as a file of counts (columns district, group, age, persons)."""
    full = _full(counts)
    codes = [
        [f"{letter}{place:02d}" for place in range(1, size + 1)]
        for letter, size in zip("DGA", counts.shape, strict=True)
    ]
    yield "district,group,age,persons"
    for at, value in np.ndenumerate(full):
        names = ((*code, "TOTAL")[place] for code, place in zip(codes, at, strict=True))
        yield ",".join((*names, str(value)))


def _full(counts: Counts) -> Counts:
    full = counts
    for axis in range(counts.ndim):
        full = np.concatenate([full, full.sum(axis=axis, keepdims=True)], axis=axis)
    return full


def _with_margins(counts: Counts) -> tuple[npt.NDArray[np.float64], Equations]:
    full = _full(counts)
    number = np.arange(full.size).reshape(full.shape)
    rows = []
    for axis in range(counts.ndim):
        lines = np.moveaxis(number, axis, -1)
        for at in itertools.product(*(range(size) for size in lines.shape[:-1])):
            line = lines[at].tolist()
            rows.append([(cell, 1.0) for cell in line[:-1]] + [(line[-1], -1.0)])
    return full.ravel().astype(float), Equations.of(rows)
