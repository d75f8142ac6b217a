from __future__ import annotations

import numpy as np
import pytest
from tests.engine.projections.invented import alike, axes_of, course

from teilhabe.engine.projections.courses import Course, run
from teilhabe.engine.projections.grouping import grouping_of
from teilhabe.engine.projections.joining import joined_course
from teilhabe.engine.projections.population import Population


def population(*sizes: float) -> Population:
    axes = axes_of([f"{number:02}" for number in range(1, len(sizes) + 1)])
    shares = np.full(axes.shape, 1.0 / np.prod(axes.shape[1:]))
    return Population(axes, 2024, shares * np.array(sizes)[:, None, None, None])


@pytest.mark.parametrize(
    ("sizes", "names"),
    [
        ((9000, 8000), ("01", "02")),
        ((9000, 3000, 6000, 8500), ("01", "02+03", "04")),
        ((3000, 9000, 4000, 2000), ("01+03+04", "02")),
        ((3000, 9000, 12000), ("01+02", "03")),
        ((3000, 2000), ("01+02",)),
        ((5000, 4000, 7000), ("01+02+03",)),
    ],
    ids=["large", "two small", "small ones apart", "one small", "all small", "a rest"],
)
def test_small_areas_are_joined_until_they_are_large_enough(sizes: tuple[float, ...], names: tuple[str, ...]) -> None:
    assert grouping_of(population(*sizes), 8000).names == names


def test_areas_are_joined_within_their_group_only() -> None:
    groups = {"01": "north", "02": "south", "03": "north", "04": "south"}
    assert grouping_of(population(5000, 5000, 5000, 5000), 8000, groups).names == ("01+03", "02+04")


def test_nobody_is_lost_in_joining() -> None:
    single = population(3000, 9000, 4000, 2000)
    assert grouping_of(single, 8000).population(single).persons.sum() == pytest.approx(single.persons.sum())


def test_joined_areas_with_the_same_rates_are_the_sum_of_single_ones() -> None:
    single = course()
    rates = alike(single.axes)
    single = Course(single.start, lambda _: rates)
    grouping = grouping_of(single.start, 1.5 * single.start.persons[0].sum())
    *_, apart = run(single, 2027)
    *_, together = run(joined_course(single, grouping), 2027)
    assert together.axes.areas == grouping.names
    np.testing.assert_allclose(together.persons, grouping.persons(apart.persons), rtol=1e-9)
