"""A value is hidden as soon as somebody could work out from it how many persons are too few to be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.indicators.computing import compute
from teilhabe.engine.indicators.definition import Definition, Variant, read_definition
from teilhabe.engine.indicators.values import Scope
from teilhabe.engine.pipeline.city import City, read_city
from teilhabe.engine.pipeline.results import judge

CubeMaker = Callable[..., Cube]
Row = dict[str, object]
CITY = Scope({"99001": ()})


@pytest.fixture
def city(small_city: Path) -> City:
    return read_city(small_city)


def define(formula: str, numerator: Mapping[str, Any], denominator: Mapping[str, Any] | None = None) -> Definition:
    values: dict[str, Any] = {
        "name": "Probe", "question": "?", "formula": formula, "unit": "percent", "feeds": "Quelle",
        "numerator": {"text": "oben", **numerator},
    }  # fmt: skip
    if denominator:
        values["denominator"] = {"text": "unten", **denominator}
    return read_definition(Declaration(values, "probe.toml → probe"), "demography")


RATE = define("rate", {"variable": "sick"}, {"variable": "all"})


def row(variable: str, value: float, year: int = 2020, **more: object) -> Row:
    return {"ref_area": "99001", "time_period": f"{year}-12-31", "variable": variable, "obs_value": value, **more}


def statuses(city: City, definition: Definition, cube: Cube, scope: Scope = CITY) -> list[str]:
    return [judge(city, value, definition).status for value in compute(definition, cube, scope)]


@pytest.mark.parametrize(
    ("came", "left", "status"), [(40, 38, "protected"), (38, 40, "protected"), (40, 40, "value"), (30, 40, "value")]
)
def test_a_balance_of_two_is_hidden_whichever_way_it_goes(
    came: int, left: int, status: str, city: City, make_cube: CubeMaker
) -> None:
    net = define("count", {"variable": "came", "minus": ["left"]})
    assert statuses(city, net, make_cube(people=[row("came", came), row("left", left)])) == [status]


def test_pooled_years_are_hidden_with_the_one_that_would_follow_from_them(city: City, make_cube: CubeMaker) -> None:
    pooled = replace(RATE, variant=Variant(of="probe", kind="pooled", years=3))
    sick = {2017: 9, 2018: 12, 2019: 15, 2020: 2, 2021: 8}
    cube = make_cube(
        people=[row("sick", number, year) for year, number in sick.items()] + [row("all", 500, year) for year in sick]
    )
    assert statuses(city, RATE, cube) == ["value", "value", "value", "protected", "value"]
    assert statuses(city, pooled, cube) == ["value", "protected", "protected"]


@pytest.mark.parametrize(("young", "status"), [(2, "protected"), (0, "value"), (3, "value")])
def test_strata_that_would_follow_from_crude_and_standardised_rates_hide_both(
    young: int, status: str, city: City, make_cube: CubeMaker
) -> None:
    numbers = {
        ("DE", "Y_LT15"): (9, 100),
        ("DE", "Y15T64"): (40, 900),
        ("EU", "Y_LT15"): (young, 60),
        ("EU", "Y15T64"): (20, 90),
    }
    rows = [
        row(variable, number, citizenship=group, age=age)
        for (group, age), both in numbers.items()
        for variable, number in zip(("sick", "all"), both, strict=True)
    ]
    over, cube = ("age=Y_LT15,Y15T64",), make_cube(people=rows)
    standardised = replace(RATE, variant=Variant(of="probe", kind="standardised", over=over, by="citizenship"))
    kitagawa = Variant(of="probe", kind="decomposition", over=over, by="citizenship", group="EU", to="DE")
    groups = replace(CITY, by="citizenship=EU")
    assert statuses(city, standardised, cube, groups) == [status]
    assert statuses(city, replace(RATE, variant=kitagawa), cube) == [status] * 3
