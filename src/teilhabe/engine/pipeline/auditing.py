"""The audit of a release: an attacker who holds all that it tells, together with all that was told before.

The attack shares no code with the gate's search. It starts from the finest groups that figures tell apart: how many
people are in each is unknown, and every told figure is the sum of some of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from teilhabe.engine.audit import Cell, Exposure, Relation, Told, attack
from teilhabe.engine.audit.told import OPEN
from teilhabe.engine.pipeline.finest import Groups, Known, Rows, Subject


def audit_release(
    files: Mapping[str, Path], facts: Mapping[Subject, Sequence[Known]]
) -> Mapping[Subject, tuple[Exposure, ...]]:
    """The small counts that follow from what is told, by dataset and period; empty where a release is safe.

    `files` are the observations of each dataset.
    """
    found: dict[Subject, tuple[Exposure, ...]] = {}
    for dataset, subjects in groupby(facts, key=lambda subject: subject[0]):
        rows = Rows.read(files[dataset])
        for subject in subjects:
            known = facts[subject]
            if exposures := attack(_told(Groups.of(rows, subject[1], known), known)):
                found[subject] = exposures
    return found


def _told(groups: Groups, facts: Sequence[Known]) -> Told:
    """The groups and the hidden figures as cells, the told figures as relations."""
    values = groups.values.ravel().tolist()
    low = 0.0 if min(values, default=0) >= 0 else -OPEN
    whole = all(value.is_integer() for value in values)
    cells = [Cell(f"group {number}", low=low, whole=whole, truth=value) for number, value in enumerate(values)]
    relations: list[Relation] = []
    for fact, terms in groups.sums(facts):
        if fact.is_told:
            relations.append(Relation(tuple(terms.items()), fact.value, fact.value))
        if fact.is_at_risk:
            relations.append(Relation(((len(cells), -1.0), *terms.items())))
            cells.append(Cell(_name(fact), low, OPEN, fact.threshold, hidden=True, whole=whole, truth=fact.value))
    return Told(tuple(cells), tuple(relations))


def _name(fact: Known) -> str:
    """What the cell counts, without its value."""
    box = fact.boxes[0][0]
    areas = "+".join(box.areas)
    where = " ".join(f"{name}={','.join(codes)}" for name, codes in box.where)
    return f"{box.dataset} {box.variable} {box.period} {areas} {where}".rstrip()
