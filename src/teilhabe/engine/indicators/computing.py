"""Computes indicators: all that are due together, each dataset read as few times as possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from teilhabe.engine.cube.query import Cube, Sums
from teilhabe.engine.indicators.asking import Asking, Formula
from teilhabe.engine.indicators.contrasts import contrast, decomposition
from teilhabe.engine.indicators.definition import Definition, VariantKind
from teilhabe.engine.indicators.definition import Formula as FormulaName
from teilhabe.engine.indicators.pooling import pooled
from teilhabe.engine.indicators.question import Question
from teilhabe.engine.indicators.quotients import plain
from teilhabe.engine.indicators.shrinking import shrunk
from teilhabe.engine.indicators.spreads import along, dissimilarity
from teilhabe.engine.indicators.standardising import standardised
from teilhabe.engine.indicators.values import Scope, Value, Values

_FORMULAS: Mapping[FormulaName, Formula] = {
    "count": plain,
    "share": plain,
    "rate": plain,
    "mean": plain,
    "published": plain,
    "average": along,
    "median": along,
    "herfindahl": along,
    "top_share": along,
    "dissimilarity": dissimilarity,
}
_VARIANTS: Mapping[VariantKind, Formula] = {
    "pooled": pooled,
    "standardised": standardised,
    "decomposition": decomposition,
    "shrunk": shrunk,
}


def compute(definition: Definition, cube: Cube, scope: Scope) -> tuple[Value, ...]:
    """All values of the indicator in this scope, ordered by place, end of period and code; empty without data.

    A numerator without its denominator of the right day yields no value at all.
    """
    (found,) = compute_all([(definition, scope)], cube)
    return tuple(found.rows()) if found else ()


def compute_all(requests: Sequence[tuple[Definition, Scope]], cube: Cube) -> tuple[Values | None, ...]:
    """The values of each request, None where no data tell of it.

    The questions of all requests are answered together, so that each dataset is aggregated once per round however many
    indicators need it. InputError where something must not be mixed or divided.
    """
    found: list[Values | None] = [None] * len(requests)
    running: dict[int, Asking[Values | None]] = {}
    questions: dict[int, tuple[Question, ...]] = {}
    for number, (definition, scope) in enumerate(requests):
        running[number] = _formula(definition)(definition, cube, scope)
    answered: Mapping[int, tuple[Sums, ...] | None] = dict.fromkeys(running)
    while running:
        questions = {}
        for number, answer in answered.items():
            try:
                questions[number] = running[number].send(answer)  # type: ignore[arg-type]  # a generator is started with None
            except StopIteration as end:
                found[number] = end.value
                del running[number]
        answered = _answers(questions, cube)
    return tuple(found)


def _formula(definition: Definition) -> Formula:
    base = _FORMULAS[definition.formula]
    kind = definition.variant.kind if definition.variant else "denominator"
    if kind in ("gap", "ratio"):
        return partial(contrast, base=base)
    return _VARIANTS.get(kind, base)


def _answers(questions: Mapping[int, tuple[Question, ...]], cube: Cube) -> Mapping[int, tuple[Sums, ...]]:
    asked = [(number, question) for number, several in questions.items() for question in several]
    sums = iter(cube.sums([selection for _, question in asked for selection in question.selections]))
    found: dict[int, tuple[Sums, ...]] = dict.fromkeys(questions, ())
    for number, question in asked:
        found[number] = (*found[number], question.answer([next(sums) for _ in question.selections]))
    return found
