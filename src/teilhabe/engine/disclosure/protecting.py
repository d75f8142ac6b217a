"""Tables that are published together, protected together: what `teilhabe protect` promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from teilhabe.engine.disclosure.problem import Bools, Pattern
from teilhabe.engine.disclosure.rules import Rules
from teilhabe.engine.disclosure.secondary import Unprotectable, suppress
from teilhabe.engine.disclosure.tables import Earlier, Joined, Table, joined, named
from teilhabe.errors import CheckFailed

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Report:
    """What was hidden and why, without a value."""

    cells: int
    hidden: int
    primary: Mapping[str, int]
    """Rule → cells that it hides; each cell counts for the first rule that hits it."""
    secondary: int
    secondary_sums: int
    """Of these, cells that are the sum of others."""
    cost: float
    """What the secondary ones cost, in the unit of the chosen cost."""
    work: Mapping[str, int]


@dataclass(frozen=True)
class Protection:
    """The pattern of all tables, and per table which of its rows are hidden."""

    joined: Joined
    pattern: Pattern
    hidden: tuple[Bools, ...]

    @property
    def report(self) -> Report:
        found, problem = self.joined, self.joined.problem
        hidden = self.pattern.hidden & found.listed
        secondary = hidden & ~problem.must_hide
        reasons = Counter(
            reason for reason, hit in zip(found.reasons, self.pattern.hidden, strict=True) if hit and reason is not None
        )
        return Report(
            cells=int(found.listed.sum()),
            hidden=int(hidden.sum()),
            primary=dict(sorted(reasons.items())),
            secondary=int(secondary.sum()),
            secondary_sums=int((secondary & found.is_sum).sum()),
            cost=float(problem.cost[secondary].sum()),
            work=dict(self.pattern.work),
        )


def protect(
    tables: Sequence[Table],
    rules: Rules,
    *,
    cost: str = "cells",
    topics: Mapping[tuple[str, str], int] | None = None,
    earlier: Sequence[Earlier] = (),
    progress: Progress | None = None,
) -> Protection:
    """Hide what the rules demand, and as little else as it takes that nobody can recompute it.

    What was published before stays as it was: its open cells are known, its hidden ones stay hidden.
    InputError for tables that contradict themselves or each other, CheckFailed where too much must be published.
    """
    found = joined(tables, rules, cost=cost, topics=topics, earlier=earlier)
    try:
        pattern = suppress(found.problem, progress=progress)
    except Unprotectable as error:
        raise _unprotectable(found, error.cell) from error
    except ArithmeticError as error:
        raise CheckFailed(
            "Die Suche fand keinen Schutz, der ihrer eigenen Prüfung standhält. Es wurde nichts geschrieben; bitte "
            "melden Sie uns diese Tabelle als Fehler der Software.",
            "The search found no protection that stands its own check. Nothing was written; please report this table "
            "as a defect of the software.",
        ) from error
    return Protection(found, pattern, tuple(np.asarray(pattern.hidden[rows], dtype=bool) for rows in found.rows))


def _unprotectable(found: Joined, number: int) -> CheckFailed:
    cell = found.cells[number]
    about = "ein Rand, der ganz in einer Zelle liegt" if cell is None else named(cell)
    also = "a margin that lies in one cell" if cell is None else named(cell)
    return CheckFailed(
        f"Nicht zu schützen: {about}. Was veröffentlicht werden muss oder schon ist, verrät diese Zelle. Bitte weniger "
        "Zellen festlegen oder gröber gliedern.",
        f"Cannot be protected: {also}. What must be published, or is already, gives this cell away. Please fix fewer "
        "cells or use coarser groups.",
    )
