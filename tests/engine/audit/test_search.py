"""What is settled and what has to be asked, with ranges and seen ends set by hand."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.audit.grids import crossed, hiding, with_totals

from teilhabe.engine.audit import Cell, Relation, Told, audit, ranges
from teilhabe.engine.audit.components import components
from teilhabe.engine.audit.needs import needs_of
from teilhabe.engine.audit.programme import Programme
from teilhabe.engine.audit.ranges import Search
from teilhabe.engine.audit.system import Floats, system_of
from teilhabe.engine.audit.told import total

COUNT, MONEY = 0, 1
"""Of the two cells of `search`: both lie between 0 and 10, and 3 must be possible for both."""


def search(*, exact: bool, threshold: float = 3) -> Search:
    """A component with a horizon of 1,400: ends of money are the same up to 2.4 millionths."""
    cells = (Cell("count", 0, 10, threshold, True), Cell("money", 0, 10, threshold, True, whole=False))
    told = Told(cells, (Relation(((0, 1.0), (1, 1.0)), 0, 20),))
    (part,) = components(system_of(told))
    assert part.horizon == 1400
    return Search(part, needs_of(cells).of(part.cells), exact=exact)


def seeing(low: tuple[float, float], high: tuple[float, float], *, exact: bool = True) -> Search:
    found = search(exact=exact)
    found.ranges.seen_low, found.ranges.seen_high = np.array(low), np.array(high)
    return found


def open_cells(found: Search) -> list[int]:
    return found._open(np.array([COUNT, MONEY])).tolist()


def test_seen_counts_are_rounded_inwards_and_money_is_not() -> None:
    low, high = seeing((2.4, 2.4), (7.6, 7.6))._seen()
    assert (low.tolist(), high.tolist()) == ([3, 2.4], [7, 7.6])


def test_a_count_just_beside_a_whole_number_is_that_number() -> None:
    low, high = seeing((3 + 5e-7, 0), (7 - 5e-7, 0))._seen()
    assert (low[COUNT], high[COUNT]) == (3, 7)
    low, high = seeing((3 + 2e-6, 0), (7 - 2e-6, 0))._seen()
    assert (low[COUNT], high[COUNT]) == (4, 6)


@pytest.mark.parametrize(("end", "is_proven"), [(9.5, True), (9.6, False)])
def test_an_upper_end_is_proven_where_no_whole_number_lies_beyond_what_was_seen(end: float, is_proven: bool) -> None:
    found = seeing((5, 5), (9, 5))
    found.ranges.high[COUNT] = end
    assert found._is_proven(COUNT, 1.0) is is_proven
    assert not found._is_proven(COUNT, -1.0)


@pytest.mark.parametrize(("end", "is_proven"), [(0.5, True), (0.4, False)])
def test_a_lower_end_is_proven_where_no_whole_number_lies_beyond_what_was_seen(end: float, is_proven: bool) -> None:
    found = seeing((1, 5), (5, 5))
    found.ranges.low[COUNT] = end
    assert found._is_proven(COUNT, -1.0) is is_proven
    assert not found._is_proven(COUNT, 1.0)


@pytest.mark.parametrize(("short", "is_proven"), [(2e-6, True), (3e-6, False)])
def test_ends_of_money_are_proven_up_to_the_solvers_precision(short: float, is_proven: bool) -> None:
    found = seeing((0, short), (10, 10 - short))
    assert found._is_proven(MONEY, 1.0) is is_proven
    assert found._is_proven(MONEY, -1.0) is is_proven
    assert open_cells(found) == ([] if is_proven else [MONEY])


def test_a_need_that_is_met_closes_a_cell_unless_ends_are_asked_for() -> None:
    assert open_cells(seeing((1, 1), (3, 3), exact=False)) == []
    assert open_cells(seeing((1, 1), (3, 3))) == [COUNT, MONEY]
    assert open_cells(seeing((1, 1), (2, 3), exact=False)) == [COUNT]
    assert open_cells(seeing((0, 0), (10, 10))) == []


@pytest.mark.parametrize(
    ("low", "high", "is_open"), [(0.5, 9.5, False), (0.4, 9.5, True), (0.5, 9.6, True), (0.4, 9.6, True)]
)
def test_both_ends_have_to_be_seen_where_they_are_asked_for(low: float, high: float, is_open: bool) -> None:
    found = seeing((1, 0), (9, 10))
    found.ranges.low[COUNT], found.ranges.high[COUNT] = low, high
    assert open_cells(found) == ([COUNT] if is_open else [])


def test_the_farthest_value_is_the_end_and_of_a_count_the_whole_number_before_it() -> None:
    found = search(exact=True)
    farthest = np.array([7.5, 7.5])
    for column in (COUNT, MONEY):
        found._prove(column, 1.0, farthest)
    assert (found.ranges.low.tolist(), found.ranges.high.tolist()) == ([0, 0], [7, 7.5])
    for column in (COUNT, MONEY):
        found._prove(column, -1.0, np.array([2.5, 2.5]))
    assert (found.ranges.low.tolist(), found.ranges.high.tolist()) == ([3, 2.5], [7, 7.5])
    found._prove(COUNT, 1.0, None)
    assert found.ranges.high[COUNT] == 7


def test_a_farthest_count_just_beside_a_whole_number_is_that_number() -> None:
    found = search(exact=True)
    found._prove(COUNT, 1.0, np.array([7 - 5e-7, 0]))
    found._prove(COUNT, -1.0, np.array([2 + 5e-7, 0]))
    assert (found.ranges.low[COUNT], found.ranges.high[COUNT]) == (2, 7)


def test_a_question_points_to_one_cell_only() -> None:
    found = search(exact=True)
    assert found._towards(MONEY, -1.0).tolist() == [0, -1]
    assert found._towards(COUNT, 1.0).tolist() == [1, 0]


@pytest.mark.parametrize(
    ("values", "is_whole"), [((2, 2.5), True), ((2 + 1e-7, 2.5), True), ((1e-6, 2.5), False), ((2.5, 2), False)]
)
def test_values_are_noted_as_whole_where_all_counts_are(
    values: tuple[float, float], is_whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Programme, "vertex", lambda *_: np.array(values))
    found = search(exact=True)
    assert found._ask(np.ones(2)) is not None
    assert (found.ranges.seen_low.tolist(), found.ranges.seen_high.tolist()) == (list(values), list(values))
    assert np.isfinite(found.wholes.seen_low).tolist() == [is_whole, is_whole]


def test_where_nothing_is_counted_all_values_are_whole_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = (Cell("all", 9, 9, whole=False), *(Cell(name, hidden=True, whole=False) for name in "ab"))
    (part,) = components(system_of(Told(cells, (total(0, [1, 2]),))))
    monkeypatch.setattr(Programme, "vertex", lambda *_: np.array([2.5, 6.5]))
    found = Search(part, needs_of(cells).of(part.cells), exact=False)
    found._ask(np.ones(2))
    assert found.wholes.seen_high.tolist() == [2.5, 6.5]


def whole_questions(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Hears of every question whether it is about whole numbers."""
    heard: list[bool] = []
    vertex = Programme.vertex

    def hear(programme: Programme, direction: Floats) -> Floats | None:
        heard.append(programme._whole)
        return vertex(programme, direction)

    monkeypatch.setattr(Programme, "vertex", hear)
    return heard


TABLE = with_totals([[20, 50, 10], [8, 2, 22], [17, 32, 12]])


def test_nothing_is_asked_in_whole_numbers_where_they_were_seen_or_the_end_is_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard = whole_questions(monkeypatch)
    audit(crossed(hiding(TABLE, {(1, 1), (1, 2), (2, 1), (2, 2)})))
    assert heard
    assert not any(heard)
    audit(crossed(hiding(TABLE, {(1, 1)})))
    assert not any(heard)


def ring(*, whole: bool = True) -> Told:
    """Of x, y and z no two exceed 1 together; fractions of one half each make 3 of twice their sum, whole ones 2."""
    cells = (*(Cell(name, 0, 9, whole=whole) for name in "xyz"), Cell("all", 0, 9, 3, hidden=True, whole=whole))
    pairs = [Relation(((one, 1.0), (other, 1.0)), 0, 1) for one, other in ((0, 1), (1, 2), (2, 0))]
    return Told(cells, (*pairs, Relation(((3, -1.0), (0, 2.0), (1, 2.0), (2, 2.0)))))


def test_what_only_fractions_reach_is_asked_in_whole_numbers_and_of_counts_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard = whole_questions(monkeypatch)
    assert audit(ring(whole=False)).exposures == ()
    assert heard
    assert not any(heard)
    (exposed,) = audit(ring()).exposures
    assert (exposed.kind, exposed.low, exposed.high) == ("small", 0, 2)
    assert sum(heard) == 2


@pytest.mark.parametrize(("cells", "kinds"), [(3, []), (4, ["small"])])
def test_large_components_are_not_searched_in_whole_numbers(
    cells: int, kinds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranges, "_SMALL", cells)
    assert [exposure.kind for exposure in audit(ring()).exposures] == kinds


def test_an_attack_prints_nothing_of_the_solver(capfd: pytest.CaptureFixture[str]) -> None:
    audit(ring())
    assert capfd.readouterr() == ("", "")
