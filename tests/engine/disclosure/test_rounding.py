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
