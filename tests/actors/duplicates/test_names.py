"""Spellings of one name meet under one key, and different names do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.actors.duplicates.names import distance, parts, sound


@pytest.mark.parametrize(
    "spellings",
    [
        ("Muhammad", "Mohammed", "Mohamad", "Muhammet", "Mohamed"),
        ("Yusuf", "Jusuf", "Youssef", "Josef"),
        ("Khaled", "Chaled", "Khalid"),
        ("Müller", "Mueller", "Muller"),
        ("Iwan", "Ivan"),
        ("Fatima", "Fatma", "Fatimah"),
        ("Şahin", "Shahin", "Schahin"),
        ("Dschamal", "Jamal", "Djamal"),
        ("Schneider", "Schneyder"),
    ],
)
def test_the_spellings_of_one_name_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({sound(part) for name in spellings for part in parts(name)}) == 1


@pytest.mark.parametrize(("one", "other"), [("Hassan", "Hussein"), ("Mahmoud", "Mohammed"), ("Amir", "Omar")])
def test_different_names_with_the_same_consonants_have_different_keys(one: str, other: str) -> None:
    assert sound(*parts(one)) != sound(*parts(other))


def test_articles_and_apostrophes_are_no_part_of_a_name() -> None:
    assert parts("Al-Hassan") == parts("el Hassan") == ("hassan",)
    assert parts("D'Angelo") == ("dangelo",)
    assert parts("El") == ("el",)


@given(st.text(max_size=40))
def test_every_name_has_parts_and_keys(name: str) -> None:
    assert all(sound(part) for part in parts(name) if part[0].isalpha())


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_the_distance_is_the_same_in_both_directions_and_bounded(one: str, other: str) -> None:
    assert distance(one, other, 2) == distance(other, one, 2) <= 3
    assert (distance(one, other, 2) == 0) == (one == other)


def test_neighbours_that_changed_places_are_one_mistake() -> None:
    assert distance("ahmed", "ahmde", 2) == 1
