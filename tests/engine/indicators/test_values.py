"""Indicators are quotients of sums of the right cells at the right time, or they are refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.indicators.computing import compute
from teilhabe.engine.indicators.definition import Definition, read_definition
from teilhabe.engine.indicators.values import Scope
from teilhabe.errors import DeclarationError, InputError

CubeMaker = Callable[..., Cube]
CITY = Scope({"1": ()})


def define(formula: str, numerator: Mapping[str, Any], denominator: Mapping[str, Any] | None = None) -> Definition:
    values: dict[str, Any] = {
        "name": "Probe", "question": "?", "formula": formula, "unit": "percent", "feeds": "Quelle",
        "numerator": {"text": "oben", "variable": "population", **numerator},
    }  # fmt: skip
    if denominator is not None:
        values["denominator"] = {"text": "unten", "variable": "population", **denominator}
    return read_definition(Declaration(values, "probe.toml → probe"), "demography")


SHARE = define("share", {"where": {"citizenship": "FOREIGN"}}, {})


def row(value: float | None, **more: object) -> dict[str, object]:
    return {"ref_area": "1", "time_period": "2020-12-31", "obs_value": value, "base": "register_main", **more}


PEOPLE = [
    row(80, citizenship="DE", sex="F"),
    row(90, citizenship="DE", sex="M"),
    row(20, citizenship="EU", sex="F"),
    row(10, citizenship="UA", sex="M"),
]


def test_a_share_opens_the_group_into_its_members(make_cube: CubeMaker) -> None:
    (value,) = compute(SHARE, make_cube(p=PEOPLE), CITY)
    assert value.value == pytest.approx(15.0)
    assert value.numerator.value == 30
    assert value.denominator is not None
    assert value.denominator.value == 200


def test_a_breakdown_divides_numerator_and_denominator(make_cube: CubeMaker) -> None:
    values = compute(SHARE, make_cube(p=PEOPLE), Scope({"1": ()}, by="sex"))
    assert {value.code: value.value for value in values} == {"F": 20.0, "M": 10.0}


def test_a_breakdown_of_the_restricted_dimension_shows_a_composition(make_cube: CubeMaker) -> None:
    values = compute(SHARE, make_cube(p=PEOPLE), Scope({"1": ()}, by="citizenship"))
    assert {value.code: value.value for value in values} == {"DE": 85.0, "EU": 10.0, "UA": 5.0}


def test_where_both_parts_are_restricted_a_breakdown_compares_the_groups(make_cube: CubeMaker) -> None:
    women = define("share", {"where": {"citizenship": "FOREIGN", "sex": "F"}}, {"where": {"citizenship": "FOREIGN"}})
    values = compute(women, make_cube(p=PEOPLE), Scope({"1": ()}, by="citizenship=DE,FOREIGN"))
    assert {value.code: value.value for value in values} == {
        "DE": pytest.approx(8000 / 170),
        "FOREIGN": pytest.approx(200 / 3),
    }


def test_single_ages_are_gathered_into_the_group_asked_for(make_cube: CubeMaker) -> None:
    ages = [row(1, age=f"Y{age}") for age in range(100)] + [row(5, age="Y_GE100")]
    adults = define("share", {"where": {"age": "Y_GE18"}}, {})
    (value,) = compute(adults, make_cube(p=ages), CITY)
    assert value.numerator.value == 87


def test_a_flow_is_divided_by_the_stock_at_the_end_of_the_previous_year(make_cube: CubeMaker) -> None:
    rate = define("rate", {"variable": "births"}, {"at": "start_of_period"})
    stock = [row(1000), row(2000, time_period="2021-12-31")]
    flow = [row(20, variable="births", time_period="2021")]
    (value,) = compute(rate, make_cube(p=stock, b=flow), CITY)
    assert value.value == 20.0


def test_without_a_denominator_of_the_same_day_there_is_no_value(make_cube: CubeMaker) -> None:
    rate = define("rate", {"variable": "births"}, {"at": "end_of_period"})
    births = [row(20, variable="births", time_period=year) for year in ("2020", "2021")]
    (value,) = compute(rate, make_cube(p=[row(1000)], b=births), CITY)
    assert (value.period, value.value) == ("2020", 20)


def test_a_denominator_that_never_fits_is_refused_with_both_dates(make_cube: CubeMaker) -> None:
    rate = define("rate", {"variable": "births"}, {})
    cube = make_cube(p=[row(1000)], b=[row(20, variable="births", time_period="2021")])
    with pytest.raises(InputError, match=r"2021, .*2020-12-31"):
        compute(rate, cube, CITY)


def test_a_denominator_of_zero_gives_no_value(make_cube: CubeMaker) -> None:
    (value,) = compute(SHARE, make_cube(p=[row(0, citizenship="DE"), row(0, citizenship="EU")]), CITY)
    assert value.value is None


def test_an_indicator_without_its_variable_is_empty(make_cube: CubeMaker) -> None:
    assert compute(define("count", {"variable": "trees"}), make_cube(p=PEOPLE), CITY) == ()


def test_a_sum_over_two_bases_is_refused_by_name(make_cube: CubeMaker) -> None:
    mixed = [row(1, sex="F"), row(1, sex="M", base="azr")]
    with pytest.raises(InputError, match="azr, register_main"):
        compute(define("count", {}), make_cube(p=mixed), CITY)


def test_a_variable_in_two_datasets_must_be_chosen(make_cube: CubeMaker) -> None:
    cube = make_cube(p=PEOPLE, q=PEOPLE)
    with pytest.raises(DeclarationError, match="p, q"):
        compute(define("count", {}), cube, CITY)
    assert len(compute(define("count", {"dataset": "q"}), cube, CITY)) == 1


def test_the_order_of_the_rows_does_not_matter(make_cube: CubeMaker) -> None:
    there, back = make_cube(p=PEOPLE), make_cube(q=PEOPLE[::-1])
    assert compute(SHARE, there, CITY)[0].value == compute(SHARE, back, CITY)[0].value


@pytest.mark.parametrize(
    ("codes", "value"),
    [
        (("Y_LT3", "Y3T17", "Y_LT6", "Y6T17"), 2),  # either pair makes up the group, both together would count twice
        (("Y_LT3", "Y3T5", "Y15T20"), None),  # nobody knows the ages in between
        (("Y_LT3", "Y3T17", "UNKNOWN"), 2),
    ],
)
def test_an_age_group_is_made_up_without_gap_or_overlap(
    make_cube: CubeMaker, codes: tuple[str, ...], value: float | None
) -> None:
    young = define("count", {"where": {"age": "Y_LT18"}})
    found = compute(young, make_cube(p=[row(1, age=code) for code in codes]), CITY)
    assert [entry.value for entry in found] == ([] if value is None else [value])


@pytest.mark.parametrize(("attribute", "words"), [("unit", "units: Anzahl, Prozent"), ("vintage", "vintages: Anzahl")])
def test_units_and_vintages_are_never_added_together(make_cube: CubeMaker, attribute: str, words: str) -> None:
    mixed = [row(1000, sex="F", **{attribute: "Anzahl"}), row(12.5, sex="M", **{attribute: "Prozent"})]
    with pytest.raises(InputError, match=words):
        compute(define("count", {}), make_cube(p=mixed), CITY)


def test_places_that_the_data_do_not_know_have_no_values(make_cube: CubeMaker) -> None:
    assert compute(define("count", {}), make_cube(p=PEOPLE), Scope({"2": ()})) == ()
