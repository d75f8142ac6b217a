"""Deviations that are possible, and what they show."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.disclosure.secondary.test_room import row

from teilhabe.engine.disclosure.secondary.room import Room
from teilhabe.engine.disclosure.secondary.witnesses import Witnesses


def open_room(sliding: float = 0.0) -> Room:
    """Two hidden cells of a row; the first one needs one more."""
    room = Room(row([9, 2, 5, 2], [0, 1, 0, 0], sliding_protection=np.array([0, sliding, 0, 0])))
    room.hidden[2] = True
    return room


def test_a_cell_is_narrow_until_a_deviation_shows_its_level() -> None:
    witnesses = Witnesses(open_room())
    assert witnesses.narrow().tolist() == [1]
    witnesses.add(np.array([0, 1.0, -1.0, 0]))
    assert witnesses.narrow().tolist() == []
    assert (witnesses.up[1], witnesses.down[1], witnesses.up[2], witnesses.down[2]) == (1, 0, 0, 1)


def test_a_span_is_what_all_deviations_show_together() -> None:
    witnesses = Witnesses(open_room(sliding=3.0))
    witnesses.add(np.array([0, 1.0, -1.0, 0]))
    assert witnesses.narrow().tolist() == [1]
    witnesses.add(np.array([0, -2.0, 2.0, 0]))
    assert witnesses.narrow().tolist() == []


def test_what_is_not_possible_is_no_witness() -> None:
    for vector in ([0, 1.0, 0, -1.0], [0, 1.0, -0.5, 0], [0, -3.0, 3.0, 0]):
        with pytest.raises(ArithmeticError):
            Witnesses(open_room()).add(np.array(vector))


def test_half_a_person_shows_nothing_and_what_shows_nothing_new_is_not_kept() -> None:
    witnesses = Witnesses(open_room())
    witnesses.add(np.array([0, 1.5, -1.5, 0]))
    assert (witnesses.vectors, witnesses.up[1]) == ([], 0)
    witnesses.add(np.array([0, 2.0, -2.0, 0]))
    witnesses.add(np.array([0, 1.0, -1.0, 0]))
    assert len(witnesses.vectors) == 1


def test_a_published_cell_takes_its_witnesses_along() -> None:
    room = open_room()
    room.hidden[3] = True
    witnesses = Witnesses(room)
    witnesses.add(np.array([0, 1.0, -1.0, 0]))
    witnesses.add(np.array([0, 2.0, 0, -2.0]))
    assert witnesses.without(2).up[1] == 2
    assert witnesses.without(3).up[1] == 1
    assert witnesses.without(2).without(3).narrow().tolist() == [1]


def test_cells_that_move_alike_have_prints_in_one_direction() -> None:
    room = open_room()
    witnesses = Witnesses(room, [np.array([0, 1.0, -1.0, 0]), np.array([0, -2.0, 2.0, 0])])
    one, other, third = witnesses.fingerprints([1, 2, 3])
    np.testing.assert_allclose(one, -other)
    assert (third == 0).all()
    assert one.any()
    assert not Witnesses(room).fingerprints([1, 2]).any()
