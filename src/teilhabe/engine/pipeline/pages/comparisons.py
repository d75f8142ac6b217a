"""Figures side by side as bars."""

from __future__ import annotations

from collections.abc import Sequence

from teilhabe.charts import alternatives, bars
from teilhabe.charts.model import Frame
from teilhabe.engine.pipeline.pages.studio import SIZES, Studio
from teilhabe.engine.pipeline.results import Figure
from teilhabe.release.pages import View, ViewKind


def bars_view(
    studio: Studio, view: tuple[str, ViewKind, str], frame: Frame, head: str, named: Sequence[tuple[str, Figure]]
) -> View:
    """Named figures side by side; the city itself is emphasised where it is one of them."""
    table = studio.table(view[2], head, named)
    if all(figure.shown is None for _, figure in named):
        return studio.view(*view, "", None, table)  # signs alone make no picture
    own = studio.words.city.code
    is_among = view[1] == "places"
    drawn = [studio.bar(name, f, emphasised=is_among and f.value.place == own) for name, f in named]
    pictures = {size: bars.bar_chart(frame, drawn, size) for size in SIZES}
    return studio.view(*view, alternatives.describe_bars(frame, drawn), pictures, table)
