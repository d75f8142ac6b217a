"""A formula shows the numbers it was computed with, and never the small parts of a longer computation."""

from __future__ import annotations

from dataclasses import replace

from tests.engine.pipeline.pages.figures import SHARE, figure, words
from tests.engine.pipeline.pages.results import variant

from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.values import Term
from teilhabe.engine.pipeline.pages.formulas import formula
from teilhabe.engine.pipeline.results import Figure


def computed(definition: Definition, value: float, *terms: Term) -> Figure:
    made = figure(value, definition=definition)
    return replace(made, value=replace(made.value, terms=terms))


def test_a_share_shows_numerator_and_denominator() -> None:
    assert formula(words(), SHARE, figure(20.0)) == "200 / 1.000 × 100 = 20,0"


def test_a_gap_shows_both_values() -> None:
    gap = computed(variant("gap"), 5.3, Term("FOREIGN", 12.4), Term("DE", 7.1))
    assert formula(words(), variant("gap"), gap) == "12,4 \u2212 7,1 = 5,3"


def test_a_ratio_shows_both_values() -> None:
    ratio = computed(variant("ratio"), 1.7, Term("FOREIGN", 12.4), Term("DE", 7.1))
    assert formula(words("en"), variant("ratio"), ratio) == "12.4 / 7.1 = 1.7"


def test_a_standardised_value_counts_its_strata_but_shows_none() -> None:
    strata = [Term(code, 3.0, 40.0) for code in ("Y_LT15", "Y15T64", "Y_GE65")]
    text = formula(words(), variant("standardised"), computed(variant("standardised"), 20.0, *strata))
    assert text == "standardisiert nach Alter, 3 Schichten: 20,0"


def test_pooled_and_model_based_values_say_what_was_counted() -> None:
    pooled = formula(words(), variant("pooled"), figure(20.0, definition=variant("pooled")))
    assert pooled == "3 Jahre zusammengezählt: 200 / 1.000 × 100 = 20,0"
    shrunk = formula(words(), variant("shrunk"), figure(20.0, definition=variant("shrunk")))
    assert shrunk == "gezählt 200 / 1.000 × 100; nach dem Modell 20,0"
