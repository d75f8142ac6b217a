"""Controlled rounding: additive always, to a neighbouring multiple where possible, and no small count recognisable."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.engine.disclosure import rounding
from teilhabe.engine.disclosure.problem import Equations, Floats
from teilhabe.engine.disclosure.rounding import Rounded, rounded, unprotected
from teilhabe.errors import InputError

PAIRS = Equations.of([[(0, 1), (1, 1), (3, -1)], [(1, 1), (2, 1), (4, -1)], [(0, 1), (2, 1), (5, -1)]])
"""Three cells and the sums of each two of them: halves of a base have no rounding to neighbours here."""


def with_margins(inner: Floats) -> tuple[Floats, Equations]:
    """A table of any number of dimensions with all its sums."""
    full = np.pad(inner, [(0, 1)] * inner.ndim)
    rows = []
    places = np.arange(full.size).reshape(full.shape)
    for axis in range(full.ndim):
        np.moveaxis(full, axis, 0)[-1] = np.moveaxis(full, axis, 0)[:-1].sum(axis=0)
        lines = np.moveaxis(places, axis, -1).reshape(-1, full.shape[axis])
        rows += [[*((int(cell), 1.0) for cell in line[:-1]), (int(line[-1]), -1.0)] for line in lines]
    return full.ravel().astype(float), Equations.of(rows)


@st.composite
def tables(draw: st.DrawFn, most: int = 14) -> tuple[Floats, Equations]:
    shape = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    size = int(np.prod(shape))
    cells = draw(st.lists(st.integers(0, most), min_size=size, max_size=size))
    return with_margins(np.array(cells, dtype=float).reshape(shape))


def draws_of(seed: int, count: int) -> Floats:
    return np.random.default_rng(seed).random(count)


@given(tables(), st.sampled_from([3, 5, 10]), st.integers(0, 99))
def test_every_table_is_rounded_to_multiples_that_add_up(table: tuple[Floats, Equations], base: int, seed: int) -> None:
    values, equations = table
    told = rounded(values, equations, base, draws_of(seed, len(values)))

    assert (told.values % base == 0).all()
    assert not np.signbit(told.values).any()
    assert (equations.residuals(told.values) == 0).all()
    assert told.deviation == np.abs(told.values - values).max()
    assert (told.values[values == 0] == 0).all()
    if told.is_restricted:
        assert (told.values[values % base == 0] == values[values % base == 0]).all()
        assert not unprotected(values, told, 3).any()


@given(tables(), st.sampled_from([3, 5, 10]), st.integers(0, 99))
def test_up_to_two_dimensions_every_cell_goes_to_a_neighbouring_multiple(
    table: tuple[Floats, Equations], base: int, seed: int
) -> None:
    values, equations = table
    told = rounded(values, equations, base, draws_of(seed, len(values)))

    assert told.is_restricted or len(equations) > 8


@given(st.lists(st.integers(0, 6), min_size=4, max_size=4), st.integers(0, 99))
def test_somebody_who_tries_all_tables_recognises_no_small_count(cells: list[int], seed: int) -> None:
    values, equations = with_margins(np.array(cells, dtype=float).reshape(2, 2))
    told = rounded(values, equations, 3, draws_of(seed, len(values)))
    inner = [np.arange(max(told.values[cell] - 2, 0), told.values[cell] + 3) for cell in (0, 1, 3, 4)]
    one, two, three, four = (grid.ravel() for grid in np.meshgrid(*inner))
    rows, columns = (one + two, three + four), (one + three, two + four)
    tables = np.stack([one, two, rows[0], three, four, rows[1], *columns, sum(rows)], axis=1)
    possible = tables[(np.abs(tables - told.values) < 3).all(axis=1)]

    for cell in np.flatnonzero((values > 0) & (values < 3)):
        counts = set(possible[:, cell])
        assert len(counts) > 1
        assert 0 in counts or max(counts) >= 3


def test_where_sums_hold_cells_together_the_expected_figures_stay_near_the_true_ones() -> None:
    values, equations = with_margins(np.array([[1, 2, 4, 0], [7, 1, 1, 3], [2, 5, 8, 1]], dtype=float))
    runs = [rounded(values, equations, 3, draws_of(seed, len(values))).values for seed in range(600)]

    assert np.abs(np.mean(runs, axis=0) - values).max() < 0.5
    assert abs((np.mean(runs, axis=0) - values).mean()) < 0.05


def test_cells_that_no_sum_holds_together_are_rounded_without_bias() -> None:
    values = np.arange(30.0)
    none = Equations.of([])
    runs = [rounded(values, none, 3, draws_of(seed, 30)).values for seed in range(1000)]

    assert np.abs(np.mean(runs, axis=0) - values).max() < 0.2
    assert set(np.unique(np.array(runs)[:, 4])) == {3, 6}


def test_even_draws_round_to_the_nearest_multiple() -> None:
    values = np.array([0, 1, 2, 3, 4, 5, 6.0])

    assert rounded(values, Equations.of([]), 3, np.full(7, 0.5)).values.tolist() == [0, 0, 3, 3, 3, 6, 6]


def test_where_no_neighbours_fit_as_few_cells_as_possible_move_farther() -> None:
    values = np.array([5.0, 5, 5, 10, 10, 10])
    told = rounded(values, PAIRS, 10, np.full(6, 0.5))

    assert (PAIRS.residuals(told.values) == 0).all()
    assert told.deviation == 10
    assert not told.is_restricted
    assert (np.abs(told.values - values) >= 10).sum() == 1


def test_figures_below_zero_are_rounded_and_keep_their_sign() -> None:
    values = np.array([-4.0, 1, -3, 7, -7, 0])
    equations = Equations.of([[(0, 1), (1, 1), (2, -1)], [(3, 1), (4, 1), (5, -1)]])
    for seed in range(20):
        told = rounded(values, equations, 5, draws_of(seed, 6))
        assert (equations.residuals(told.values) == 0).all()
        assert (told.values * values >= 0).all()
        assert told.deviation < 5


def test_figures_below_zero_keep_their_sign_where_neighbours_do_not_fit() -> None:
    values = -np.array([5.0, 5, 5, 10, 10, 10])
    told = rounded(values, PAIRS, 10, np.full(6, 0.5))

    assert (PAIRS.residuals(told.values) == 0).all()
    assert (told.values <= 0).all()
    assert told.deviation == 10


def test_a_large_table_of_three_dimensions_is_rounded_to_neighbours() -> None:
    random = np.random.default_rng(4)
    share = random.gamma(0.6, 1, (20, 8, 6))
    values, equations = with_margins(random.multinomial(9_000, (share / share.sum()).ravel()).reshape(share.shape))
    told = rounded(values, equations, 5, draws_of(1, len(values)))

    assert told.is_restricted
    assert (equations.residuals(told.values) == 0).all()
    assert not unprotected(values, told, 3).any()
    assert abs((told.values - values).mean()) < 0.1


def test_the_same_draws_give_the_same_table() -> None:
    values, equations = with_margins(np.random.default_rng(2).integers(0, 9, (6, 5, 4)).astype(float))
    first, second = (rounded(values, equations, 3, draws_of(1, len(values))) for _ in range(2))

    assert first.values.tolist() == second.values.tolist()


def test_what_does_not_add_up_is_not_rounded() -> None:
    with pytest.raises(InputError, match="does not add up"):
        rounded(np.array([1.0, 2, 4]), Equations.of([[(0, 1), (1, 1), (2, -1)]]), 3, np.full(3, 0.5))


def test_a_solver_that_finds_nothing_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounding._Programme, "solved", lambda programme, whole: None)

    with pytest.raises(InputError, match="No rounding to the base 5"):
        rounded(np.array([4.0]), Equations.of([]), 5, np.zeros(1))


def test_a_small_count_is_protected_where_it_might_be_nobody_or_many() -> None:
    values = np.array([0, 1, 2, 3, 4, 1, 2, 3, 1, 0.0])
    told = Rounded(np.array([0, 0, 3, 3, 3, 5, 2, 1, 1, 1.0]), 3, 2)

    assert np.flatnonzero(unprotected(values, told, 3)).tolist() == [6, 8]
    assert np.flatnonzero(unprotected(values, told, 5)).tolist() == [2, 3, 4, 6, 7, 8]


def searches(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Hears for every programme whether whole numbers had to be searched for."""
    heard: list[bool] = []
    solved = rounding._Programme.solved

    def hear(programme: rounding._Programme, whole: bool) -> Floats | None:
        heard.append(whole)
        return solved(programme, whole)

    monkeypatch.setattr(rounding._Programme, "solved", hear)
    return heard


def test_a_table_of_two_dimensions_needs_no_search_in_whole_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = searches(monkeypatch)
    values, equations = with_margins(np.arange(12.0).reshape(3, 4))
    rounded(values, equations, 5, draws_of(3, len(values)))

    assert heard == [False]


def test_halves_that_the_linear_programme_leaves_are_settled_in_whole_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell likes to be high and no two may be: fractions take half of each, whole numbers one of them."""
    heard = searches(monkeypatch)
    values = np.array([4.0, 4, 4, 1, 1, 1, 9, 9, 9])
    ring = Equations.of([[(a, 1.0), (b, 1.0), (3 + row, 1.0), (6 + row, -1.0)] for row, (a, b) in enumerate(RING)])
    draws = np.array([0.0, 0, 0, 0.9, 0.9, 0.9, 0, 0, 0])
    told = rounded(values, ring, 3, draws)

    assert heard == [False, True]
    assert told.values.tolist()[6:] == [9, 9, 9]
    assert sorted(told.values[:3]) == [3, 3, 6]
    assert sorted(told.values[3:6]) == [0, 0, 3]


RING = [(0, 1), (1, 2), (2, 0)]


def test_figures_that_miss_their_sum_by_the_tolerance_still_add_up() -> None:
    alone = Equations.of([[(0, 1.0)]])

    assert rounded(np.array([1e-6]), alone, 3, np.full(1, 0.5)).values.tolist() == [0]
    with pytest.raises(InputError, match="does not add up"):
        rounded(np.array([1.1e-6]), alone, 3, np.full(1, 0.5))


def test_a_multiple_stays_even_where_a_binary_fraction_misses_it() -> None:
    values = np.array([0.3, 0.6, 0.7, 2.1]) * 10 + np.array([-1e-9, 1e-9, 0, 0])
    told = rounded(values, Equations.of([]), 3, np.array([0.99, 0.0, 0.99, 0.0]))

    assert told.values.tolist() == [3, 6, 6, 21]
    assert told.deviation == pytest.approx(1)


def test_a_table_of_multiples_deviates_by_nothing() -> None:
    assert rounded(np.array([3.0, 0, -6]), Equations.of([]), 3, np.full(3, 0.5)).deviation == 0


def test_a_cell_goes_up_exactly_as_often_as_it_is_above_the_lower_multiple() -> None:
    """Above by 0.2, 0.4, 0.6 and 0.8 of the base, on both sides of 0."""
    values, none = np.array([6.0, 7, 8, 9, -4, -3, -2, -1]), Equations.of([])

    assert rounded(values, none, 5, np.tile([0.19, 0.39, 0.59, 0.79], 2)).values.tolist() == [10] * 4 + [0] * 4
    assert rounded(values, none, 5, np.tile([0.21, 0.41, 0.61, 0.81], 2)).values.tolist() == [5] * 4 + [-5] * 4


def test_nothing_is_told_with_a_minus_before_0(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounding._Programme, "solved", lambda programme, whole: np.array([-1e-9, -0.0]))
    told = rounded(np.array([1.0, 0]), Equations.of([]), 3, np.full(2, 0.9))

    assert not np.signbit(told.values).any()


def test_no_cell_leaves_its_sign_and_no_zero_moves() -> None:
    up, down = rounding._leeway(np.array([-2.5, -2, -1, -0.4, 0, 0.4, 1, 1.5]))

    assert up.tolist() == [2, 1, 0, 0, 0, np.inf, np.inf, np.inf]
    assert down.tolist() == [np.inf] * 4 + [0, 0, 1, 1]


def test_steps_beyond_the_neighbours_go_to_the_cells_that_the_draws_prefer() -> None:
    """5 + 5 = 10 in each of three pairs: one cell has to go 10 far, and who is drawn low goes up."""
    values = np.array([5.0, 5, 5, 10, 10, 10])
    for high in range(3):
        draws = np.full(6, 0.9)
        draws[high] = 0.0
        told = rounded(values, PAIRS, 10, draws)
        assert told.values[high] == 10
        assert told.values[[cell for cell in range(3) if cell != high]].sum() in (0, 10)


def test_the_shortest_way_to_a_sum_may_lead_upwards() -> None:
    """Four times 10 or 20 is neither 60 nor 70: 80 is one step away, 40 two."""
    told = rounded(np.array([16.0, 64]), Equations.of([[(0, 4), (1, -1)]]), 10, np.full(2, 0.5))

    assert told.values.tolist() == [20, 80]


def test_figures_far_below_0_move_farther_and_zeros_stay() -> None:
    """The sum of two cells is told as a multiple beyond what their neighbours make; the third cell is 0."""
    values = np.array([-5.0, -5, -5, -10, -10, -10, 0, -5])
    more = [[(0, 1), (1, 1), (3, -1)], [(1, 1), (2, 1), (4, -1)], [(0, 1), (2, 1), (5, -1)], [(6, 1), (7, 1), (0, -1)]]
    told = rounded(values, Equations.of(more), 10, np.full(8, 0.5))

    assert told.values[6] == 0
    assert told.values[7] == told.values[0]
    assert (told.values <= 0).all()


def test_a_command_that_rounds_prints_nothing_but_its_table(capfd: pytest.CaptureFixture[str]) -> None:
    rounded(np.array([5.0, 5, 5, 10, 10, 10]), PAIRS, 10, np.full(6, 0.5))

    assert capfd.readouterr() == ("", "")


def test_who_is_exactly_as_many_as_the_threshold_is_no_small_count() -> None:
    values = np.array([0.0, 1, 2, 3, -1])
    told = Rounded(np.array([0.0, 1, 2, 3, -1]), 3, 0)

    assert unprotected(values, told, 3).tolist() == [False, True, True, False, False]
    assert unprotected(values[1:2], Rounded(np.array([3.0]), 3, 2), 3).tolist() == [False]
    assert unprotected(values[1:2], Rounded(np.array([2.0]), 2, 1), 3).tolist() == [True]


def test_a_distance_of_a_whole_base_is_no_neighbour() -> None:
    assert Rounded(np.zeros(1), 3, 2.9).is_restricted
    assert not Rounded(np.zeros(1), 3, 3).is_restricted
