"""Designing a perturbation table: for each count the noise that tells least beyond what the designer asked for.

Of all distributions with mean 0 and the variance asked for, on the outcomes that are allowed, the one of greatest
entropy is exp(a·v + b·v²) (Marley & Leaver, 58th World Statistics Congress of the ISI, 2011; Gießing, Privacy in
Statistical Databases 2016). The two numbers a and b solve a convex problem: Newton's method with a line search.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from teilhabe.engine.disclosure.cell_key.table import PerturbationTable, Row
from teilhabe.engine.disclosure.problem import Floats, Integers
from teilhabe.errors import InputError

_STEPS = 200
_EXACT = 1e-12


@dataclass(frozen=True)
class Design:
    """What noise is asked for: at most `largest` either way, with this `variance`, and no count of 1 to `small` at all.

    `staying` is the share of counts that stay as they are, 0 where only entropy decides. Zeros always stay zero.
    """

    largest: int = 3
    variance: float = 1.5
    small: int = 1
    staying: float = 0.0


def designed(design: Design) -> PerturbationTable:
    """The perturbation table of greatest entropy for this design.

    InputError where no noise without bias can have the variance asked for; it names the range that is possible.
    """
    if design.largest <= design.small or design.small < 0 or not 0 <= design.staying < 1:
        raise InputError(
            "Die größte Abweichung muss größer sein als die größte gesperrte kleine Zahl, der Anteil unveränderter "
            "Zahlen mindestens 0 und kleiner als 1.",
            "The largest deviation must be greater than the largest small count that is barred, the share of counts "
            "that stay at least 0 and below 1.",
        )
    counts = range(1, design.largest + design.small + 2)
    return PerturbationTable((Row(0.0, np.zeros(1), np.ones(1)), *(_row(count, design) for count in counts)))


def _row(count: int, design: Design) -> Row:
    outcomes = np.arange(max(count - design.largest, 0), count + design.largest + 1)
    allowed = outcomes[(outcomes == 0) | (outcomes > design.small)]
    deviations: Integers = (allowed - count).astype(np.int64)
    here = deviations == 0
    staying = design.staying if here.any() else 0.0
    moving = deviations[~here] if staying else deviations
    second = design.variance / (1 - staying)
    _check(count, moving, second, design, 1 - staying)
    shares = np.full(len(deviations), staying)
    shares[np.isin(deviations, moving)] = (1 - staying) * flattest(moving.astype(float), second)
    return Row.of(count, deviations.astype(float), shares)


def _check(count: int, deviations: Integers, second: float, design: Design, moved: float) -> None:
    """Refuses a variance that no distribution with mean 0 on these deviations has."""
    below, above = deviations[deviations < 0], deviations[deviations > 0]
    least = 0.0 if 0 in deviations else float(-below.max() * above.min()) if len(below) else np.inf
    most = float(-below.min() * above.max()) if len(below) else 0.0
    if not least < second < most:
        raise InputError(
            f"Für die Zahl {count} muss die Varianz größer als {least * moved:g} und kleiner als {most * moved:g} "
            f"sein, verlangt ist {design.variance:g}.",
            f"For the count {count} the variance must be greater than {least * moved:g} and less than "
            f"{most * moved:g}; {design.variance:g} is asked for.",
        )


def flattest(deviations: Floats, second: float) -> Floats:
    """The distribution of greatest entropy on these deviations with mean 0 and this second moment."""
    features = np.stack([deviations, deviations**2 - second])
    tilt = np.zeros(2)
    for _ in range(_STEPS):
        shares, gradient = _tilted(features, tilt)
        if np.abs(gradient).max() < _EXACT * max(second, 1):
            break
        spread = (features * shares) @ features.T - np.outer(gradient, gradient)
        tilt = _downhill(features, tilt, gradient, np.asarray(np.linalg.solve(spread, gradient)))
    return _tilted(features, tilt)[0]


def _tilted(features: Floats, tilt: Floats) -> tuple[Floats, Floats]:
    """The shares under a tilt, and how far they are from the moments asked for."""
    exponents = tilt @ features
    weights = np.exp(exponents - exponents.max())
    shares = weights / weights.sum()
    return shares, features @ shares


def _downhill(features: Floats, tilt: Floats, gradient: Floats, step: Floats) -> Floats:
    """One step, halved until the convex dual falls by a fair part of what its slope promises (Armijo's rule)."""
    here, slope = _dual(features, tilt), float(gradient @ step)
    length = 1.0
    while _dual(features, tilt - length * step) > here - length * slope / 4 + _EXACT:
        length /= 2
    return tilt - length * step


def _dual(features: Floats, tilt: Floats) -> float:
    exponents = tilt @ features
    highest = exponents.max()
    return float(highest + np.log(np.exp(exponents - highest).sum()))
