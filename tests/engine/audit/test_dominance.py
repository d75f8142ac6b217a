"""How much room a sum of contributions needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from teilhabe.engine.audit.dominance import Dominance, rooms
from teilhabe.errors import InputError


@pytest.mark.parametrize(
    ("rule", "value", "largest", "room"),
    [
        (Dominance(("x",), contributors=1, share=50), 100, [60, 20], 20),
        (Dominance(("x",), contributors=1, share=60), 100, [60, 20], 0),
        (Dominance(("x",), contributors=2, share=50), 100, [60, 20], 60),
        (Dominance(("x",), p_percent=50), 100, [60, 20], 10),
        (Dominance(("x",), p_percent=20), 100, [60, 20], 0),
        (Dominance(("x",), p_percent=10), 60, [60], 6),
        (Dominance(("x",), p_percent=50), 100, [60, 20, 15], 10),
        (Dominance(("x",), contributors=2, share=50), 100, [60, 20, 15], 60),
        (Dominance(("x",), 1, 50, 50), 100, [60, 20], 20),
        (Dominance(("x",)), 100, [100], 0),
        (Dominance(("x",), p_percent=10), 0, [], 0),
    ],
)
def test_the_room_is_what_is_missing_to_a_safe_sum(
    rule: Dominance, value: float, largest: list[float], room: float
) -> None:
    assert rule.room(value, largest) == pytest.approx(room)


def test_contributions_are_read_beside_their_sums_whatever_their_order(tmp_path: Path) -> None:
    path = tmp_path / "true.csv"
    path.write_text("place,n,a,b\nA,100,5,90\nB,50,10,\nC,,9,8\nTOTAL,190,90,10\n", encoding="utf-8")
    found = rooms(path, ("place",), "n", Dominance(("a", "b"), contributors=1, share=80))
    assert {dict(key).get("place"): room for key, room in found.items()} == {"A": 12.5}


def test_a_missing_column_of_contributions_is_named(tmp_path: Path) -> None:
    path = tmp_path / "true.csv"
    path.write_text("place,n\nA,100\n", encoding="utf-8")
    with pytest.raises(InputError, match="column first with the largest contributions is missing"):
        rooms(path, ("place",), "n", Dominance(("first",), p_percent=10))


def test_the_least_room_counts_and_none_does_not(tmp_path: Path) -> None:
    path = tmp_path / "true.csv"
    path.write_text("place,n,a\nA,100,80.4\nB,100,80\nC,100,79\nD,<5,4\n", encoding="utf-8")
    found = rooms(path, ("place",), "n", Dominance(("a",), contributors=1, share=80))
    assert {dict(key).get("place"): room for key, room in found.items()} == {"A": pytest.approx(0.5)}


def test_without_a_limit_or_without_contributors_every_sum_is_safe() -> None:
    assert Dominance(()).room(10, [10]) == 0
    assert Dominance((), contributors=1).room(10, [10]) == 0  # nobody holds more than all of a sum
    assert Dominance((), contributors=1, share=50).room(10, []) == 0
