"""Ranges are found with few questions, and in whole numbers where it matters."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from tests.engine.audit.grids import crossed, hiding, with_totals

from teilhabe.engine.audit import Audit, Cell, Relation, Told, audit
from teilhabe.engine.audit.components import components
from teilhabe.engine.audit.programme import Programme
from teilhabe.engine.audit.system import system_of
from teilhabe.engine.audit.told import OPEN, total

TABLE = with_totals([[20, 50, 10], [8, 2, 22], [17, 32, 12]])
BLOCK = {(1, 1), (1, 2), (2, 1), (2, 2)}


def ranges(found: Audit, told: Told) -> dict[str, tuple[float, float]]:
    return {
        cell.name: (float(found.low[position]), float(found.high[position]))
        for position, cell in enumerate(told.cells)
        if cell.hidden
    }


def test_exact_ranges_are_those_of_pencil_and_paper() -> None:
    told = crossed(hiding(TABLE, BLOCK))
    assert ranges(audit(told, exact=True), told) == {"1,1": (0, 24), "1,2": (0, 24), "2,1": (10, 34), "2,2": (10, 34)}


def test_the_ends_seen_lie_within_the_ends_proven_and_meet_them_where_all_was_asked() -> None:
    told = crossed(hiding(TABLE, BLOCK))
    for exact in (True, False):
        found = audit(told, exact=exact)
        assert (found.low <= found.seen_low + 1e-6).all()
        assert (found.high >= found.seen_high - 1e-6).all()
    found = audit(told, exact=True)
    np.testing.assert_allclose(found.low, found.seen_low, atol=1e-6)
    np.testing.assert_allclose(found.high, found.seen_high, atol=1e-6)


def test_one_question_is_often_enough_for_many_cells() -> None:
    """Twenty closed blocks side by side, tied together by one unknown column: far fewer questions than cells."""
    table = with_totals([[9, 7, 8], [6, 8, 9]] * 10)
    hidden = {(row, column) for row in range(20) for column in range(3)}
    found = audit(crossed(hiding(table, hidden)))
    assert found.work["unknown"] == 60
    assert found.work["components"] == 1
    assert found.exposures == ()
    assert 1 <= found.work["programmes"] <= 12


def test_cells_without_a_need_cost_no_question() -> None:
    told = crossed(hiding(TABLE, BLOCK), TABLE, threshold=2)
    assert audit(told).work["programmes"] == 0
    assert audit(told, exact=True).work["programmes"] == 0


def test_an_end_that_nobody_tells_is_open_on_its_side() -> None:
    cells = (Cell("a", 0, OPEN, 3, hidden=True), Cell("b", -OPEN, 4, 3, hidden=True), Cell("c", -OPEN, OPEN, 3, True))
    told = Told(cells, (Relation(((0, 1.0), (1, -1.0)), 2, OPEN), Relation(((2, 1.0), (0, 1.0)), -OPEN, OPEN)))
    assert ranges(audit(told, exact=True), told) == {"a": (0, inf), "b": (-inf, 4), "c": (-inf, inf)}


def test_a_range_in_money_has_ends_between_whole_numbers() -> None:
    cells = (Cell("all", 10.5, 10.5, whole=False), *(Cell(name, 0, OPEN, 0, True, whole=False) for name in "ab"))
    told = Told(cells, (total(0, [1, 2]), Relation(((1, 1.0), (2, -1.0)), 0, OPEN)))
    found = ranges(audit(told, exact=True), told)
    np.testing.assert_allclose([*found["a"], *found["b"]], [5.25, 10.5, 0, 5.25], atol=1e-6)


def test_whole_numbers_are_looked_for_where_fractions_reach_farther() -> None:
    """An odd ring x + y, y + z, z + x of at most 1 leaves fractions of one half to all, a whole one to one."""
    cells = (*(Cell(name, 0, OPEN) for name in "xyz"), Cell("all", 0, OPEN, 2, hidden=True), Cell("more", 0, 1))
    ring = [Relation(((one, 1.0), (other, 1.0)), 0, 1) for one, other in ((0, 1), (1, 2), (2, 0))]
    told = Told(cells, (*ring, Relation(((3, -1.0), (0, 2.0), (1, 2.0), (2, 2.0), (4, -1.0)), 0, 0)))
    found = audit(told, exact=True)
    assert (found.exposures, found.low[3], found.high[3]) == ((), 0, 2)
    told = Told((*told.cells[:3], Cell("all", 0, OPEN, 3, hidden=True), Cell("more", 1, 1)), told.relations)
    (exposed,) = audit(told).exposures
    assert (exposed.kind, exposed.high) == ("exact", 1)


def test_a_programme_tells_where_the_allowed_work_did_not_suffice() -> None:
    told = crossed(hiding(TABLE, BLOCK))
    (part,) = components(system_of(told))
    programme = Programme(part)
    assert programme.vertex(np.array([1.0, 0, 0, 0])) is not None
    programme._solver.setOptionValue("simplex_iteration_limit", 0)
    assert programme.vertex(np.array([0, 1.0, 0, 0])) is None
    assert programme.asked == 2


def test_questions_that_were_given_up_are_counted_and_claim_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Programme, "vertex", lambda *_: None)
    found = audit(crossed(hiding(TABLE, {(1, 1), (1, 3), (3, 1), (3, 3)})))
    assert found.exposures == ()
    assert (
        found.work["undecided"] == 12 + 4 * 2 * 2
    )  # sweeps, then both ends of four cells in fractions and whole numbers
    assert (found.low[5], found.high[5]) == (0, inf)
