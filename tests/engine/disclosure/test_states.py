"""Which cells of earlier releases are those of today, by hand."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.disclosure.earlier import Earlier, States
from teilhabe.engine.disclosure.groupings import TOTAL
from teilhabe.engine.disclosure.table import STATE, Cell, Table


def a(code: str, state: int = 0) -> Cell:
    own = frozenset({("area", code)} if code != TOTAL else ())
    return own | {(STATE, str(state))} if state else own


def release(**values: float) -> Earlier:
    codes = [(TOTAL if code == "all" else code,) for code in values]
    return Earlier(Table(("area",), tuple(codes), np.array(list(values.values()))), np.isnan(list(values.values())))


def meanings(states: States, told: Earlier) -> list[Cell]:
    table, _, meaning = states.meaning(told)
    return [meaning(codes) for codes in table.codes]


TODAY = {a("x"): 5.0, a("y"): 7.0}


def test_what_had_the_same_value_or_is_not_of_today_is_the_cell_itself() -> None:
    assert meanings(States(TODAY, {}), release(x=5, z=3)) == [a("x"), a("z")]


def test_corrected_cells_are_numbered_one_by_one_and_once_per_value() -> None:
    states = States(TODAY, {})
    assert meanings(states, release(x=6, y=8)) == [a("x", 1), a("y", 2)]
    assert meanings(states, release(x=6, y=9)) == [a("x", 1), a("y", 3)]
    assert meanings(states, release(x=5, y=8)) == [a("x"), a("y", 2)]


def test_what_an_earlier_release_told_first_is_known_to_the_next_one() -> None:
    states = States({}, {})
    assert meanings(states, release(x=6)) == [a("x")]
    assert meanings(states, release(x=7)) == [a("x", 1)]


def test_hidden_cells_of_unknown_value_are_todays_unless_they_do_not_fit_their_sum() -> None:
    assert meanings(States(TODAY, {}), release(x=np.nan, y=7)) == [a("x"), a("y")]
    fits = States({**TODAY, a(TOTAL): 12.0}, {})
    assert meanings(fits, release(x=np.nan, y=7, all=12)) == [a("x"), a("y"), a(TOTAL)]
    corrected = States({**TODAY, a(TOTAL): 12.0}, {})
    assert meanings(corrected, release(x=np.nan, y=7, all=15)) == [a("x", 2), a("y"), a(TOTAL, 1)]


def test_what_fits_a_sum_but_for_binary_fractions_fits_it() -> None:
    states = States({a("x"): 5.0, a("y"): 7.0}, {})
    assert meanings(states, release(x=np.nan, y=7, all=12 + 1e-8)) == [a("x"), a("y"), a(TOTAL)]
    assert meanings(states, release(x=np.nan, y=7, all=12 + 1e-7))[0] != a("x")


def test_untied_releases_share_no_hidden_cell_of_unknown_value() -> None:
    states = States(TODAY, {}, tied=False)
    assert meanings(states, release(x=np.nan, y=7)) == [a("x", 1), a("y")]
    assert meanings(states, release(x=np.nan, y=np.nan)) == [a("x", 2), a("y", 3)]
