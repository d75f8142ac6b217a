"""Every formula and variant against values computed by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.indicators.computing import compute, compute_all
from teilhabe.engine.indicators.definition import Definition, Variant, read_definition
from teilhabe.engine.indicators.values import Scope, Value
from teilhabe.errors import InputError

CubeMaker = Callable[..., Cube]
Rows = list[dict[str, object]]
CITY = Scope({"1": ()})


def define(formula: str, numerator: Mapping[str, Any], denominator: Mapping[str, Any] | None = None) -> Definition:
    values: dict[str, Any] = {
        "name": "Probe", "question": "?", "formula": formula, "unit": "percent", "feeds": "Quelle",
        "numerator": {"text": "oben", "variable": "population", **numerator},
    }  # fmt: skip
    if denominator is not None:
        values["denominator"] = {"text": "unten", "variable": "population", **denominator}
    return read_definition(Declaration(values, "probe.toml → probe"), "demography")


def variant(base: Definition, **options: Any) -> Definition:
    return replace(base, id="probe-variant", variant=Variant(of=base.id, **options))


def row(value: float | None, **more: object) -> dict[str, object]:
    return {"ref_area": "1", "time_period": "2020-12-31", "obs_value": value, "base": "register_main", **more}


def only(values: tuple[Value, ...]) -> Value:
    (value,) = values
    return value


def test_arrivals_minus_departures(make_cube: CubeMaker) -> None:
    net = define("count", {"variable": "arrivals", "minus": ["departures"]})
    moves = [row(30, variable="arrivals"), row(12, variable="departures"), row(5, variable="departures", sex="M")]
    value = only(compute(net, make_cube(m=moves), CITY))
    assert (value.value, value.numerator.origin.cells) == (13, 3)


def test_the_mean_stock_of_a_year_stands_below_its_flow(make_cube: CubeMaker) -> None:
    rate = define("rate", {"variable": "births"}, {"at": "mean_of_period"})
    stocks = [row(900, time_period="2019-12-31"), row(1100)]
    cube = make_cube(p=stocks, b=[row(20, variable="births", time_period="2020")])
    value = only(compute(rate, cube, CITY))
    assert value.value == 20
    assert value.denominator is not None
    assert value.denominator.value == 1000


def test_a_value_is_provisional_as_soon_as_one_of_its_sums_is(make_cube: CubeMaker) -> None:
    rate = define("rate", {"variable": "births"}, {"at": "mean_of_period"})
    births = [row(20, variable="births", time_period="2020")]
    for status, stock in (("P", row(1100)), ("A", row(1100, obs_status="P"))):
        cube = make_cube(p=[row(900, time_period="2019-12-31", obs_status=status), stock], b=births)
        assert only(compute(rate, cube, CITY)).quality.provisional
    stocks = [row(900, time_period="2019-12-31"), row(1100)]
    assert not only(compute(rate, make_cube(p=stocks, b=births), CITY)).quality.provisional


def test_pooled_years_are_provisional_as_soon_as_one_of_them_is(make_cube: CubeMaker) -> None:
    rows = [row(4, time_period=f"{year}-12-31", obs_status="P" if year == 2018 else "A") for year in (2018, 2019, 2020)]
    value = only(compute(variant(define("count", {}), kind="pooled", years=3), make_cube(p=rows), CITY))
    assert (value.quality.provisional, value.numerator.statuses) == (True, ("A", "P"))


AGES = [row(10, age="Y0"), row(20, age="Y10"), row(70, age="Y20"), row(3, age="UNKNOWN")]


def test_the_mean_age_takes_each_year_at_its_middle(make_cube: CubeMaker) -> None:
    mean = define("average", {"along": "age"})
    value = only(compute(mean, make_cube(p=AGES), CITY))
    assert value.value == pytest.approx((10 * 0.5 + 20 * 10.5 + 70 * 20.5) / 100)
    assert [term.code for term in value.terms] == ["Y0", "Y10", "Y20"]


def test_a_class_that_is_no_age_is_named(make_cube: CubeMaker) -> None:
    cube = make_cube(p=[row(10, age="Y_LT18"), row(20, age="erwachsen")])
    with pytest.raises(InputError, match="erwachsen"):
        compute(define("average", {"along": "age"}), cube, CITY)
    share = define("share", {"where": {"age": ["Y_LT18"]}}, {})
    assert only(compute(share, cube, CITY)).value == pytest.approx(100 / 3)
    assert compute(define("share", {"where": {"age": ["jung"]}}, {}), cube, CITY) == ()


def test_the_median_is_interpolated_within_its_class(make_cube: CubeMaker) -> None:
    classes = [row(40, age="Y_LT20"), row(40, age="Y20T39"), row(20, age="Y_GE40")]
    value = only(compute(define("median", {"along": "age"}), make_cube(p=classes), CITY))
    assert value.value == pytest.approx(20 + 20 * 10 / 40)


def test_concentration_sums_squared_shares_and_the_largest(make_cube: CubeMaker) -> None:
    groups = [row(50, origin="A"), row(30, origin="B"), row(20, origin="C")]
    cube = make_cube(p=groups)
    assert only(compute(define("herfindahl", {"along": "origin"}), cube, CITY)).value == pytest.approx(0.38)
    top = replace(define("top_share", {"along": "origin"}), top=2)
    assert only(compute(top, cube, CITY)).value == pytest.approx(80)


def test_dissimilarity_runs_over_the_districts(make_cube: CubeMaker) -> None:
    people = [
        row(10, ref_area="11", citizenship="DE"), row(30, ref_area="11", citizenship="EU"),
        row(90, ref_area="12", citizenship="DE"), row(70, ref_area="12", citizenship="EU"),
    ]  # fmt: skip
    index = define("dissimilarity", {"where": {"citizenship": "FOREIGN"}}, {})
    value = only(compute(index, make_cube(p=people), Scope({"1": ("11", "12"), "11": (), "12": ()})))
    assert (value.place, value.value) == ("1", pytest.approx(0.2))  # (|.3 - .1| + |.7 - .9|) / 2
    assert [(term.code, term.numerator, term.denominator) for term in value.terms] == [("11", 30, 10), ("12", 70, 90)]


UNEMPLOYED = define("share", {"variable": "unemployed"}, {"variable": "labour_force"})
BETWEEN = {"by": "citizenship", "group": "FOREIGN", "to": "DE"}


def labour(strata: Mapping[tuple[str, str], tuple[int, int]]) -> Rows:
    return [
        row(number, variable=variable, citizenship=group, age=age)
        for (group, age), numbers in strata.items()
        for variable, number in zip(("unemployed", "labour_force"), numbers, strict=True)
    ]


LABOUR = labour({("DE", "Y15T24"): (10, 100), ("DE", "Y25T64"): (36, 900), ("FOREIGN", "Y15T24"): (60, 300),
                 ("FOREIGN", "Y25T64"): (35, 700)})  # fmt: skip


def test_gap_and_ratio_compare_a_group_with_its_reference(make_cube: CubeMaker) -> None:
    cube = make_cube(p=LABOUR)
    gap = only(compute(variant(UNEMPLOYED, kind="gap", **BETWEEN), cube, CITY))
    assert gap.value == pytest.approx(9.5 - 4.6)
    assert [entry.value for entry in gap.sums] == [95, 1000, 46, 1000]
    assert gap.quality.low is not None
    assert gap.quality.low < 4.9 < (gap.quality.high or 0)
    ratio = only(compute(variant(UNEMPLOYED, kind="ratio", **BETWEEN), cube, CITY))
    assert ratio.value == pytest.approx(9.5 / 4.6)


def test_the_pieces_of_a_gap_add_up_to_it(make_cube: CubeMaker) -> None:
    pieces = variant(UNEMPLOYED, kind="decomposition", over=("age=Y15T24,Y25T64",), **BETWEEN)
    values = {value.code: value.value or 0 for value in compute(pieces, make_cube(p=LABOUR), CITY)}
    # composition: (.3 - .1) × (.20 + .10)/2 + (.7 - .9) × (.05 + .04)/2 = .021; rates: the rest of .049
    assert values["GAP"] == pytest.approx(4.9)
    assert values["COMPOSITION"] == pytest.approx(2.1)
    assert values["RATE"] == pytest.approx(2.8)


def test_standardised_values_have_the_structure_of_everybody(make_cube: CubeMaker) -> None:
    alike = variant(UNEMPLOYED, kind="standardised", over=("age=Y15T24,Y25T64",), by="citizenship")
    values = compute(alike, make_cube(p=LABOUR), Scope({"1": ()}, by="citizenship=DE,FOREIGN"))
    # everybody: 400 young, 1,600 older
    assert {value.code: value.value for value in values} == {
        "DE": pytest.approx(100 * (0.2 * 0.10 + 0.8 * 0.04)),
        "FOREIGN": pytest.approx(100 * (0.2 * 0.20 + 0.8 * 0.05)),
    }
    whole = only(compute(alike, make_cube(p=LABOUR), CITY))
    assert whole.value == pytest.approx(100 * 141 / 2000)  # everybody's own structure: the crude rate


def test_indirect_standardisation_compares_with_what_was_to_be_expected(make_cube: CubeMaker) -> None:
    alike = variant(UNEMPLOYED, kind="standardised", over=("age=Y15T24,Y25T64",), by="citizenship", method="indirect")
    values = compute(alike, make_cube(p=LABOUR), Scope({"1": ()}, by="citizenship=DE,FOREIGN"))
    expected = 300 * 70 / 400 + 700 * 71 / 1600
    found = {value.code: value.value for value in values}
    assert found["FOREIGN"] == pytest.approx(95 / expected * 100 * 141 / 2000)


@pytest.mark.parametrize("kind", ["standardised", "decomposition"])
def test_strata_that_leave_many_out_do_not_stand_for_the_whole(kind: str, make_cube: CubeMaker) -> None:
    unknown = [row(20, variable="unemployed", citizenship="FOREIGN", age="UNKNOWN")]
    unknown += [row(30, variable="labour_force", citizenship="FOREIGN", age="UNKNOWN")]
    groups = {"group": "FOREIGN", "to": "DE"} if kind == "decomposition" else {}
    divided = variant(UNEMPLOYED, kind=kind, over=("age=Y15T24,Y25T64",), by="citizenship", **groups)
    scope = CITY if groups else Scope({"1": ()}, by="citizenship=FOREIGN")
    assert any(value.value for value in compute(divided, make_cube(p=LABOUR), scope))
    assert not any(value.value for value in compute(divided, make_cube(p=[*LABOUR, *unknown]), scope))


def test_pooling_adds_up_years_that_follow_each_other(make_cube: CubeMaker) -> None:
    years = {2018: (1, 100), 2019: (4, 110), 2020: (4, 90), 2022: (9, 100)}
    rows = [
        row(number, variable=variable, time_period=f"{year}-12-31")
        for year, numbers in years.items()
        for variable, number in zip(("unemployed", "labour_force"), numbers, strict=True)
    ]
    value = only(compute(variant(UNEMPLOYED, kind="pooled", years=3), make_cube(p=rows), CITY))
    assert (value.period, value.value) == ("2020-12-31", pytest.approx(3.0))
    assert [(term.code, term.numerator) for term in value.terms] == [
        ("2018-12-31", 1), ("2019-12-31", 4), ("2020-12-31", 4),
    ]  # fmt: skip


def test_pooled_counts_are_the_mean_of_a_year(make_cube: CubeMaker) -> None:
    rows = [row(number, time_period=f"{year}-12-31") for year, number in ((2018, 3), (2019, 6), (2020, 12))]
    value = only(compute(variant(define("count", {}), kind="pooled", years=3), make_cube(p=rows), CITY))
    assert value.value == pytest.approx(7)
    assert value.quality.low == pytest.approx(12.999 / 3, abs=0.001)  # Garwood for 21 cases in three years
    assert value.quality.cases == 21


def test_years_of_two_bases_are_never_pooled(make_cube: CubeMaker) -> None:
    bases = ("population_update_2011", "population_update_2011", "population_update_2022")
    rows = [row(5, time_period=f"{2018 + i}-12-31", base=base) for i, base in enumerate(bases)]
    assert compute(variant(define("count", {}), kind="pooled", years=3), make_cube(p=rows), CITY) == ()


def test_years_whose_denominators_rest_on_two_bases_are_never_pooled(make_cube: CubeMaker) -> None:
    rate = define("rate", {"variable": "births"}, {"at": "end_of_period"})
    for last in ("population_update_2011", "population_update_2022"):
        bases = ("population_update_2011", "population_update_2011", last)
        stocks = [row(100, time_period=f"{2018 + i}-12-31", base=base) for i, base in enumerate(bases)]
        births = [row(2, variable="births", time_period=str(year), base="births") for year in (2018, 2019, 2020)]
        found = compute(variant(rate, kind="pooled", years=3), make_cube(p=stocks, b=births), CITY)
        assert [value.value for value in found] == ([20] if last == bases[0] else [])


def test_small_districts_are_drawn_further_towards_the_mean(make_cube: CubeMaker) -> None:
    districts = {"11": (8, 10), "12": (400, 1000), "13": (150, 1000), "14": (260, 1000)}
    rows = [
        row(number, ref_area=area, variable=variable)
        for area, numbers in districts.items()
        for variable, number in zip(("unemployed", "labour_force"), numbers, strict=True)
    ]
    model = variant(UNEMPLOYED, kind="shrunk")
    values = compute(model, make_cube(p=rows), Scope(dict.fromkeys(districts, ()), districts=tuple(districts)))
    found = {value.place: value for value in values}
    assert 40 < (found["11"].value or 0) < 80
    assert (found["12"].value or 0) == pytest.approx(40, abs=1)
    assert all(value.quality.modelled for value in values)
    alone = compute(model, make_cube(p=rows), Scope({"11": ()}, districts=tuple(districts)))
    assert only(alone).value == pytest.approx(found["11"].value)


def test_all_that_is_due_together_is_what_each_would_be_alone(make_cube: CubeMaker) -> None:
    rng = Random(4)
    rows = [
        row(rng.randint(0, 90), ref_area=area, citizenship=group, sex=sex, age=f"Y{age}", time_period=f"{year}-12-31")
        for area, group, sex, age, year in product("123", ("DE", "EU", "UA"), "FM", range(20), (2019, 2020))
    ]
    ages = [("Y_LT18",), ("Y14T19",), ("Y7", "Y14")]
    definitions = [define("share", {"where": {"citizenship": "FOREIGN", "age": age}}, {}) for age in ages]
    scopes = [Scope({"0": ("1", "2", "3"), "1": ()}), Scope({"2": ()}, by="sex")]
    requests = [(definition, scope) for definition in definitions for scope in scopes]
    cube = make_cube(p=rows)
    together = [tuple(found.rows()) if found else () for found in compute_all(requests, cube)]
    assert together == [compute(definition, cube, scope) for definition, scope in requests]
    assert all(together)


def test_values_do_not_depend_on_the_order_of_rows(make_cube: CubeMaker) -> None:
    rows = [
        row(value / 7, citizenship=group, sex=sex)
        for value, (group, sex) in enumerate(product(("DE", "EU", "UA", "A8"), "FMX"), 1)
    ]
    share = define("share", {"where": {"citizenship": "FOREIGN"}}, {})
    shuffled = Random(1).sample(rows, len(rows))
    one, other = (only(compute(share, make_cube(p=given), CITY)) for given in (rows, shuffled))
    assert one.value == pytest.approx(other.value, rel=1e-15)
    assert (one.quality, one.numerator.value) == (other.quality, pytest.approx(other.numerator.value, rel=1e-15))
