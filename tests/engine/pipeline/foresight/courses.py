"""Courses of one indicator without a cube, long enough to be forecast."""

from __future__ import annotations

from collections.abc import Sequence

from tests.engine.pipeline.pages.figures import SHARE, figure

from teilhabe.engine.indicators.breaks import Break, Segment
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline.results import Figure, Result
from teilhabe.release.pages import Status
from teilhabe.text import same

STEADY = (10.2, 10.9, 11.1, 11.9, 12.2, 12.7, 13.4, 13.6, 14.3, 14.6, 15.4, 15.5, 16.2, 16.9, 17.1, 17.8)
WAVERING = (12.0, 14.0, 11.5, 13.9, 11.8, 14.2, 11.9, 13.7, 12.1, 14.1, 11.6, 13.8, 12.2, 14.3, 11.7, 13.9)


def course(
    values: Sequence[float],
    definition: Definition = SHARE,
    *,
    broken_at: int = 0,
    protected: Sequence[int] = (),
) -> Result:
    """Yearly figures up to 2024; a break lies before the place `broken_at`, figures at some places are protected."""
    statuses: list[Status] = ["protected" if place in protected else "value" for place in range(len(values))]
    figures = tuple(
        figure(value, definition=definition, period=f"{2025 - len(values) + place}-12-31", status=status)
        for place, (value, status) in enumerate(zip(values, statuses, strict=True))
    )
    return Result(definition, figures, tuple(_segments(figures, broken_at)), {}, {}, {})


def _segments(figures: Sequence[Figure], broken_at: int) -> list[Segment]:
    values = tuple(entry.value for entry in figures)
    if not broken_at:
        return [Segment(values)]
    census = Break("c", values[broken_at].end, (), (), ("all",), "census", same("Zensus"), same("Neu gezählt."))
    return [Segment(values[:broken_at]), Segment(values[broken_at:], (census,))]
