"""The quality of an indicator's values: its rule, applied to what was computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from teilhabe.engine.cube.sums import Floats
from teilhabe.engine.indicators import quality
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.expressions import gaps
from teilhabe.engine.indicators.expressions.arrays import quotient
from teilhabe.engine.indicators.quality import QualityArrays, Rule, read_rules


@cache
def _rules() -> Mapping[str, Rule]:
    return read_rules()


def rule_of(definition: Definition) -> Rule:
    return _rules()[definition.quality]


def unassessed(shape: Sequence[int]) -> QualityArrays:
    """Nothing is known."""
    nothing = np.full(shape, np.nan)
    return QualityArrays(nothing, nothing, nothing, nothing, nothing, np.zeros(shape, dtype=np.int8), "")


def assess(
    definition: Definition, value: Floats, numerator: Floats, denominator: Floats, cases: Floats, asked: Floats
) -> QualityArrays:
    """The quality of counts and quotients; a balance (arrivals minus departures) is no count that varies by itself."""
    if definition.numerator.minus:
        return unassessed(value.shape)
    rule = rule_of(definition)
    return quality.assess(rule, definition.formula, definition.factor, value, numerator, denominator, cases, asked)


def assess_contrast(
    definition: Definition, kind: str, numerator: Floats, denominator: Floats, sides: QualityArrays
) -> QualityArrays:
    """The quality of the gap or ratio of two groups, the two codes of all arrays: the worse mark of both holds."""
    rule, cases = rule_of(definition), sides.cases
    marked = replace(
        unassessed(numerator[..., :1].shape),
        cases=np.fmin(cases[..., :1], cases[..., 1:]),
        marks=np.maximum(sides.marks[..., :1], sides.marks[..., 1:]),
    )
    functions = _CONTRASTS.get((kind, definition.formula))
    if functions is None or rule.kind == "count" or definition.numerator.minus:
        return marked
    function, method = functions
    asked = sides.asked
    concerned = quotient(numerator, denominator) * asked
    gap = function(concerned[..., :1], asked[..., :1], concerned[..., 1:], asked[..., 1:], rule.design_effect)
    scale = definition.factor if kind == "gap" else 1
    return replace(marked, low=gap.low * scale, high=gap.high * scale, method=method)


_CONTRASTS: Mapping[tuple[str, str], tuple[Callable[..., gaps.Gap], str]] = {
    ("gap", "share"): (gaps.difference, "newcombe"),
    ("ratio", "share"): (gaps.ratio, "katz"),
    ("gap", "rate"): (gaps.rate_difference, "rate_difference"),
    ("ratio", "rate"): (gaps.rate_ratio, "rate_ratio"),
}
