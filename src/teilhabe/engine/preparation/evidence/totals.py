"""Totals: which codes of each dimension stand for others in the same table, so that nobody adds them to their parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from teilhabe.codes.territory import level
from teilhabe.engine.cube.coded import Coded
from teilhabe.engine.cube.observations import TOTAL, Cell, Observations
from teilhabe.engine.preparation.evidence.figures import Figures, Matrix, matrix
from teilhabe.engine.preparation.evidence.proofs import Proof, prove
from teilhabe.engine.preparation.evidence.territories import ancestors

_CLAIM = re.compile(r"\b(insgesamt|zusammen|summe|gesamt|total|gesamtsumme|gesamtergebnis|sum)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Totals:
    """The totals of one dimension, or of the variables.

    `codes`: all codes; `proven`: total to parts, by the figures; `claimed`: totals by code, name or territory only;
    `proofs`: what the figures were compared for; `table`: the figures side by side, None where there are none to add.
    """

    name: str
    codes: tuple[str, ...]
    proven: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claimed: frozenset[str] = frozenset()
    proofs: tuple[Proof, ...] = ()
    table: Matrix | None = None

    @cached_property
    def marked(self) -> frozenset[str]:
        return frozenset(self.proven) | self.claimed

    @property
    def leaves(self) -> tuple[str, ...]:
        """The codes that are nobody's total."""
        return tuple(code for code in self.codes if code not in self.marked)

    @property
    def grand(self) -> str:
        """The proven total that covers all other codes; "" where there is none."""
        return next((code for code in self.proven if self.covered(code) >= set(self.codes) - {code}), "")

    @property
    def is_additive(self) -> bool:
        """Whether the total of everything is proven without a cell that differs."""
        whole = self.grand or (TOTAL if TOTAL in self.proven else "")
        return any(self.codes[p.total] == whole and not p.found.differs.any() for p in self.proofs if whole)

    def covered(self, total: str) -> set[str]:
        """The parts of a total, and the parts of these."""
        found: set[str] = set()
        waiting = [total]
        while waiting:
            for part in self.proven.get(waiting.pop(), ()):
                if part not in found:
                    found.add(part)
                    waiting.append(part)
        return found


def find_totals(found: Figures, name: str) -> Totals:
    """The totals of a dimension or, by the name "variable", of the variables."""
    codes = tuple(str(code) for code in found.column(name).cells)
    table = matrix(found, name)
    proofs = prove(name, table) if table else ()
    proven = {codes[p.total]: tuple(codes[part] for part in p.parts) for p in proofs if p.is_proven}
    return Totals(name, codes, proven, _claimed(found.observations, name, codes), proofs, table)


def _claimed(observations: Observations, name: str, codes: Sequence[str]) -> frozenset[str]:
    """Totals by their code, by their name, or because a territory contains another one of the table."""
    labels = next((d.labels for d in observations.dimensions if d.name == name), None)
    if labels is None:
        return frozenset()
    named = {code for code in codes if code == TOTAL or _CLAIM.search(labels.get(code) or code)}
    areas = {code for code in codes if level(code)} if name == "ref_area" else set()
    containing = {above for area in areas for above in ancestors(area) if above in areas}
    return frozenset(named | containing) if named | containing != set(codes) else frozenset()


def mark(observations: Observations, totals: Sequence[Totals]) -> Observations:
    """The observations with `total_of`, where any of them is a total; what the file itself says there stays."""
    marked = [entry for entry in totals if entry.marked and entry.name in observations.columns]
    if not marked:
        return observations
    combined = np.zeros(len(observations), np.int64)
    for place, entry in enumerate(marked):
        column = Coded.of(observations.columns[entry.name])
        combined |= column.map(str).where(entry.marked.__contains__).astype(np.int64) << place
    different, numbers = np.unique(combined, return_inverse=True)
    texts: list[Cell] = [
        ";".join(entry.name for place, entry in enumerate(marked) if bits >> place & 1) or None
        for bits in different.tolist()
    ]
    if not any(texts):
        return observations
    column = Coded.encoded(texts, numbers.astype(np.int32))
    if "total_of" in observations.columns:
        column = Coded.of([own or new for own, new in zip(observations.columns["total_of"], column, strict=True)])
    return replace(observations, columns={**observations.columns, "total_of": column})
