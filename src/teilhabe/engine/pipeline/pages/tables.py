"""The columns of a table of figures: value, bounds, numerator and denominator, persons asked, standard error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from teilhabe.engine.indicators.assessment import rule_of
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline.pages.certainty import error
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.results import Figure
from teilhabe.release.pages import Cell
from teilhabe.text import Text
from teilhabe.wording import units

_VALUE = Text("Wert", "Value")
_RANGE = Text("von – bis (95 %)", "from – to (95%)")
_NUMERATOR = Text("Zähler", "Numerator")
_DENOMINATOR = Text("Nenner", "Denominator")
_ASKED = Text("Befragte", "Persons asked")
_ERROR = Text("Relativer Standardfehler (%)", "Relative standard error (%)")
_COMPUTED_OTHERWISE = ("gap", "ratio", "standardised", "decomposition", "shrunk")
"""Variants whose value is no quotient of one numerator and one denominator."""


@dataclass(frozen=True)
class Columns:
    """The columns that tables of an indicator have after their row heads; a column nobody fills is left out."""

    words: Words
    definition: Definition
    has_parts: bool
    has_range: bool
    has_cases: bool
    has_error: bool

    @property
    def head(self) -> tuple[str, ...]:
        unit = units.short(self.definition.unit, self.words.language)
        names = (
            (self.has_range, _RANGE),
            (self.has_parts, _NUMERATOR),
            (self.has_parts, _DENOMINATOR),
            (self.has_cases, _ASKED),
            (self.has_error, _ERROR),
        )
        return (f"{self.words(_VALUE)} ({unit})", *(self.words(name) for filled, name in names if filled))

    def cells(self, figure: Figure, lineage: str) -> tuple[Cell, ...]:
        cell = self.words.cell(self.definition, figure, lineage)
        return (
            replace(cell, range="") if self.has_range else cell,
            *((_text(cell.range),) if self.has_range else ()),
            *(self._parts(figure) if self.has_parts else ()),
            *((_text(self._cases(figure)),) if self.has_cases else ()),
            *((_text(self._error(figure)),) if self.has_error else ()),
        )

    def _parts(self, figure: Figure) -> tuple[Cell, ...]:
        """Numerator and denominator; what hides the value hides both."""
        if figure.is_hidden:
            hidden = self.words.cell(self.definition, figure)
            return (hidden, hidden)
        below = figure.value.denominator.value if figure.value.denominator else None
        return tuple(_text(self.words.plain(number)) for number in (figure.value.numerator.value, below))

    def _cases(self, figure: Figure) -> str:
        return "" if figure.shown is None else self.words.plain(figure.value.quality.cases)

    def _error(self, figure: Figure) -> str:
        return "" if figure.shown is None else error(self.words, figure.value.quality.rse)


def columns(words: Words, definition: Definition, figures: Sequence[Figure]) -> Columns:
    """The columns that these figures fill."""
    shown = [figure.value.quality for figure in figures if figure.shown is not None]
    is_survey = rule_of(definition).kind == "survey"
    is_quotient = definition.variant is None or definition.variant.kind not in _COMPUTED_OTHERWISE
    return Columns(
        words=words,
        definition=definition,
        has_parts=definition.denominator is not None and is_quotient,
        has_range=any(quality.low is not None for quality in shown),
        has_cases=is_survey and any(quality.cases is not None for quality in shown),
        has_error=any(quality.rse is not None for quality in shown),
    )


def _text(text: str) -> Cell:
    return Cell(text, "value" if text else "missing")
