"""How regions make up each other, found from what they count."""

from __future__ import annotations

import pytest

from teilhabe.engine.cube.sums import Box
from teilhabe.engine.disclosure.regions import Map, Region, Space
from teilhabe.engine.disclosure.relations import components, relations

SPACE = Space("register", "population", "2020", ("ref_area", "sex"))


def region(areas: str, sexes: str = "FM") -> Region:
    return Region(SPACE, (frozenset(areas), frozenset(sexes)))


def found(values: dict[Region, float]) -> set[frozenset[tuple[str, str, float]]]:
    def name(entry: Region, weight: float) -> tuple[str, str, float]:
        areas, sexes = ("".join(sorted(leaves)) for leaves in entry.sets)
        return areas, sexes, weight

    return {frozenset(name(*entry) for entry in relation) for relation in relations(values)}


def test_districts_that_add_up_make_their_city() -> None:
    assert found({region("ab"): 5, region("a"): 2, region("b"): 3}) == {
        frozenset({("ab", "FM", -1.0), ("a", "FM", 1.0), ("b", "FM", 1.0)})
    }


def test_districts_that_do_not_add_up_make_nothing() -> None:
    assert found({region("ab"): 6, region("a"): 2, region("b"): 3}) == set()


def test_what_is_left_becomes_a_region_with_what_it_counts() -> None:
    values: dict[Region, float] = {region("abc"): 9, region("a"): 2, region("b"): 3}
    assert found(values) == {frozenset({("abc", "FM", -1.0), ("a", "FM", 1.0), ("b", "FM", 1.0), ("c", "FM", 1.0)})}
    assert values[region("c")] == 4


def test_a_rest_below_nobody_is_none() -> None:
    values: dict[Region, float] = {region("abc"): 4, region("a"): 2, region("b"): 3}
    assert found(values) == set()
    assert region("c") not in values


def test_estimates_may_be_rounded_a_little_apart() -> None:
    assert len(found({region("ab"): 5 + 5e-8, region("a"): 2, region("b"): 3})) == 1
    values: dict[Region, float] = {region("abc"): 5 + 5e-8, region("a"): 2, region("b"): 3}
    relations(values)
    assert values[region("c")] == 0


def test_each_dimension_is_divided_for_itself() -> None:
    square = {region("ab"): 10.0, region("a"): 4.0, region("ab", "F"): 6.0, region("a", "F"): 3.0}
    values: dict[Region, float] = dict(square)
    relations(values)
    assert values[region("b", "M")] == 3  # the fourth field: 10 - 4 - 6 + 3
    assert values[region("a", "M")] == 1
    assert values[region("b", "F")] == 3


def test_the_largest_parts_make_a_sum_and_every_part_stands_in_one() -> None:
    values: dict[Region, float] = {region("abcd"): 10, region("ab"): 3, region("bc"): 5, region("d"): 4}
    relations(values)
    assert values[region("c")] == 3  # abcd - ab - d
    assert values[region("a")] == 1  # abcd - bc - d, and ab - b
    assert values[region("b")] == 2


def test_regions_of_different_data_have_nothing_to_do_with_each_other() -> None:
    other = Region(Space("register", "population", "2021", SPACE.dimensions), region("a").sets)
    values: dict[Region, float] = {region("ab"): 5, other: 2}
    assert found(values) == set()
    assert set(values) == {region("ab"), other}


@pytest.mark.parametrize(
    ("rows", "groups"),
    [
        ([], ((0,), (1,), (2,), (3,))),
        ([[0, 2]], ((0, 2), (1,), (3,))),
        ([[3, 2], [2, 1]], ((0,), (1, 2, 3))),
        ([[3, 2], [1, 0], [0, 3]], ((0, 1, 2, 3),)),
    ],
)
def test_cells_hang_together_through_rows(rows: list[list[int]], groups: tuple[tuple[int, ...], ...]) -> None:
    assert components(range(4), rows) == groups


CODES = {
    "ref_area": ("1", "2"),
    "sex": ("F", "M", "TOTAL"),
    "age": ("Y0T5", "Y6T9"),
    "citizenship": ("DE", "EU", "UA"),
}
PLACES = Map(lambda dataset, variable: CODES, {"9": ("1", "2")})


def placed(areas: tuple[str, ...] = ("1",), **where: str) -> dict[str, frozenset[str]]:
    chosen = tuple(sorted((name, tuple(codes.split(","))) for name, codes in where.items()))
    found = PLACES.region(Box("register", "population", "2020", areas, chosen))
    return dict(zip(found.space.dimensions, found.sets, strict=True))


def test_a_city_is_its_districts() -> None:
    assert placed(("9",))["ref_area"] == placed(("1", "2"))["ref_area"] == {"1", "2"}


def test_a_total_is_all_there_are_and_is_no_code_itself() -> None:
    assert placed()["sex"] == placed(sex="TOTAL")["sex"] == placed(sex="F,M")["sex"] == {"F", "M"}
    assert placed(sex="F")["sex"] == {"F"}


def test_a_class_of_ages_is_the_ages_in_it() -> None:
    assert placed(age="Y0T5")["age"] == {"0", "1", "2", "3", "4", "5"}
    assert placed(age="Y_LT3")["age"] == {"0", "1", "2"}
    assert placed()["age"] == {str(year) for year in range(10)}


def test_foreigners_are_all_who_are_not_german() -> None:
    foreign = placed(citizenship="FOREIGN")["citizenship"]
    assert foreign == placed()["citizenship"] - {"DE"}
    assert placed(citizenship="DE")["citizenship"] == {"DE"}


def test_a_region_without_a_part_of_it_is_a_region_where_they_differ_once() -> None:
    assert region("ab").without(region("a")) == region("b")
    assert region("ab").without(region("a", "F")) is None
    assert region("a").without(region("ab")) is None
    assert region("ab").without(region("ab")) is None
    assert region("ab").without(Region(Space("x", "y", "z", ()), region("a").sets)) is None
