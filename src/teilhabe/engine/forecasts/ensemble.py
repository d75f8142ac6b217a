"""Which methods forecast a series of this length, their mean, and the scale its errors are measured in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from teilhabe.engine.forecasts.members import MEMBERS, Path, drift
from teilhabe.engine.forecasts.scoring import mean_step
from teilhabe.engine.forecasts.series import Array

LEAST = 5
"""With fewer values there is no forecast."""
FULL = 8
"""From so many values on there are models."""
SUREST = 0.01
"""No model is believed to be surer than this part of a step: five values on a straight line are no law."""
CYCLES = 3
"""A season is only modelled once it was seen so often."""


class Rung(StrEnum):
    """What the length of a series allows; errors are pooled by it."""

    SHORT = "short"
    PLAIN = "plain"
    SEASONAL = "seasonal"


ENSEMBLES: Mapping[Rung, Sequence[str]] = {
    Rung.SHORT: ("damped-drift",),
    Rung.PLAIN: ("ets", "dot", "drift"),
    Rung.SEASONAL: ("ets", "dot", "theta"),
}


@dataclass(frozen=True)
class Outlook:
    """Point forecasts of an ensemble, and per horizon the unit in which errors of its rung are pooled."""

    point: Array
    scale: Array
    rung: Rung
    members: tuple[str, ...]


def rung_of(length: int, season: int) -> Rung | None:
    """None where the series is too short for any forecast."""
    if length < LEAST:
        return None
    if length < FULL:
        return Rung.SHORT
    return Rung.SEASONAL if season > 1 and length >= CYCLES * season else Rung.PLAIN


def look_ahead(values: Array, season: int, horizon: int, rung: Rung) -> Outlook:
    """The mean of the methods of this rung; one that fails on these values is left out."""
    cycle = season if rung is Rung.SEASONAL else 1
    paths = {name: path for name in ENSEMBLES[rung] if (path := _attempt(name, values, cycle, horizon)) is not None}
    paths = paths or {"drift": drift(values, cycle, horizon)}
    point = np.mean([path.point for path in paths.values()], axis=0)
    return Outlook(point, _scale(values, cycle, list(paths.values()), horizon), rung, tuple(paths))


def _attempt(name: str, values: Array, cycle: int, horizon: int) -> Path | None:
    try:
        path = MEMBERS[name](values, cycle, horizon)
    except (ValueError, ZeroDivisionError, FloatingPointError, np.linalg.LinAlgError):
        return None
    return path if np.all(np.isfinite(path.point)) else None


def _scale(values: Array, cycle: int, paths: Sequence[Path], horizon: int) -> Array:
    """The mean step and the width of a model's own interval, as geometric mean; and how far the methods disagree."""
    widths = [path.half_width for path in paths if path.half_width is not None]
    width = next((each for each in widths if np.all(np.isfinite(each) & (each > 0))), None)
    if width is None:
        width = np.asarray(drift(values, cycle, horizon).half_width)
    step = mean_step(values, cycle) or mean_step(values, 1)
    between = np.var([path.point for path in paths], axis=0)
    result: Array = np.sqrt(step * np.maximum(width, step * SUREST) + between)
    return result
