"""What the gap between two groups consists of, as the figures of a decomposition: period by period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from teilhabe.engine.indicators.contrasts import COMPOSITION, GAP, RATE
from teilhabe.engine.pipeline.results import Figure

EFFECTS = (COMPOSITION, RATE, GAP)
"""The pieces, then what they add up to."""


def pieces(figures: Sequence[Figure]) -> Mapping[str, Mapping[str, Figure]]:
    """Period → effect → figure, in order of time."""
    found: dict[str, dict[str, Figure]] = {}
    for figure in figures:
        found.setdefault(figure.value.period, {})[figure.value.code] = figure
    return found


def newest(figures: Sequence[Figure]) -> Mapping[str, Figure] | None:
    """The effects of the newest period in which all of them are shown."""
    whole = (
        effects
        for effects in reversed([*pieces(figures).values()])
        if all(code in effects and effects[code].shown is not None for code in EFFECTS)
    )
    return next(whole, None)
