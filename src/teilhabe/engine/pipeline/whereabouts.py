"""Where codes lie: a postcode, a block or a school is in one district or two, and everybody knows in which.

Of what people are, such as their citizenship, nobody is taken to know in which areas it occurs. Of what lies somewhere
everybody is: a postcode that is told less than its district leaves the other postcodes of that district.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.cube.structure import AREA, PERIOD

Bools: TypeAlias = npt.NDArray[np.bool_]
Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Codes: TypeAlias = Mapping[str, npt.NDArray[np.str_]]
"""Column → the different codes in it."""

_NOT_ABOUT_PLACES = (AREA, PERIOD, "variable", "total_of")
_WIDE = 0.25
"""Codes that lie on average in at most this part of all areas are places themselves …"""
_FEW = 1.5
"""… or, where there are few areas, in at most so many."""


def lying(codes: Codes, numbers: Mapping[str, Integers], value: Floats) -> Mapping[str, Bools]:
    """Each column whose codes lie in areas → where each code was ever counted (areas × codes)."""
    counted = np.flatnonzero(value)
    areas = len(codes[AREA])
    found: dict[str, Bools] = {}
    for name in codes.keys() - set(_NOT_ABOUT_PLACES):
        occurs = np.zeros((areas, len(codes[name])), dtype=np.bool_)
        occurs[numbers[AREA][counted], numbers[name][counted]] = True
        is_plain = ~np.isin(codes[name], (TOTAL, ""))
        spread = occurs[:, is_plain].sum(axis=0)
        spread = spread[spread > 0]
        if len(spread) > 1 and spread.mean() <= max(_FEW, _WIDE * areas):
            occurs[:, ~is_plain] = True
            found[name] = occurs
    return found


def impossible(
    places: Mapping[str, Bools], numbers: Mapping[str, Integers], among: Integers, classes: Integers, size: int
) -> Bools:
    """In which areas nobody of a class can be, as everybody knows (areas × classes); `classes`: that of each row."""
    occurs = np.logical_and.reduce([known[:, numbers[name][among]] for name, known in places.items()])
    found = np.ones((size, len(occurs)), dtype=np.bool_)
    np.logical_and.at(found, classes, ~occurs.T)
    return found.T
