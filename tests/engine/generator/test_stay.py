from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.engine.generator import GeneratorConfig
from teilhabe.engine.generator.groups import CITIZENSHIP_OF_GROUP
from teilhabe.engine.generator.history import simulate
from teilhabe.engine.generator.stay import exchanged, lengths_of_stay, thinned

KEYS = ("time_period", "ref_area", "sex", "citizenship")


def test_the_lengths_of_stay_add_up_to_the_register_in_every_cell(musterstadt) -> None:
    foreign = musterstadt.sums("register.csv", *KEYS, keep=lambda row: row["citizenship"] != "DE")
    stays = musterstadt.sums("population_by_stay.csv", *KEYS)
    assert {key: persons for key, persons in stays.items() if persons} == dict(foreign)


@pytest.mark.parametrize("years", [(2008, 2009), (2014, 2018), (2023, 2026)])
@pytest.mark.parametrize("seed", range(4))
def test_they_add_up_in_any_small_city(small_city: GeneratorConfig, years: tuple[int, int], seed: int) -> None:
    config = replace(small_city, first_year=years[0], last_year=years[1], seed=seed)
    history = simulate(config, np.random.Generator(np.random.PCG64(seed)))
    stays = lengths_of_stay(config, history)
    assert (stays >= 0).all()
    for record, counted in zip(history, stays, strict=True):
        foreign = (record.stock.sum(axis=2) @ CITIZENSHIP_OF_GROUP)[..., 1:]
        assert np.array_equal(counted.sum(axis=-1), foreign)


def _share(musterstadt, stay: str, *citizenships: str) -> Iterator[float]:
    def wanted(row: dict[str, str]) -> bool:
        return not citizenships or row["citizenship"] in citizenships

    people = musterstadt.sums("population_by_stay.csv", "time_period", keep=wanted)
    some = musterstadt.sums("population_by_stay.csv", "time_period", "stay", keep=wanted)
    return (some[date, stay] / people[date,] for (date,) in sorted(people))


def test_people_have_been_here_for_a_shorter_time_after_many_have_come(musterstadt) -> None:
    recent = dict(zip(musterstadt.config.years, _share(musterstadt, "Y_LT5"), strict=True))
    assert recent[2016] > recent[2013] + 0.05
    assert recent[2021] < recent[2016] - 0.1
    assert recent[2022] > recent[2021]


def test_those_who_came_in_2015_have_been_here_for_eight_years_at_the_end_of_2023(musterstadt) -> None:
    eight = dict(zip(musterstadt.config.years, _share(musterstadt, "Y8T9", "A8"), strict=True))
    assert eight[2023] > 2 * eight[2022]
    assert eight[2025] < eight[2024]


def test_most_refugees_from_ukraine_have_been_here_for_less_than_five_years(musterstadt) -> None:
    *_, latest = _share(musterstadt, "Y_LT5", "UA")
    assert latest > 0.8


cells = st.lists(st.floats(0, 1000), min_size=3, max_size=3).map(np.array)


@given(cells, st.floats(0, 1), st.lists(st.floats(0.05, 3), min_size=3, max_size=3).map(np.array))
def test_thinning_takes_off_as_many_as_leave_and_never_more_than_a_class_has(
    people: np.ndarray, share: float, odds: np.ndarray
) -> None:
    leaving = np.floor(people.sum() * share)
    remaining = thinned(people, leaving, odds)
    assert remaining.sum() == pytest.approx(people.sum() - leaving, abs=1e-6)
    assert ((remaining >= 0) & (remaining <= people)).all()


def test_those_with_higher_odds_leave_more_often() -> None:
    remaining = thinned(np.array([100.0, 100.0]), np.array(30), np.array([2.0, 1.0]))
    kept = remaining / 100
    assert np.log(kept[0]) == pytest.approx(2 * np.log(kept[1]))


def test_who_moves_takes_the_stay_along() -> None:
    people = np.array([[30.0, 10.0], [5.0, 5.0], [0.0, 0.0]])
    moved = exchanged(people, np.array([-8, 3, 5]), axis=0)
    assert moved[0].tolist() == pytest.approx([24.0, 8.0])
    assert moved[2].tolist() == pytest.approx([3.75, 1.25])
    assert moved.sum(axis=0).tolist() == pytest.approx(people.sum(axis=0).tolist())
