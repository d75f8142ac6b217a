"""How certain figures are, in words: what their bounds are called, what they mean, and the quality of a single one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from teilhabe.charts.model import Bounds
from teilhabe.engine.indicators.assessment import rule_of
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.quality import Kind
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.results import Figure, is_modelled
from teilhabe.text import Text

_NAMES: Mapping[Kind, Text] = {
    "register": Text("Zufallsbereich (95 %)", "range of chance variation (95%)"),
    "survey": Text("Vertrauensbereich (95 %)", "confidence interval (95%)"),
    "count": Text("", ""),
}
_MODEL = Text("Modellbereich (95 %)", "model-based interval (95%)")
_MODELLED = Text(
    "Diese Werte rechnet ein Modell. Der Bereich zeigt, wie unsicher das Modell über sie ist.",
    "These values come from a model. The range shows how uncertain the model is about them.",
)
_BETWEEN = Text("{name}: {range}", "{name}: {range}")
_CASES = Text("{cases} Fälle", "{cases} cases")
_ASKED = Text("{cases} Befragte", "{cases} persons asked")
_ERROR = Text("relativer Standardfehler {rse} %", "relative standard error {rse}%")


def bounds_name(words: Words, definition: Definition) -> str:
    """What the bounds of the indicator's values are called: chance of a full count, error of a sample, a model's."""
    return words(_MODEL if is_modelled(definition) else _NAMES[rule_of(definition).kind])


def certainty(words: Words, definition: Definition, figures: Sequence[Figure]) -> str:
    """What bounds and marks mean here; "" where no figure has either."""
    told = any(figure.value.quality.low is not None or figure.value.quality.mark for figure in figures)
    return words(_MODELLED if is_modelled(definition) else rule_of(definition).text) if told else ""


def bounds(words: Words, definition: Definition, figure: Figure) -> Bounds | None:
    """The bounds of a shown value, for a picture."""
    text, quality = words.range(definition, figure), figure.value.quality
    if not text or quality.low is None or quality.high is None:
        return None
    return Bounds(quality.low, quality.high, text)


def quality_line(words: Words, definition: Definition, figure: Figure) -> str:
    """Bounds, cases and relative standard error of one shown value: "Zufallsbereich (95 %): 17,6 bis 22,6 · …"."""
    quality = figure.value.quality
    if figure.shown is None:
        return ""
    is_survey = rule_of(definition).kind == "survey"
    range_ = words.range(definition, figure)
    parts = (
        words(_BETWEEN).format(name=bounds_name(words, definition), range=range_) if range_ else "",
        words(_ASKED if is_survey else _CASES).format(cases=words.plain(quality.cases)) if quality.cases else "",
        words(_ERROR).format(rse=error(words, quality.rse)) if quality.rse is not None else "",
    )
    return " · ".join(filter(None, parts))


def error(words: Words, rse: float | None) -> str:
    """A relative standard error with one decimal; "" where there is none."""
    return "" if rse is None else words.rounded(rse, 1)
