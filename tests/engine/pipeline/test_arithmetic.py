"""Whoever doubts a figure can compute it again from what is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.indicators.computing import compute
from teilhabe.engine.indicators.definition import Definition, Variant, read_definition
from teilhabe.engine.indicators.values import Scope, Value
from teilhabe.engine.pipeline.arithmetic import arithmetic

CubeMaker = Callable[..., Cube]
YEARS = ("2019", "2020", "2021")
DAYS = tuple(f"{year}-12-31" for year in YEARS)
GROUPS, AGES = ("DE", "EU"), ("Y15T24", "Y25T39", "Y40T64")
HERE = Scope({"1": ("11", "12")}, standard="1", districts=("11", "12"))


def define(formula: str, numerator: Mapping[str, Any], denominator: Mapping[str, Any] | None = None) -> Definition:
    values: dict[str, Any] = {
        "name": "Probe", "question": "?", "formula": formula, "unit": "percent", "feeds": "Quelle",
        "numerator": {"text": "oben", "variable": "unemployed", **numerator},
    }  # fmt: skip
    if denominator is not None:
        values["denominator"] = {"text": "unten", "variable": "labour_force", **denominator}
    return read_definition(Declaration(values, "probe.toml → probe"), "labour")


SHARE, COUNT = define("share", {}, {}), define("count", {})
MEAN = define("average", {"along": "age", "variable": "labour_force"})
BETWEEN = {"by": "citizenship", "group": "EU", "to": "DE"}
OVER = {"over": (f"age={','.join(AGES)}",)}


def variant(base: Definition, **options: Any) -> Definition:
    return replace(base, variant=Variant(of=base.id, **options))


ARITHMETIC = {
    "count": COUNT,
    "share": SHARE,
    "rate at the mean stock": define("rate", {"variable": "births"}, {"at": "mean_of_period"}),
    "balance": define("count", {"variable": "births", "minus": ["deaths"]}),
    "rate of a balance": define("rate", {"variable": "births", "minus": ["deaths"]}, {"at": "end_of_period"}),
    "average": MEAN,
    "median": define("median", {"along": "age", "variable": "labour_force"}),
    "herfindahl": define("herfindahl", {"along": "citizenship"}),
    "top share": replace(define("top_share", {"along": "age"}), top=2),
    "dissimilarity": define(
        "dissimilarity", {"variable": "labour_force", "where": {"citizenship": ["EU"]}}, {"variable": "labour_force"}
    ),
    "gap": variant(SHARE, kind="gap", **BETWEEN),
    "ratio": variant(SHARE, kind="ratio", **BETWEEN),
    "gap of counts": variant(COUNT, kind="gap", **BETWEEN),
    "gap of averages": variant(MEAN, kind="gap", **BETWEEN),
    "pooled": variant(SHARE, kind="pooled", years=3),
    "pooled counts": variant(COUNT, kind="pooled", years=2),
    "decomposition": variant(SHARE, kind="decomposition", **OVER, **BETWEEN),
}
STANDARDISED = {
    "direct": variant(SHARE, kind="standardised", by="citizenship", method="direct", **OVER),
    "indirect": variant(SHARE, kind="standardised", by="citizenship", method="indirect", **OVER),
}


@pytest.fixture
def cube(make_cube: CubeMaker) -> Cube:
    """Unemployed persons and the labour force in two districts; births and deaths of the years."""
    random = Random(4)
    rows: list[dict[str, object]] = []
    for area, day, group, age in product(("11", "12"), DAYS, GROUPS, AGES):
        persons = random.randint(50, 900)
        for variable, number in (("unemployed", random.randint(1, persons)), ("labour_force", persons)):
            rows.append(observed(area, day, variable, number, citizenship=group, age=age))
    for area, year in product(("11", "12"), YEARS):
        for variable in ("births", "deaths"):
            rows.append(observed(area, year, variable, random.randint(20, 90)))
    return make_cube(p=rows)


def observed(area: str, period: str, variable: str, number: int, **more: str) -> dict[str, object]:
    place = {"ref_area": area, "time_period": period, "base": "register_main"}
    return {**place, "variable": variable, "obs_value": number, **more}


def refuse_inequality(definition: Definition, values: Sequence[Value]) -> None:
    assert values
    for value in values:
        left, _, right = arithmetic(definition, value, told=True).rpartition(" = ")
        assert float(right) == pytest.approx(value.value)
        assert eval(left or right) == pytest.approx(value.value), left


@pytest.mark.parametrize("name", ARITHMETIC)
def test_what_is_written_has_the_value_that_was_computed(cube: Cube, name: str) -> None:
    refuse_inequality(ARITHMETIC[name], compute(ARITHMETIC[name], cube, HERE))


@pytest.mark.parametrize("method", STANDARDISED)
def test_standardised_values_are_written_with_the_weights_of_the_standard(cube: Cube, method: str) -> None:
    scope = replace(HERE, by="citizenship=DE,EU")
    refuse_inequality(STANDARDISED[method], compute(STANDARDISED[method], cube, scope))


def test_a_quotient_is_written_with_its_numbers(make_cube: CubeMaker) -> None:
    cube = make_cube(p=[observed("1", "2016", "unemployed", 1124), observed("1", "2016", "labour_force", 5141)])
    (value,) = compute(SHARE, cube, Scope({"1": ()}))
    assert arithmetic(SHARE, value, told=True) == "1124 / 5141 * 100 = 21.8634506905271"


def test_a_count_is_written_as_the_sum_of_its_cells_where_they_are_few(make_cube: CubeMaker) -> None:
    few = make_cube(p=[observed("1", "2020", "unemployed", number, sex=sex) for number, sex in ((3, "F"), (4, "M"))])
    (value,) = compute(COUNT, few, Scope({"1": ()}))
    assert arithmetic(COUNT, value, told=True) == "3 + 4 = 7"
    assert arithmetic(COUNT, value, told=False) == "7"


def test_lines_that_must_not_be_told_are_not_written(cube: Cube) -> None:
    pooled = ARITHMETIC["pooled"]
    values = compute(pooled, cube, HERE)
    assert values
    for value in values:
        below = value.denominator
        assert below is not None
        written = arithmetic(pooled, value, told=False)
        assert written == f"pooled({value.numerator.value:.15g} / {below.value:.15g} * 100) = {value.value:.15g}"


def test_a_value_of_a_model_is_written_as_one(cube: Cube) -> None:
    shrunk = variant(SHARE, kind="shrunk")
    districts = replace(HERE, places={"11": (), "12": ()})
    values = compute(shrunk, cube, districts)
    assert values
    for value in values:
        assert arithmetic(shrunk, value, told=True).startswith("shrunk(")


def test_cells_that_were_taken_off_are_marked(cube: Cube) -> None:
    balance = ARITHMETIC["balance"]
    value = compute(balance, cube, HERE)[0]
    assert [cell.taken_off for cell in value.numerator.origin.listed] == [False, False, True, True]


def test_the_mean_of_two_stocks_rests_on_the_cells_of_both(cube: Cube) -> None:
    value = compute(ARITHMETIC["rate at the mean stock"], cube, HERE)[0]
    assert value.denominator is not None
    assert value.denominator.origin.cells == 2 * 2 * len(GROUPS) * len(AGES)
