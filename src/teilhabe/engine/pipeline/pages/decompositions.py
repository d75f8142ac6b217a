"""A gap in its pieces: what the composition of the groups adds to it, and what their rates add."""

from __future__ import annotations

from teilhabe.charts import alternatives, steps
from teilhabe.charts.model import Step
from teilhabe.engine.indicators.contrasts import EFFECT
from teilhabe.engine.indicators.contrasts import GAP as WHOLE
from teilhabe.engine.pipeline.effects import EFFECTS, newest, pieces
from teilhabe.engine.pipeline.pages.studio import NO_FIGURE, SIZES, Studio
from teilhabe.engine.pipeline.results import Figure
from teilhabe.release.pages import Table, TableRow, View
from teilhabe.text import Text
from teilhabe.wording.numbers import MINUS

_PERIOD = Text("Zeitraum", "Period")
_PIECES = Text("Woraus der Abstand besteht, {period}", "What the gap consists of, {period}")


def decomposition_view(studio: Studio) -> View | None:
    """The newest decomposition as a picture, all of them as a table."""
    effects = newest(studio.result.city)
    if effects is None:
        return None
    words, period = studio.words, effects[WHOLE].value.period
    title = words(_PIECES).format(period=words.period(period))
    frame = studio.frame(f"{words(studio.definition.name)}, {words.period(period)}")
    drawn = [_step(studio, code, effects[code]) for code in EFFECTS]
    pictures = {size: steps.step_chart(frame, drawn, size) for size in SIZES}
    return studio.view("effects", "groups", title, alternatives.describe_steps(frame, drawn), pictures, _table(studio))


def _step(studio: Studio, code: str, figure: Figure) -> Step:
    return Step(_name(studio, code), figure.shown, _signed(studio, figure), code == WHOLE)


def _name(studio: Studio, code: str) -> str:
    name = studio.words.code(EFFECT, code)
    return name[:1].upper() + name[1:]


def _signed(studio: Studio, figure: Figure) -> str:
    """The figure with its sign, also a plus: pieces are added and taken off."""
    text = studio.cell(figure).text
    return text if text.startswith((MINUS, "(")) or not figure.shown else f"+{text}"


def _table(studio: Studio) -> Table:
    words = studio.words
    rows = tuple(
        TableRow(
            words.period(period),
            tuple(studio.cell(effects[code]) if code in effects else NO_FIGURE for code in EFFECTS),
        )
        for period, effects in pieces(studio.result.city).items()
    )
    caption = f"{words(studio.definition.name)}: {words(words.city.name)}"
    return Table(caption, (words(_PERIOD), *(_name(studio, code) for code in EFFECTS)), rows)
