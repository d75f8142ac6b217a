"""The second search of the gate: what to hide so that no small figure follows from the finest groups of people."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from teilhabe.engine.disclosure.gate import searched
from teilhabe.engine.disclosure.problem import ALWAYS, OPEN, Equations, Problem
from teilhabe.engine.pipeline.finest import Groups, Terms
from teilhabe.engine.pipeline.known import Known, Subject
from teilhabe.engine.pipeline.observed import Observed
from teilhabe.engine.pipeline.remembering import Memory


def hidden_in(observed: Observed, subject: Subject, facts: Sequence[Known], memory: Memory) -> Sequence[str]:
    """The figures of one dataset and period to hide beside those hidden already."""
    key = memory.key("search", subject, observed.prints(subject, facts), observed.parts, facts)
    found: Sequence[str] = memory.answer(key, lambda: sorted(_searched(observed, subject, facts)))
    return found


def _searched(observed: Observed, subject: Subject, facts: Sequence[Known]) -> frozenset[str]:
    """What to hide among the sums of people; where that is nothing new, the sums of their ages are to blame.

    Ages weigh a hundred times what people do: a search among both takes minutes, and hiding the mean ages of one
    dataset and period instead is safe. The attack that follows judges either.
    """
    groups = Groups.of(observed.read(subject, facts), subject[1], facts, observed.parts)
    sums = list(groups.sums(facts))
    of_people = [(fact, terms) for fact, terms in sums if not _tells_ages(groups, terms)]
    pattern, _ = searched(_problem(groups, of_people))
    hidden = zip(of_people, pattern.hidden[groups.values.size :].tolist(), strict=True)
    found = [fact for (fact, _), is_hidden in hidden if is_hidden and fact.is_told]
    if not found:
        found = [fact for fact, terms in sums if _tells_ages(groups, terms) and fact.is_told]
    return frozenset(figure for fact in found for figure in fact.figures)


def _tells_ages(groups: Groups, terms: Terms) -> bool:
    return any(cell >= groups.values.size for cell in terms)


def _problem(groups: Groups, sums: Sequence[tuple[Known, Terms]]) -> Problem:
    """Groups, of which nothing is ever told, and the facts that are sums of them."""
    inner, facts = groups.values.size, [fact for fact, _ in sums]
    values = np.concatenate([groups.values.ravel(), [fact.value for fact in facts]])
    thresholds = np.array([0.0] * inner + [float(fact.threshold if fact.is_at_risk else 0) for fact in facts])
    small = thresholds > 0
    is_signed = groups.values.min() < 0
    signed = [is_signed] * inner + [is_signed or min(terms.values()) < 0 for _, terms in sums]
    rows = [[(inner + row, -1.0), *terms.items()] for row, (_, terms) in enumerate(sums)]
    return Problem(
        values=values,
        equations=Equations.of(rows),
        lower=values,
        upper=values,
        floor=np.where(signed, -OPEN, 0.0),
        ceiling=np.full(len(values), OPEN),
        upper_protection=np.where(small & (values > 0), thresholds - values, 0.0),
        lower_protection=np.where(small & (values < 0), thresholds + values, 0.0),
        sliding_protection=thresholds,
        cost=np.array([1.0] * inner + [_cost(fact) for fact in facts]),
        must_hide=np.array([True] * inner + [not fact.is_told for fact in facts]) | small,
        singletons=small & (np.abs(values) == 1),
    )


def _cost(fact: Known) -> float:
    return ALWAYS if fact.before else sum(fact.figures.values()) or 1.0
