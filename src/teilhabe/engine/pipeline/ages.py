"""Sums of ages: what a mean age tells beside the number of people it is about.

Ages are counted in half years, so that the middle of every class is a whole number: who is 2 counts 5. Of a group whose
ages no figure tells apart readers know the youngest and the oldest age that anybody in the data has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from teilhabe.codes import age
from teilhabe.engine.indicators.spreads import OPEN_CLASS_YEARS

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]

FEW = 12
"""With so few classes of ages readers can try out who is in which: each is told apart. Single years leave no gaps."""


@dataclass(frozen=True)
class Ages:
    """`total`: the sum of the ages of each group; `low` and `high`: the lowest and highest age in each class."""

    total: Floats
    low: Floats
    high: Floats

    @classmethod
    def of(cls, counted: Floats, ages: Floats, place: tuple[Integers, ...], shape: tuple[int, ...]) -> Ages:
        """From the rows: how many they count, how old these are, and their group (the last of `place` is the class)."""
        total, low, high = np.zeros(shape), np.full(shape[-1], np.inf), np.full(shape[-1], -np.inf)
        np.add.at(total, place, counted * ages)
        there = counted != 0
        np.minimum.at(low, place[-1][there], ages[there])
        np.maximum.at(high, place[-1][there], ages[there])
        nobody = low > high
        return cls(total, np.where(nobody, 0.0, low), np.where(nobody, 0.0, high))


def dividing(codes: Iterable[str]) -> Sequence[tuple[str, ...]]:
    """The codes by which people have to be told apart where ages are added up: those without an age from the others."""
    known = tuple(sorted(code for code in {*codes} if age.is_span(code)))
    return [(code,) for code in known] if len(known) <= FEW else [known]


def half_years(codes: Sequence[str]) -> Floats:
    """Twice the middle of each class of ages, 0 for what is no age."""
    spans = [age.bounds(code) if age.is_span(code) else None for code in codes]
    closing = max((span[0] for span in spans if span), default=0) + OPEN_CLASS_YEARS
    return np.array([float(span[0] + (closing if span[1] is None else span[1] + 1)) if span else 0.0 for span in spans])
