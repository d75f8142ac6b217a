"""Every figure tells the gate all that can be read off it, also what stands nowhere as a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from teilhabe.engine.pipeline.results import Result, judge
from teilhabe.engine.pipeline.telling import tellings

CubeMaker = Callable[..., Cube]
Row = dict[str, object]
GROUPS = {"SY": 40, "UA": 30, "PL": 7, "TR": 5}
PEOPLE: list[Row] = [
    {"ref_area": "99001", "time_period": "2020-12-31", "variable": "people", "citizenship": code, "obs_value": number}
    for code, number in GROUPS.items()
]


@pytest.fixture
def city(small_city: Path) -> City:
    return read_city(small_city)


def define(formula: str, numerator: Mapping[str, Any], **more: Any) -> Definition:
    values = {
        "name": "Probe", "question": "?", "formula": formula, "unit": "percent", "feeds": "Quelle",
        "numerator": {"text": "oben", **numerator}, **more,
    }  # fmt: skip
    return read_definition(Declaration(values, "probe.toml → probe"), "demography")


def told(
    city: City, definition: Definition, cube: Cube, scope: Scope | None = None
) -> dict[tuple[tuple[str, ...], ...], float]:
    """Areas and codes of every told box of the first figure → its value."""
    values = compute(definition, cube, scope or Scope({"99001": ()}))
    figures = tuple(judge(city, value, definition) for value in values)
    (telling, *_) = tellings(city, [Result(definition, figures, (), {}, {}, {})])
    return {
        (addend.box.areas, *(codes for _, codes in addend.box.where)): fact.value
        for fact in telling.facts
        if fact.is_told
        for addend in fact.addends
    }


def test_a_concentration_tells_every_group(city: City, make_cube: CubeMaker) -> None:
    """The sum of squares and the sum of two unknown groups give both."""
    found = told(city, define("herfindahl", {"variable": "people", "along": "citizenship"}), make_cube(people=PEOPLE))
    assert {codes[-1][0]: number for codes, number in found.items() if len(codes) > 1} == GROUPS


def test_the_share_of_the_largest_tells_their_sum_and_not_each(city: City, make_cube: CubeMaker) -> None:
    definition = define("top_share", {"variable": "people", "along": "citizenship"}, top=2)
    assert told(city, definition, make_cube(people=PEOPLE)) == {
        (("99001",),): 82,
        (("99001",), ("SY", "UA")): 70,
    }


def test_who_is_not_among_the_largest_is_left_out_and_counted(city: City, make_cube: CubeMaker) -> None:
    definition = define("top_share", {"variable": "people", "along": "citizenship"}, top=3)
    value, *_ = compute(
        definition, make_cube(people=[*PEOPLE[:3], {**PEOPLE[3], "obs_value": 2}]), Scope({"99001": ()})
    )
    (telling,) = tellings(city, [Result(definition, (judge(city, value, definition),), (), {}, {}, {})])
    assert [fact.value for fact in telling.facts if not fact.is_told] == [2]


def test_an_index_over_districts_tells_each_of_them(city: City, make_cube: CubeMaker) -> None:
    """With two hidden districts it would be one equation for one unknown number."""
    counts = {"99001001": (55, 613), "99001002": (12, 320), "99001003": (22, 220)}
    rows = [
        {"ref_area": area, "time_period": "2020-12-31", "variable": "people", "citizenship": code, "obs_value": number}
        for area, both in counts.items()
        for code, number in zip(("UA", "DE"), both, strict=True)
    ]
    definition = define(
        "dissimilarity",
        {"variable": "people", "where": {"citizenship": "UA"}},
        denominator={"text": "alle", "variable": "people"},
    )
    found = told(city, definition, make_cube(people=rows), Scope({"99001": tuple(counts)}))
    for area, (group, rest) in counts.items():
        assert found[(area,), ("UA",)] == group
        assert found[((area,),)] == group + rest


@pytest.mark.parametrize("kind", ["plain", "gap", "pooled"])
def test_an_interval_tells_how_many_were_asked(city: City, make_cube: CubeMaker, kind: str) -> None:
    rows: Sequence[Row] = [
        {"ref_area": "99001", "time_period": f"{year}-12-31", "sex": sex, "tenure": tenure, "variable": variable}
        | {"obs_value": number}
        for year in (2019, 2020)
        for sex, tenure, estimate, asked in (
            ("F", "OWN", 900, 9), ("F", "RENT", 2100, 21), ("M", "OWN", 700, 7), ("M", "RENT", 2400, 24),
        )
        for variable, number in (("homes", estimate), ("homes_cases", asked))
    ]  # fmt: skip
    part = {"variable": "homes", "cases": "homes_cases"}
    definition = define(
        "share", {**part, "where": {"tenure": "OWN"}}, denominator={"text": "alle", **part}, quality="microcensus"
    )
    variants = {
        "gap": Variant(kind="gap", of="probe", by="sex", group="F", to="M"),
        "pooled": Variant(kind="pooled", of="probe", years=2),
    }
    found = told(city, replace(definition, variant=variants.get(kind)), make_cube(people=rows))
    expected = {"plain": {16, 61}, "gap": {9, 30, 7, 31}, "pooled": {16, 61}}[kind]
    assert expected <= set(found.values())


@pytest.mark.parametrize(("came", "left", "secret"), [(40, 38, [2]), (38, 39, [-1]), (40, 30, []), (40, 40, [])])
def test_a_small_balance_is_a_secret_although_both_sides_are_large(
    city: City, make_cube: CubeMaker, came: int, left: int, secret: list[int]
) -> None:
    rows: Sequence[Row] = [
        {"ref_area": "99001", "time_period": "2020", "variable": variable, "obs_value": number}
        for variable, number in (("came", came), ("left", left))
    ]
    definition = define("count", {"variable": "came", "minus": ["left"]})
    (value,) = compute(definition, make_cube(people=rows), Scope({"99001": ()}))
    (telling,) = tellings(city, [Result(definition, (judge(city, value, definition),), (), {}, {}, {})])
    assert [fact.value for fact in telling.facts if not fact.is_told] == secret
    assert telling.is_open == (not secret)
