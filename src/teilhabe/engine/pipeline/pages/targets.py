"""A target in the chart and in words: how far the newest value is from it, and whether that may be chance."""

from __future__ import annotations

from teilhabe.charts.model import Target
from teilhabe.codes.period import parse_period
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.results import Figure, Result
from teilhabe.release.pages import TargetNote
from teilhabe.text import Text
from teilhabe.wording.units import Unit, with_unit

_MARK = Text("Ziel {period}: {value}", "Target {period}: {value}")
_TARGET = Text("Ziel für {period}: {value}.", "Target for {period}: {value}.")
_BELOW = Text(
    "Der letzte Wert ({period}) liegt {distance} darunter.", "The last value ({period}) is {distance} below it."
)
_ABOVE = Text(
    "Der letzte Wert ({period}) liegt {distance} darüber.", "The last value ({period}) is {distance} above it."
)
_REACHED = Text("Der letzte Wert ({period}) ist gleich hoch.", "The last value ({period}) equals it.")
_CHANCE = Text(
    "Dieser Unterschied ist so klein, dass er Zufall sein kann.",
    "This difference is so small that it may be chance.",
)


def target_mark(words: Words, definition: Definition) -> Target | None:
    """The target as a line of the chart over time."""
    target = definition.target
    if target is None:
        return None
    value = words.value(definition, target.value)
    return Target(target.value, words(_MARK).format(period=_period(words, target.period), value=value))


def target_note(words: Words, result: Result) -> TargetNote | None:
    """The target, the distance of the newest shown value from it, and its source."""
    definition, target = result.definition, result.definition.target
    if target is None:
        return None
    value = with_unit(words.value(definition, target.value), definition.unit, words.language)
    sentences = [words(_TARGET).format(period=_period(words, target.period), value=value)]
    shown = [figure for figure in result.city if figure.shown is not None]
    if shown:
        sentences += _distance(words, definition, shown[-1], target.value)
    return TargetNote(" ".join(sentences), words(target.source))


def _distance(words: Words, definition: Definition, figure: Figure, target: float) -> list[str]:
    distance = (figure.shown or 0.0) - target
    text = words.value(definition, abs(distance))
    period = words.period(figure.value.period)
    if text == words.value(definition, 0.0):
        return [words(_REACHED).format(period=period)]
    unit: Unit = "percentage_points" if definition.unit == "percent" else definition.unit
    sentence = words(_BELOW if distance < 0 else _ABOVE).format(
        period=period, distance=with_unit(text, unit, words.language)
    )
    quality = figure.value.quality
    chance = quality.low is not None and quality.high is not None and quality.low <= target <= quality.high
    return [sentence, *([words(_CHANCE)] if chance else [])]


def _period(words: Words, period: str) -> str:
    return words.period(period) if parse_period(period) else period
