"""The attack: from what is told to the cells that are told too closely."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np

from teilhabe.engine.audit.coalitions import known_to_one, people
from teilhabe.engine.audit.components import Component, components
from teilhabe.engine.audit.needs import Needs, needs_of
from teilhabe.engine.audit.ranges import Search
from teilhabe.engine.audit.system import TOLERANCE, Floats, system_of
from teilhabe.engine.audit.told import Cell, Told

Kind: TypeAlias = Literal["told", "exact", "small", "narrow", "dominated", "coalition"]
Progress: TypeAlias = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Exposure:
    """A cell of which an attacker can prove too much: it lies between `low` and `high`.

    told: a small figure stands there openly; exact: computed exactly; small: surely below the threshold, not surely
    0; narrow: too few values are possible; dominated: a contributor can estimate another too closely;
    coalition: the single person in the cell `by` can compute it.
    """

    cell: int
    name: str
    kind: Kind
    low: float
    high: float
    by: str = ""


@dataclass
class Audit:
    """What an attack found out; ends of ranges are proven from outside, `seen` ends are known to be possible."""

    exposures: tuple[Exposure, ...]
    """What a stranger can find out."""
    coalitions: tuple[Exposure, ...]
    """What somebody can who is the only person in another cell."""
    low: Floats
    high: Floats
    seen_low: Floats
    seen_high: Floats
    work: dict[str, int] = field(default_factory=dict)
    """Unknown cells, components, linear programmes, and questions given up after the allowed work (`undecided`)."""


def attack(told: Told, *, singletons: bool = False, progress: Progress | None = None) -> tuple[Exposure, ...]:
    """The exposed cells; nothing is claimed that is not proven. `singletons`: also those that single persons expose."""
    found = audit(told, singletons=singletons, progress=progress)
    return (*found.exposures, *found.coalitions)


def audit(told: Told, *, exact: bool = False, singletons: bool = True, progress: Progress | None = None) -> Audit:
    """The attack with all that it learned on the way; `exact` asks for both ends of every hidden cell.

    Contradiction where the told figures cannot all be true.
    """
    system = system_of(told)
    needs = needs_of(told.cells)
    found = Audit((), (), system.low.copy(), system.high.copy(), system.low.copy(), system.high.copy())
    found.work = dict.fromkeys(("unknown", "components", "programmes", "undecided"), 0)
    pairs: list[tuple[int, int]] = []
    parts = list(components(system))
    unknown, settled = sum(map(len, parts)), 0
    for part in parts:

        def hear(done: int, before: int = settled) -> None:
            if progress:
                progress("audit", before + done, unknown)

        _attacked(part, needs, exact, found, hear)
        pairs += _given_away(part, told.cells) if singletons else ()
        settled += len(part)
    found.exposures = tuple(_exposures(told.cells, needs, found))
    found.coalitions = tuple(_coalitions(told, found, pairs))
    return found


def _attacked(part: Component, needs: Needs, exact: bool, found: Audit, hear: Callable[[int], None]) -> None:
    """Notes the ranges of one component; asks nothing where nothing is needed."""
    found.work["unknown"] += len(part)
    found.work["components"] += 1
    if not needs.of(part.cells).any().any():
        return
    search = Search(part, needs.of(part.cells), exact=exact)
    search.run(hear)
    far = part.horizon * (1 - 1e-9)
    found.low[part.cells] = np.where(search.ranges.low <= -far, -np.inf, search.ranges.low)
    found.high[part.cells] = np.where(search.ranges.high >= far, np.inf, search.ranges.high)
    found.seen_low[part.cells] = search.ranges.seen_low
    found.seen_high[part.cells] = search.ranges.seen_high
    found.work["programmes"] += search.asked
    found.work["undecided"] += search.undecided


def _given_away(part: Component, cells: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Who can be computed by whom, in one component."""
    own = [cells[position] for position in part.cells.tolist()]
    alone = [column for column, cell in enumerate(own) if cell.is_sensitive and cell.truth == 1]
    sensitive = [column for column, cell in enumerate(own) if cell.is_sensitive]
    for column, person in known_to_one(part, alone, sensitive) if alone and len(sensitive) > 1 else ():
        yield int(part.cells[column]), int(part.cells[person])


def _exposures(cells: Sequence[Cell], needs: Needs, found: Audit) -> Iterator[Exposure]:
    for position in np.flatnonzero(~needs.met(found.low, found.high)).tolist():
        cell, low, high = cells[position], float(found.low[position]), float(found.high[position])
        if kind := _kind(cell, low, high):
            yield Exposure(position, cell.name, kind, low, high)


def _coalitions(told: Told, found: Audit, pairs: Sequence[tuple[int, int]]) -> Iterator[Exposure]:
    """One per cell that is not open to everybody; a person learns nothing of a sum that is only themselves."""
    same = people(told) if pairs else []
    known = {each.cell for each in found.exposures}
    for position, person in sorted(pairs):
        if position not in known and same[position] != same[person]:
            known.add(position)
            cell, low, high = told.cells[position], float(found.low[position]), float(found.high[position])
            yield Exposure(position, cell.name, "coalition", low, high, told.cells[person].name)


def _kind(cell: Cell, low: float, high: float) -> Kind | None:
    """None where nothing is exposed: a figure that is known to be 0 tells about nobody."""
    if max(-low, high) <= TOLERANCE and not cell.is_sensitive:
        return None
    if cell.is_exact:
        return "told"
    if high - low <= TOLERANCE:
        return "exact"
    if max(-low, high) < cell.threshold - TOLERANCE:
        return "small"
    return "dominated" if cell.above > 0 or cell.below > 0 else "narrow"
