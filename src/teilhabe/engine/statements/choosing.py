"""Which claims are told: all tests of a page and of a release are judged together, the most telling come first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.procedures.multiplicity import benjamini_hochberg
from teilhabe.wording.message import Direction, Kind, Message, Quantity, Verdict

MOST = 5
"""So many sentences an indicator has at most."""

_SIGNED = frozenset({Kind.TREND, Kind.DECOMPOSITION})
_ORDERED = frozenset({Kind.RANK, Kind.LEADING, Kind.RECORD})
"""What these tell is a place among other values; the value itself may have been said before."""
_UNSURE = frozenset({Verdict.CHANCE, Verdict.TOO_FEW})
_COURSES = frozenset({Kind.CHANGE, Kind.NO_CHANGE, Kind.TREND})
_TWINS = (frozenset({Kind.GAP, Kind.RATIO}), _COURSES)
"""Kinds that tell the same two values, each in its own way."""
_AGAIN = 0.9
"""What a further sentence of a kind is worth, beside the first."""
_NEWS = 0.5
"""How much of the worth of a sentence hangs on numbers that no other has said."""
_FULL = 4
_MOST_COURSES = 2
"""So many sentences may tell what has become of a value since the same time: of everybody, and of one group."""
_MOST_UNSURE = 2
"""So many sentences may say that nothing can be told apart: the reader has understood it then."""
_APART = re.compile(r" [/+] ")


def judge_together(claims: Iterable[Claim], rate: float = 0.05) -> list[Claim]:
    """The claims with their q values; whoever is not supported at this false discovery rate any more says so."""
    every = list(claims)
    tested = [place for place, claim in enumerate(every) if claim.evidence.p is not None]
    q_values = benjamini_hochberg([every[place].evidence.p or 0.0 for place in tested])
    for place, q in zip(tested, q_values.tolist(), strict=True):
        every[place] = _judged(every[place], q, rate)
    return every


def _judged(claim: Claim, q: float, rate: float) -> Claim:
    claim = replace(claim, evidence=replace(claim.evidence, q=q))
    if claim.verdict != Verdict.SUPPORTED or q <= rate:
        return claim
    return _withdrawn(claim)


def _withdrawn(claim: Claim) -> Claim:
    """The claim as one that may be chance: without a direction, its change with the sign instead."""
    message = claim.message
    numbers = message.numbers
    if message.kind in _SIGNED and message.direction == Direction.DOWN:
        places = range(len(numbers)) if message.kind == Kind.DECOMPOSITION else range(1)
        numbers = tuple(_negated(number) if place in places else number for place, number in enumerate(numbers))
    is_said = message.kind == Kind.RANK
    direction = message.direction if is_said else Direction.NONE
    told = replace(message, verdict=Verdict.CHANCE, numbers=numbers, direction=direction)
    return replace(claim, message=told, importance=claim.importance * _AGAIN)


def _negated(number: Quantity) -> Quantity:
    return replace(number, value=-number.value)


def most_telling(claims: Sequence[Claim], most: int = MOST) -> list[Claim]:
    """Three to five claims ordered by importance, none of which says again what another has said."""
    chosen: list[Claim] = []
    told, named = _Said(), _Said()  # a span names no group: its limits are news again where they are named
    pool = [claim for claim in claims if claim.is_told]
    while len(chosen) < most:
        pool = [claim for claim in pool if told.news(claim) and not _is_one_too_many(claim, chosen)]
        if not pool:
            break
        best = max(pool, key=lambda claim: _worth(claim, chosen, named))
        chosen.append(best)
        told.add(best)
        if best.message.kind != Kind.SPREAD:
            named.add(best)
        pool.remove(best)
    return sorted(chosen, key=lambda claim: -claim.importance)


def _is_one_too_many(claim: Claim, chosen: Sequence[Claim]) -> bool:
    """Whether it is yet another that is not sure, or of the same sort, or tells the same two values in another way."""
    if claim.verdict in _UNSURE and sum(other.verdict in _UNSURE for other in chosen) >= _MOST_UNSURE:
        return True
    alike = [other for other in chosen if _manner(other) == _manner(claim) and claim.message.kind in _COURSES]
    return len(alike) >= _MOST_COURSES or any(_are_twins(claim.message, other.message) for other in chosen)


def _are_twins(one: Message, other: Message) -> bool:
    is_of_same = (one.periods, one.subjects, one.place) == (other.periods, other.subjects, other.place)
    return is_of_same and any({one.kind, other.kind} <= kinds for kinds in _TWINS)


class _Said:
    """Which numbers have been said, and of which cells: the same number of other cells is another one."""

    def __init__(self) -> None:
        self._cells: dict[Quantity, set[str]] = {}
        self._ordered: set[tuple[str, ...]] = set()

    def add(self, claim: Claim) -> None:
        if claim.message.kind in _ORDERED:
            self._ordered.add(claim.cells)
        for number in claim.message.numbers:
            self._cells.setdefault(_unsigned(number), set()).update(_single_cells(claim))

    def news(self, claim: Claim) -> int:
        """How many numbers of a claim have not been said; a break says none and is news, so is the first order."""
        if claim.message.kind == Kind.BREAK:
            return 1
        if claim.message.kind in _ORDERED:
            return claim.cells not in self._ordered
        own, numbers = _single_cells(claim), {_unsigned(number) for number in claim.message.numbers}
        return sum(own.isdisjoint(self._cells.get(number, ())) for number in numbers)


def _unsigned(number: Quantity) -> Quantity:
    return replace(number, value=abs(number.value))


def _single_cells(claim: Claim) -> set[str]:
    """The cells of a claim one by one, without their file; of a claim without any, one that all such share."""
    return {part.rpartition(":")[2] for cell in claim.cells for part in _APART.split(cell)} or {""}


def _worth(claim: Claim, chosen: Sequence[Claim], named: _Said) -> float:
    again = sum(_manner(other) == _manner(claim) for other in chosen)
    news = min(named.news(claim), _FULL) / _FULL
    return claim.importance * _AGAIN**again * (1 - _NEWS + _NEWS * news)


def _manner(claim: Claim) -> tuple[Kind, tuple[str, ...]]:
    """What a reader takes for the same sort of sentence: of the same kind, and since the same time."""
    return claim.message.kind, claim.message.periods[:1]
