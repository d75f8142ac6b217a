"""`teilhabe project --backcast`: how good projections from earlier years would have been."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from teilhabe.engine.projections.backcast import Comparison, Verdict
from teilhabe.engine.projections.population import Axes
from teilhabe.text import Text

HEADER = ("area", "citizenship", "from", "year", "counted", "median", "lo_80", "hi_80", "last_growth")


def rows(comparison: Comparison, axes: Axes) -> Iterator[tuple[str, ...]]:
    """A row for each area and citizenship."""
    columns = (
        comparison.counted,
        comparison.projected,
        comparison.low,
        comparison.high,
        comparison.grown,
    )
    figures = zip(*(values.ravel().tolist() for values in columns), strict=True)
    for codes, values in zip(product(axes.areas, axes.citizenships), figures, strict=True):
        yield *codes, str(comparison.start), str(comparison.year), *(format(value, ".12g") for value in values)


def sentence(found: Verdict) -> Text:
    """The verdict in one sentence."""
    return Text(
        f"{found.cases} Fälle: mittlerer Fehler {found.error:.2f} %, mit dem Wachstum der letzten drei Jahre "
        f"{found.error_of_growth:.2f} %; im Bereich der mittleren 80 % lagen {100 * found.covered:.0f} %.",
        f"{found.cases} cases: mean error {found.error:.2f} %, with the growth of the last three years "
        f"{found.error_of_growth:.2f} %; {100 * found.covered:.0f} % were inside the range of the middle 80 %.",
    )
