"""How few further cells hide the small counts of a table with all margins, and how long does the search take?

    python benchmarks/disclosure.py [--only 10x6x5]

Tables of an invented city from a seed; counts of 1 and 2 are hidden, zeros published, and everybody must think a span
of 3 possible. Beside our search: elimination alone (Langsrud 2024: the dearest cells are published first, as long as
no hidden one follows exactly) and one linear programme per cell without weighing anew and without taking back. Prints
JSON; seconds are those of the processor. `narrow` counts the small cells that an attacker can narrow to less than 3.
`commands` is the same table as a file through `teilhabe protect` and `teilhabe audit --true`, which share no code.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from teilhabe.engine.disclosure.problem import Bools, Problem
from teilhabe.engine.disclosure.secondary import suppress
from teilhabe.engine.disclosure.secondary.attack import sweep
from teilhabe.engine.disclosure.secondary.elimination import PRIME
from teilhabe.engine.disclosure.secondary.repair import Repair
from teilhabe.engine.disclosure.secondary.room import Room
from teilhabe.engine.disclosure.secondary.witnesses import Witnesses
from workloads.crossed import crossed, csv_lines, frequency_problem

SEED = 7
TABLES = {
    "10x6x5": ((10, 6, 5), 3_000),
    "20x8x6": ((20, 8, 6), 18_000),
    "50x12x10": ((50, 12, 10), 18_000),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=sorted(TABLES))
    options = parser.parse_args()
    names = [options.only] if options.only else list(TABLES)
    print(json.dumps({name: _compared(*TABLES[name]) for name in names}, indent=2))


def _compared(shape: tuple[int, int, int], persons: int) -> dict[str, Any]:
    problem = frequency_problem(crossed(shape, persons, SEED))
    searches: dict[str, Callable[[Problem], Bools]] = {
        "search": lambda problem: suppress(problem).hidden,
        "elimination_alone": lambda problem: _eliminating(problem, shape),
        "programmes_alone": _plain,
    }
    return {
        "cells": len(problem),
        "above_0": int((problem.values > 0).sum()),
        "primary": int(problem.must_hide.sum()),
        "narrow_after_primary": _narrow(problem, problem.must_hide),
        **{name: _measured(problem, hiding) for name, hiding in searches.items()},
        "commands": _by_commands(shape, persons),
    }


def _by_commands(shape: tuple[int, int, int], persons: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        counts, protected, report = (Path(folder) / name for name in ("counts.csv", "protected.csv", "report.json"))
        counts.write_text("\n".join(csv_lines(crossed(shape, persons, SEED))) + "\n", encoding="utf-8")
        protecting = _cpu_seconds("protect", counts, "-o", protected, "--report", report)
        auditing = _cpu_seconds("audit", protected, "--true", counts)  # exit code 3 where a cell is exposed
        hidden = sum(line.endswith(",C") for line in protected.read_text(encoding="utf-8").splitlines())
    return {"hidden": hidden, "exposed": 0, "protect_cpu_seconds": protecting, "audit_cpu_seconds": auditing}


def _cpu_seconds(command: str, file: Path, *options: str | Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    table = ("--dimensions", "district,group,age", "--value", "persons")
    arguments = [sys.executable, "-m", "teilhabe.cli", command, file, *table, *options]
    subprocess.run(arguments, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2)


def _measured(problem: Problem, hiding: Callable[[Problem], Bools]) -> dict[str, Any]:
    start = time.process_time()
    hidden = hiding(problem)
    seconds = time.process_time() - start
    return {
        "secondary": int((hidden & ~problem.must_hide).sum()),
        "narrow": _narrow(problem, hidden),
        "cpu_seconds": round(seconds, 2),
    }


def _narrow(problem: Problem, hidden: Bools) -> int:
    """The sensitive cells that miss a protection level when just these cells are hidden."""
    room = Room(dataclasses.replace(problem, must_hide=hidden, cost=np.full(len(problem), np.inf)))
    witnesses = Witnesses(room)
    sweep(room, witnesses)
    attacker = Repair(room)
    return sum(not attacker.shows(witnesses, cell) for cell in witnesses.narrow().tolist())


def _plain(problem: Problem) -> Bools:
    """One programme per end of a narrow cell; what its solution moves is hidden."""
    room = Room(problem)
    witnesses = Witnesses(room)
    sweep(room, witnesses)
    repair = Repair(room, reweightings=0)
    for cell in witnesses.narrow().tolist():
        plan = None if witnesses.shown(np.array([cell]))[0] else repair.plan(witnesses, cell)
        if plan:
            room.hidden |= plan.cells
            for vector in plan.vectors:
                witnesses.add(vector)
    return room.hidden


def _eliminating(problem: Problem, shape: tuple[int, ...]) -> Bools:
    """Publishes cell by cell, the largest first, unless a hidden sensitive cell would follow exactly."""
    movements = _Movements(shape, set(np.flatnonzero(problem.must_hide).tolist()))
    for cell in np.flatnonzero(problem.values == 0).tolist():
        movements.publish(cell)
    hidden = problem.must_hide.copy()
    others = np.flatnonzero(~problem.must_hide & (problem.values > 0)).tolist()
    for cell in sorted(others, key=lambda cell: (-problem.values[cell], cell)):
        hidden[cell] = not movements.publish(cell)
    return hidden


class _Movements:
    """A basis of all movements that leave the table additive, in arithmetic modulo a prime.

    An inner cell has one movement: itself and the margins that contain it. Publishing a cell uses up one movement to
    stop all others from moving the cell.
    """

    def __init__(self, shape: tuple[int, ...], sensitive: set[int]) -> None:
        number = np.arange(math.prod(size + 1 for size in shape)).reshape([size + 1 for size in shape])
        self.sensitive = sensitive
        self.cells: dict[int, dict[int, int]] = {}
        self.movements: dict[int, dict[int, int]] = defaultdict(dict)
        for at in itertools.product(*map(range, shape)):
            moved = [int(number[where]) for where in itertools.product(*((here, -1) for here in at))]
            self.cells[moved[0]] = dict.fromkeys(moved, 1)
            for cell in moved:
                self.movements[cell][moved[0]] = 1

    def publish(self, cell: int) -> bool:
        """Publishes the cell; whether no sensitive cell follows from it."""
        by = self.movements[cell]
        if not by:
            return True
        pivot = min(by, key=lambda movement: (len(self.cells[movement]), movement))
        if any(self._follows(by, other, pivot) for other in self.cells[pivot] if other in self.sensitive):
            return False
        chosen = self.cells.pop(pivot)
        for other in chosen:
            del self.movements[other][pivot]
        inverse = pow(chosen[cell], -1, PRIME)
        for movement in list(by):
            self._subtract(chosen, movement, by[movement] * inverse % PRIME)
        return True

    def _follows(self, by: dict[int, int], other: int, pivot: int) -> bool:
        also = self.movements[other]
        if also.keys() != by.keys():
            return False
        ratio = also[pivot] * pow(by[pivot], -1, PRIME) % PRIME
        return all((also[movement] - ratio * factor) % PRIME == 0 for movement, factor in by.items())

    def _subtract(self, chosen: dict[int, int], movement: int, multiple: int) -> None:
        moved = self.cells[movement]
        for cell, factor in chosen.items():
            rest = (moved.get(cell, 0) - multiple * factor) % PRIME
            if rest:
                moved[cell] = self.movements[cell][movement] = rest
            elif moved.pop(cell, None) is not None:
                del self.movements[cell][movement]


if __name__ == "__main__":
    main()
