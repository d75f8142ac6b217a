"""What is known of sums of people: the facts of all figures and of earlier releases, one entry for each sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from teilhabe.engine.cube.sums import Box
from teilhabe.engine.disclosure.facts import PublishedFact, Telling
from teilhabe.engine.pipeline.told import EarlierRelease

Subject: TypeAlias = tuple[str, str]
"""A dataset and a period."""


@dataclass
class Known:
    """What is known of a sum of boxes; told figures that have several are taken apart, which helps an attacker only.

    `figures` are the open figures that tell it, `weight` what is lost with them; `before`: an earlier release told it.
    `of_ages`: it is the sum of their ages (see `ages`), and the value still how many they are.
    `state`: 0 for today's data, otherwise the number of the earlier release that tells of data corrected since.
    """

    boxes: tuple[tuple[Box, float], ...]
    value: float
    threshold: int
    figures: dict[str, float] = field(default_factory=dict)
    before: bool = False
    state: int = 0
    of_ages: bool = False

    @property
    def subject(self) -> Subject:
        box = self.boxes[0][0]
        return box.dataset, box.period

    @property
    def is_told(self) -> bool:
        return self.before or bool(self.figures)

    @property
    def is_small(self) -> bool:
        return 0 < abs(self.value) < self.threshold

    @property
    def is_at_risk(self) -> bool:
        """Small and hidden; what earlier releases told can be hidden no more."""
        return self.is_small and not self.before


def by_subject(
    tellings: Iterable[Telling], hidden: frozenset[str], earlier: Sequence[EarlierRelease]
) -> Mapping[Subject, tuple[Known, ...]]:
    """All facts where these figures are hidden, by dataset and period; only of those with a small figure to protect."""
    found: dict[Subject, dict[object, Known]] = {}
    for telling in tellings:
        is_open = telling.is_open and telling.figure not in hidden
        for fact in telling.facts:
            told = {telling.figure: telling.weight} if is_open and fact.is_told else {}
            for known in _single(fact):
                _note(found, known).figures.update(told)
    for state, release in enumerate(earlier, 1):
        for telling in release.tellings:
            for fact in telling.facts:
                for known in _single(fact):
                    known.state = state if known.subject[0] in release.files else 0
                    _note(found, known).before |= telling.is_open and fact.is_told
    some = {subject: tuple(facts.values()) for subject, facts in sorted(found.items())}
    return {subject: facts for subject, facts in some.items() if any(fact.is_at_risk for fact in facts)}


def _single(fact: PublishedFact) -> Iterator[Known]:
    if fact.is_told:
        for addend in fact.addends:
            if addend.value is not None:
                yield Known(((addend.box, 1.0),), addend.value, fact.threshold, of_ages=fact.of_ages)
    elif len({(addend.box.dataset, addend.box.period) for addend in fact.addends}) == 1:
        yield Known(tuple((each.box, each.coefficient) for each in fact.addends), fact.value, fact.threshold)


def _note(found: dict[Subject, dict[object, Known]], known: Known) -> Known:
    key = (known.boxes, known.value, known.state, known.of_ages)
    same = found.setdefault(known.subject, {}).setdefault(key, known)
    same.threshold = max(same.threshold, known.threshold)
    return same
