"""The quality of many values at once, as arrays of their shape: by the indicator's rule and by what was computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from teilhabe.codes.signs import PROVISIONAL
from teilhabe.engine.cube.sums import Floats, Index
from teilhabe.engine.indicators import quality
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.expressions import gaps
from teilhabe.engine.indicators.quality import MARKS, Quality, Rule, read_rules


@dataclass(frozen=True)
class Assessment:
    """Arrays of one shape, NaN where nothing can be said; `mark` counts in `quality.MARKS`."""

    cases: Floats
    low: Floats
    high: Floats
    rse: Floats
    mark: npt.NDArray[np.int8]
    method: str = ""
    modelled: bool = False

    def row(self, index: Index, statuses: Sequence[str]) -> Quality:
        return Quality(
            cases=_number(self.cases[index]),
            low=_number(self.low[index]),
            high=_number(self.high[index]),
            rse=_number(self.rse[index]),
            mark=MARKS[int(self.mark[index])],
            method=self.method if not np.isnan(self.low[index]) else "",
            provisional=PROVISIONAL in statuses,
            modelled=self.modelled,
        )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def unassessed(shape: Sequence[int]) -> Assessment:
    """Nothing is known."""
    nothing = np.full(shape, np.nan)
    return Assessment(nothing, nothing, nothing, nothing, np.zeros(shape, dtype=np.int8))


@cache
def _rules() -> Mapping[str, Rule]:
    return read_rules()


def rule_of(definition: Definition) -> Rule:
    return _rules()[definition.quality]


def assess(definition: Definition, value: Floats, numerator: Floats, denominator: Floats, cases: Floats) -> Assessment:
    """The quality of counts and quotients."""
    found = quality.assess(
        rule_of(definition), definition.formula, definition.factor, value, numerator, denominator, cases
    )
    return Assessment(found.cases, found.low, found.high, found.rse, found.marks, found.method)


def assess_contrast(
    definition: Definition, kind: str, numerator: Floats, denominator: Floats, sides: Assessment
) -> Assessment:
    """The quality of the gap or ratio of two groups, the two codes of all arrays: the worse mark of both holds."""
    shape = numerator[..., :1].shape
    cases = sides.cases
    marked = replace(
        unassessed(shape),
        cases=np.fmin(cases[..., :1], cases[..., 1:]),
        mark=np.maximum(sides.mark[..., :1], sides.mark[..., 1:]),
    )
    functions = _CONTRASTS.get((kind, definition.formula))
    if functions is None or rule_of(definition).kind == "count":
        return marked
    function, method = functions
    asked = denominator * np.where(numerator > 0, cases / np.where(numerator > 0, numerator, 1), np.nan)
    effect = (rule_of(definition).design_effect,) if definition.formula == "share" else ()
    gap = function(cases[..., :1], asked[..., :1], cases[..., 1:], asked[..., 1:], *effect)
    scale = definition.factor if kind == "gap" else 1
    return replace(marked, low=gap.low * scale, high=gap.high * scale, method=method)


_CONTRASTS: Mapping[tuple[str, str], tuple[Callable[..., gaps.Gap], str]] = {
    ("gap", "share"): (gaps.difference, "newcombe"),
    ("ratio", "share"): (gaps.ratio, "katz"),
    ("gap", "rate"): (gaps.rate_difference, "rate_difference"),
    ("ratio", "rate"): (gaps.rate_ratio, "rate_ratio"),
}
