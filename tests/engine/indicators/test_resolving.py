"""Parts find the right observations although files change from year to year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.indicators.computing import compute
from teilhabe.engine.indicators.definition import Definition, read_definition
from teilhabe.engine.indicators.values import Scope

CubeMaker = Callable[..., Cube]
CITY = Scope({"1": ()})


def counting(**numerator: Any) -> Definition:
    values: Mapping[str, Any] = {
        "name": "Probe", "question": "?", "formula": "count", "unit": "persons", "feeds": "Quelle",
        "numerator": {"text": "oben", "variable": "population", **numerator},
    }  # fmt: skip
    return read_definition(Declaration(values, "probe.toml → probe"), "demography")


def row(value: float, year: int = 2020, **more: object) -> dict[str, object]:
    return {"ref_area": "1", "time_period": f"{year}-12-31", "obs_value": value, **more}


FINER_SINCE_2020 = [
    row(10, 2019, age="Y_LT18"),
    row(20, 2019, age="Y18T64"),
    row(5, age="Y_LT6"),
    row(6, age="Y6T17"),
    row(22, age="Y18T64"),
]


def test_ages_are_made_up_of_the_classes_of_each_year(make_cube: CubeMaker) -> None:
    values = compute(counting(where={"age": "Y_LT65"}), make_cube(p=FINER_SINCE_2020), CITY)
    assert [(value.period[:4], value.value) for value in values] == [("2019", 30), ("2020", 33)]
    assert [cell.value for cell in values[0].numerator.origin.listed] == [10, 20]


def test_a_year_whose_classes_do_not_tell_the_ages_apart_has_no_value(make_cube: CubeMaker) -> None:
    values = compute(counting(where={"age": "Y6T64"}), make_cube(p=FINER_SINCE_2020), CITY)
    assert [(value.period[:4], value.value) for value in values] == [("2020", 28)]


def test_groups_of_ages_are_made_up_of_the_classes_of_each_year(make_cube: CubeMaker) -> None:
    values = compute(counting(), make_cube(p=FINER_SINCE_2020), Scope({"1": ()}, by="age=Y_LT6,Y_LT18,Y18T64"))
    found = {(value.period[:4], value.code): value.value for value in values}
    assert found == {
        ("2019", "Y_LT18"): 10, ("2019", "Y18T64"): 20,
        ("2020", "Y_LT6"): 5, ("2020", "Y_LT18"): 11, ("2020", "Y18T64"): 22,
    }  # fmt: skip


def test_a_single_age_without_a_row_is_nobodys_age(make_cube: CubeMaker) -> None:
    people = [row(1, 2019, age="Y0"), row(2, 2019, age="Y2"), row(3, age="Y0"), row(4, age="Y1"), row(5, age="Y2")]
    values = compute(counting(where={"age": "Y_LT3"}), make_cube(p=people), CITY)
    assert [value.value for value in values] == [3, 12]


@pytest.mark.parametrize("first", [2018, 2019])
def test_a_balance_takes_off_what_belongs_to_the_same_year(make_cube: CubeMaker, first: int) -> None:
    arrivals = [row(10 + year, year, variable="arrivals") for year in (2019, 2020)]
    departures = [row(year, year, variable="departures") for year in range(first, first + 2)]
    net = counting(variable="arrivals", minus=["departures"])
    values = compute(net, make_cube(m=[*arrivals, *departures]), CITY)
    assert [value.value for value in values] == [10] * (first - 2017)
    assert [cell.value for cell in values[0].numerator.origin.listed] == [2029, 2019]


def test_whoever_stands_in_two_groups_is_added_up_once(make_cube: CubeMaker) -> None:
    finer = [row(80, 2019, citizenship="DE"), row(18, 2019, citizenship="EU"), row(12, 2019, citizenship="OTHER")]
    of_which = [row(81, citizenship="DE"), row(31, citizenship="FOREIGN"), row(18, citizenship="EU")]
    unknown = [row(1, year, citizenship="UNKNOWN") for year in (2019, 2020)]
    values = compute(counting(), make_cube(p=[*finer, *of_which, *unknown]), CITY)
    assert [value.value for value in values] == [111, 113]


def test_a_mean_age_counts_nobody_in_a_class_and_in_its_years(make_cube: CubeMaker) -> None:
    coarse = [row(10, 2019, age="Y10T11")]
    both = [row(3, age="Y10"), row(5, age="Y11"), row(8, age="Y10T11")]
    mean = replace(counting(along="age"), formula="average")
    values = compute(mean, make_cube(p=[*coarse, *both]), CITY)
    assert [value.value for value in values] == [11, pytest.approx((3 * 10.5 + 5 * 11.5) / 8)]


def test_a_concentration_counts_nobody_as_foreign_and_as_european(make_cube: CubeMaker) -> None:
    rows = [row(30, citizenship="FOREIGN"), row(18, citizenship="EU"), row(12, citizenship="OTHER")]
    index = replace(counting(along="citizenship"), formula="herfindahl")
    (value,) = compute(index, make_cube(p=rows), CITY)
    assert value.value == pytest.approx(0.6**2 + 0.4**2)


def test_a_group_named_beside_its_member_counts_once(make_cube: CubeMaker) -> None:
    rows = [row(30, citizenship="FOREIGN"), row(18, citizenship="EU")]
    (value,) = compute(counting(where={"citizenship": ["FOREIGN", "EU"]}), make_cube(p=rows), CITY)
    assert value.value == 30
