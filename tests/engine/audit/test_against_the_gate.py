"""The gate against the attacker: what the one protects the other cannot open, and every secondary is needed."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from teilhabe.engine.audit import Cell, Relation, Told, attack, audit
from teilhabe.engine.audit.releases import Question, read_releases, told_of, true_values
from teilhabe.engine.disclosure.additivity import Table
from teilhabe.engine.disclosure.problem import OPEN, Problem
from teilhabe.engine.disclosure.rules import Rules
from teilhabe.engine.disclosure.secondary import suppress
from teilhabe.engine.disclosure.tables import joined

Bools = npt.NDArray[np.bool_]
REMOVALS = 200


def random_table(seed: int) -> Table:
    """Two or three dimensions, few persons in most cells, all margins."""
    draws = np.random.default_rng(seed)
    shape = tuple(draws.integers(3, 5, size=2 + seed % 2).tolist())
    return crossed_table(draws.poisson(draws.gamma(0.7, 4.0, shape)))


def crossed_table(inner: npt.NDArray[np.int64]) -> Table:
    full = inner
    for axis in range(inner.ndim):
        full = np.concatenate([full, full.sum(axis=axis, keepdims=True)], axis=axis)
    names = [[*(f"{axis}{number}" for number in range(size)), "TOTAL"] for axis, size in enumerate(inner.shape)]
    dimensions = tuple("abc"[: inner.ndim])
    return Table(dimensions, tuple(product(*names)), full.ravel().astype(float))


def seen_by_a_stranger(problem: Problem, hidden: Bools, *, knows: bool) -> Told:
    values, equations = problem.values.tolist(), problem.equations
    cells = (
        Cell(
            str(cell),
            0.0 if is_hidden else value,
            OPEN if is_hidden else value,
            threshold=3,
            hidden=is_hidden,
            truth=value if knows else None,
        )
        for cell, (value, is_hidden) in enumerate(zip(values, hidden.tolist(), strict=True))
    )
    entries = list(zip(equations.cells.tolist(), equations.coefficients.tolist(), strict=True))
    ends = zip(equations.starts[:-1].tolist(), equations.starts[1:].tolist(), strict=True)
    return Told(tuple(cells), tuple(Relation(tuple(entries[start:end])) for start, end in ends))


def test_no_protected_table_leaks_and_every_removal_of_a_secondary_does() -> None:
    removed, redundant = 0, []
    for seed in range(1, 200):
        problem = joined([random_table(seed)], Rules()).problem
        pattern = suppress(problem)
        assert attack(seen_by_a_stranger(problem, pattern.hidden, knows=bool(seed % 3))) == ()
        secondaries = np.flatnonzero(pattern.hidden & ~problem.must_hide)
        for cell in np.random.default_rng(seed).permutation(secondaries)[:12].tolist():
            hidden = pattern.hidden.copy()
            hidden[cell] = False
            removed += 1
            if not attack(seen_by_a_stranger(problem, hidden, knows=True)):
                redundant.append((seed, cell))
        if removed >= REMOVALS:
            break
    assert removed >= REMOVALS
    assert len(redundant) <= removed * 0.05, redundant


def test_what_the_gate_writes_stands_the_attack_by_codes_alone(tmp_path: Path) -> None:
    """The attacker reads the files and finds its sums by itself."""
    for seed in range(40, 46):
        table = random_table(seed)
        found = joined([table], Rules())
        hidden = suppress(found.problem).hidden[found.rows[0]]
        protected, true = tmp_path / f"{seed}.csv", tmp_path / f"{seed}.true.csv"
        protected.write_text(as_text(table, hidden), encoding="utf-8")
        true.write_text(as_text(table, np.zeros_like(hidden)), encoding="utf-8")
        question = Question(table.dimensions, "n")
        reading = read_releases([protected], [], question)
        told = told_of(reading, 3, true_values(true, question, reading), {})
        assert len(told.relations) == sum(1 for codes in table.codes for code in codes if code == "TOTAL")
        assert attack(told) == ()


def as_text(table: Table, hidden: Bools) -> str:
    rows = zip(table.codes, table.values.tolist(), hidden.tolist(), strict=True)
    lines = [",".join([*codes, "" if is_hidden else f"{value:g}", "FC"[is_hidden]]) for codes, value, is_hidden in rows]
    return "\n".join([",".join([*table.dimensions, "n", "conf_status"]), *lines, ""])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_lines_makes_no_difference(seed: int, tmp_path: Path) -> None:
    table = random_table(seed)
    hidden = np.random.default_rng(seed).random(len(table.codes)) < 0.4
    head, *lines = as_text(table, hidden).splitlines()
    exposed = []
    for name in ("straight.csv", "shuffled.csv"):
        (tmp_path / name).write_text("\n".join([head, *lines, ""]), encoding="utf-8")
        told = told_of(read_releases([tmp_path / name], [], Question(table.dimensions, "n")), 3, {}, {})
        found = audit(told, exact=True)
        exposed.append(sorted((each.name, each.kind, each.low, each.high) for each in found.exposures))
        np.random.default_rng(seed).shuffle(lines)
    assert exposed[0] == exposed[1]
    assert exposed[0]
