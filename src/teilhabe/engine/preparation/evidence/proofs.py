"""Proofs: which codes of a dimension are sums of others, by several independent cells and without contradiction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from teilhabe.engine.preparation.evidence.figures import Agreement, Matrix, agreement
from teilhabe.engine.preparation.evidence.hypotheses import (
    Parts,
    are_official,
    known,
    runs,
    runs_anywhere,
    small_sums,
    whole,
)

_MOST_MEASURES = 6
_MOST_ROWS = 64
"""Hypotheses are drawn from so many of the fullest rows of a measure; every row then speaks for or against them."""

_COARSE = 1_000
"""Decimals that are rounded to more than a thousandth of the largest figure: smooth series of such rates meet for many
years, so that only the sum of everything is looked at."""


@dataclass(frozen=True)
class Proof:
    """A code that is, or by the code lists should be, the sum of others; `found` tells in which rows of `table`."""

    total: int
    parts: Parts
    found: Agreement
    table: Matrix
    is_known: bool
    is_proven: bool


def prove(name: str, table: Matrix) -> tuple[Proof, ...]:
    """Every proven total of a dimension, and those that the code lists know but the figures contradict.

    Of periods and official territories the lists know everything; in other lists sums are looked for.
    """
    given = known(name, table.codes)
    drawn: dict[tuple[int, Parts], int] = {}
    is_listed = name == "time_period" or (name == "ref_area" and are_official(table.codes))
    units = [] if is_listed else list(_units(table))
    for unit in units:
        for pair, tries in _drawn(unit, given):
            drawn.setdefault(pair, tries)
    counted = _additive(table, drawn, units)
    proofs = [_known(table, *pair) for pair in given.items()]
    for pair, tries in drawn.items():
        found = agreement(counted, *pair)
        proofs.append(Proof(*pair, found, counted, is_known=False, is_proven=found.proves(tries)))
    if len(table.numbers) == 1:
        return _one_row(proofs, len(table.codes))
    return tuple(_chosen(proof for proof in proofs if proof.is_proven or proof.is_known).values())


def _known(table: Matrix, total: int, parts: Parts) -> Proof:
    """What the lists know needs no more than cells that do not speak against it."""
    found = agreement(table, total, parts)
    is_proven = bool(found.telling.any()) and not (found.telling & found.differs).any()
    return Proof(total, parts, found, table, is_known=True, is_proven=is_proven or found.proves())


def _additive(table: Matrix, drawn: Mapping[tuple[int, Parts], int], units: Sequence[Matrix]) -> Matrix:
    """The rows of those measures in which anything adds up: the others are means or rates that do not say so."""
    additive: set[int] = set()
    for pair, tries in drawn.items():
        for unit in units:
            found = agreement(unit, *pair)
            if found.is_no_chance(tries):
                additive |= set(np.unique(unit.measure[found.telling & ~found.differs]).tolist())
    return table.only(np.isin(table.measure, sorted(additive))) if additive else table


def _units(table: Matrix) -> Iterator[Matrix]:
    """The fullest rows of each measure; measures with a single row are looked at together."""
    counted = np.bincount(table.measure)
    several = [number for number in np.argsort(-counted, kind="stable").tolist() if counted[number] > 1]
    for number in several[:_MOST_MEASURES]:
        yield _fullest(table.only(table.measure == number))
    single = np.isin(table.measure, np.flatnonzero(counted == 1))
    if single.any():
        yield _fullest(table.only(single))


def _fullest(table: Matrix) -> Matrix:
    order = np.argsort(-table.filled, kind="stable")[:_MOST_ROWS]
    return table.only(order.astype(np.int32))


def _drawn(unit: Matrix, given: Mapping[int, Parts]) -> Iterator[tuple[tuple[int, Parts], int]]:
    """Hypotheses that a first look does not rule out, and among how many each was found."""
    is_coarse = bool((unit.steps * _COARSE > np.nanmax(unit.numbers, initial=0)).all())
    found = {} if is_coarse else {total: parts for total, parts in runs(unit).items() if total not in given}
    for pair in found.items():
        yield pair, len(unit.codes)
    for pair in () if is_coarse else runs_anywhere(unit, {**given, **found}):
        found.setdefault(*pair)
        yield pair, len(unit.codes) ** 2
    for pair in whole(unit, {*found, *given}):
        if pair[0] not in given:
            yield pair, 1
    for pair in () if is_coarse or len(unit.numbers) == 1 else small_sums(unit):
        if pair[0] not in given:
            yield pair, len(unit.codes) ** 3


def _one_row(proofs: Sequence[Proof], codes: int) -> tuple[Proof, ...]:
    """One figure for each code proves nothing but as a whole: with sub-totals, one total covers everything."""
    by_total = _chosen(proof for proof in proofs if proof.found.cells and not proof.found.against)
    for top in by_total:
        covered = covering(by_total, top)
        if len(covered) == codes - 1 and covered & by_total.keys():
            return tuple(Proof(p.total, p.parts, p.found, p.table, p.is_known, True) for p in by_total.values())
    return tuple(proof for proof in proofs if proof.is_known)


def covering(proofs: Mapping[int, Proof], total: int) -> set[int]:
    """All parts of a total, and the parts of these."""
    covered: set[int] = set()
    waiting = [total]
    while waiting:
        for part in proofs[waiting.pop()].parts:
            if part not in covered:
                covered.add(part)
                waiting += [part] if part in proofs else []
    return covered


def _chosen(proofs: Iterable[Proof]) -> dict[int, Proof]:
    """One for each total: what the lists know, else what most cells support; a total is never among its own parts."""
    best: dict[int, Proof] = {}
    for proof in sorted(proofs, key=lambda p: (not p.is_known, -p.found.cells, len(p.parts))):
        if proof.total in best:
            continue
        trial = {**best, proof.total: proof}
        if proof.total not in covering(trial, proof.total):
            best = trial
    return best
