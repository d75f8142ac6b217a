"""The formula of one figure with its numbers put in; the parts of a longer computation are counted, never listed.

The strata of a standardised rate or the districts of an index are so small that each would have to be protected by
itself.
"""

from __future__ import annotations

from teilhabe.codes import labels
from teilhabe.engine.indicators.definition import Definition, Variant
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.results import Figure
from teilhabe.text import Text
from teilhabe.wording.lists import enumerate_words
from teilhabe.wording.numbers import MINUS

_SUM = Text("Summe aus {cells} Zellen: {value}", "sum of {cells} cells: {value}")
_AS_PRINTED = Text("wie in der Quelle: {value}", "as in the source: {value}")
_COUNTED = Text("ausgezählt: {value}", "counted: {value}")
_STANDARDISED = Text(
    "standardisiert nach {over}, {count} Schichten: {value}", "standardised by {over}, {count} strata: {value}"
)
_DECOMPOSED = Text(
    "Zerlegung des Abstands nach {over} (Kitagawa): {value}", "gap decomposed by {over} (Kitagawa): {value}"
)
_POOLED = Text("{years} Jahre zusammengezählt: {quotient}", "{years} years added up: {quotient}")
_SHRUNK = Text("gezählt {quotient}; nach dem Modell {value}", "counted {quotient}; according to the model {value}")
_SPREAD = Text("aus {count} Teilen berechnet: {value}", "computed from {count} parts: {value}")
_LONGER = ("average", "median", "dissimilarity", "herfindahl", "top_share")


def formula(words: Words, definition: Definition, figure: Figure) -> str:
    """What a shown figure was computed by."""
    result = words.cell(definition, figure).text
    if figure.status == "sign":
        return words(_AS_PRINTED).format(value=result)
    if definition.variant and definition.variant.kind != "denominator":
        return _of_variant(words, definition, definition.variant, figure)
    if definition.formula in _LONGER:
        return words(_SPREAD).format(count=words.plain(len(figure.value.terms)), value=result)
    return _counted(words, definition, figure) or f"{_quotient(words, definition, figure)} = {result}"


def _counted(words: Words, definition: Definition, figure: Figure) -> str:
    """How a number without denominator came about; "" for a quotient."""
    origin, result = figure.value.numerator.origin, words.cell(definition, figure).text
    if definition.formula == "published" or (definition.formula == "count" and origin.cells == 1):
        return words(_AS_PRINTED).format(value=result)
    if definition.formula == "count":
        how = _COUNTED if figure.is_confidential else _SUM
        return words(how).format(cells=words.plain(origin.cells), value=result)
    return ""


def _quotient(words: Words, definition: Definition, figure: Figure) -> str:
    above, below = figure.value.numerator.value, figure.value.denominator
    factor = "" if definition.factor == 1 else f" × {words.plain(definition.factor)}"
    return f"{words.plain(above)} / {words.plain(below.value if below else None)}{factor}"


def _of_variant(words: Words, definition: Definition, variant: Variant, figure: Figure) -> str:
    result = words.cell(definition, figure).text
    if variant.kind in ("gap", "ratio"):
        return f"{_compared(words, definition, variant, figure)} = {result}"
    if variant.kind in ("standardised", "decomposition"):
        over = [words(labels.dimension_name(name)) for name in variant.stratified_by]
        how = _STANDARDISED if variant.kind == "standardised" else _DECOMPOSED
        named, count = enumerate_words(over, words.language), words.plain(len(figure.value.terms))
        return words(how).format(over=named, count=count, value=result)
    if figure.value.denominator is None:
        return words(_POOLED).format(years=variant.years, quotient=result)
    quotient = _quotient(words, definition, figure)
    if variant.kind == "pooled":
        return words(_POOLED).format(years=variant.years, quotient=f"{quotient} = {result}")
    return words(_SHRUNK).format(quotient=quotient, value=result)


def _compared(words: Words, definition: Definition, variant: Variant, figure: Figure) -> str:
    """Both values that are compared: "12,4 − 7,1"."""
    sign = "/" if variant.kind == "ratio" else MINUS
    sides = (words.value(definition, term.numerator) for term in figure.value.terms if term.numerator is not None)
    return f" {sign} ".join(sides)
