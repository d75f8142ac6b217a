"""The audit of a release: an attacker who holds all that it tells, together with all that was told before.

The attack shares no code with the gate's search. It starts from the finest groups that figures tell apart: how many
people are in each is unknown, and every told figure is the sum of some of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from teilhabe.engine.audit import Cell, Exposure, Relation, Told, attack
from teilhabe.engine.audit.told import OPEN
from teilhabe.engine.pipeline.finest import Groups
from teilhabe.engine.pipeline.known import Known, Subject
from teilhabe.engine.pipeline.observed import Observed
from teilhabe.engine.pipeline.remembering import Memory


def audit_release(
    observed: Observed, facts: Mapping[Subject, Sequence[Known]]
) -> Mapping[Subject, tuple[Exposure, ...]]:
    """The small counts that follow from what is told, by dataset and period; empty where a release is safe.

    For a stranger, and for the only person that a small count consists of, who knows it.
    """
    found: dict[Subject, tuple[Exposure, ...]] = {}
    for _, subjects in groupby(facts, key=lambda subject: subject[0]):
        several = list(subjects)
        states = observed.read(several[0], (fact for subject in several for fact in facts[subject]))
        for subject in several:
            known = facts[subject]
            told = _told(Groups.of(states, subject[1], known, observed.parts), known)
            if exposures := attack(told, singletons=True):
                found[subject] = exposures
    return found


def count_exposed(
    observed: Observed, facts: Mapping[Subject, Sequence[Known]], memory: Memory
) -> Mapping[Subject, int]:
    """How many small counts of each dataset and period are exposed, where any are; only what changed is attacked."""
    keys = {
        subject: memory.key("audit", subject, observed.prints(subject, known), observed.parts, known)
        for subject, known in facts.items()
    }
    found = audit_release(observed, {subject: facts[subject] for subject, key in keys.items() if not memory.knows(key)})
    counts = {subject: memory.answer(key, partial(len, found.get(subject, ()))) for subject, key in keys.items()}
    return {subject: count for subject, count in counts.items() if count}


def _told(groups: Groups, facts: Sequence[Known]) -> Told:
    """The groups, sums of their ages and the hidden figures as cells, the told figures as relations."""
    values = groups.values.ravel().tolist()
    low = 0.0 if min(values, default=0) >= 0 else -OPEN
    sums = list(groups.sums(facts))
    whole = all(value.is_integer() for value in groups.known.tolist())
    cells = [Cell(f"group {number}", low=low, whole=whole, truth=value) for number, value in enumerate(values)]
    relations: list[Relation] = []
    place = {number: number for number in range(len(cells))}
    for number in sorted({cell for _, terms in sums for cell in terms} - place.keys()):
        place[number] = len(cells)
        cells.append(Cell(f"ages {number}", whole=whole, truth=float(groups.known[number])))
        relations += _ages(groups, number, place[number])
    for fact, terms in sums:
        own = tuple((place[cell], weight) for cell, weight in terms.items())
        if fact.is_told:
            relations.append(Relation(own, fact.value, fact.value))
        if fact.is_at_risk:
            relations.append(Relation(((len(cells), -1.0), *own)))
            least = low if min(terms.values()) > 0 else -OPEN  # a balance may be negative
            cells.append(Cell(_name(fact), least, OPEN, fact.threshold, hidden=True, whole=whole, truth=fact.value))
    return Told(tuple(cells), tuple(relations))


def _ages(groups: Groups, cell: int, place: int) -> Iterator[Relation]:
    """Nobody is younger than the youngest in a group or older than the oldest."""
    group, youngest, oldest = groups.span(cell)
    for age, low, high in ((youngest, 0.0, OPEN), (oldest, -OPEN, 0.0)):
        yield Relation(((place, 1.0), (group, -age)) if age else ((place, 1.0),), low, high)


def _name(fact: Known) -> str:
    """What the cell counts, without its value."""
    box = fact.boxes[0][0]
    areas = "+".join(box.areas)
    where = " ".join(f"{name}={','.join(codes)}" for name, codes in box.where)
    return f"{box.dataset} {box.variable} {box.period} {areas} {where}".rstrip()
