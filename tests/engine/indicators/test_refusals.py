"""What must not be mixed, divided or added up is refused and both sides are named; its neighbours are computed."""

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
from teilhabe.errors import InputError
from teilhabe.text import Text

CubeMaker = Callable[..., Cube]
Row = dict[str, object]
CITY = Scope({"1": ()})
DISTRICTS = Scope({"city": ("1", "2")})


def define(
    formula: str, numerator: Mapping[str, Any], denominator: Mapping[str, Any] | None = None, **more: object
) -> Definition:
    values: dict[str, Any] = {
        "name": "Probe", "question": "?", "formula": formula, "unit": "percent", "feeds": "Quelle", **more,
        "numerator": {"text": "oben", "variable": "above", **numerator},
    }  # fmt: skip
    if denominator is not None:
        values["denominator"] = {"text": "unten", "variable": "below", **denominator}
    return read_definition(Declaration(values, "probe.toml → probe"), "demography")


def row(value: float, **more: object) -> Row:
    return {
        "variable": "above", "ref_area": "1", "time_period": "2020-12-31", "obs_value": value,
        "unit": "persons", "concept": "citizenship", "base": "register_main", **more,
    }  # fmt: skip


def below(value: float, **more: object) -> Row:
    return row(value, **{"variable": "below", **more})


COUNT = define("count", {})
SHARE = define("share", {}, {})


def refusal(definition: Definition, cube: Cube, scope: Scope = CITY) -> Text:
    """The sentence with which it is refused."""
    with pytest.raises(InputError) as raised:
        compute(definition, cube, scope)
    return raised.value.text


def numbers(definition: Definition, cube: Cube, scope: Scope = CITY) -> list[float | None]:
    return [value.value for value in compute(definition, cube, scope)]


def says(sentence: Text, *named: str) -> bool:
    """Whether the sentence names the indicator and both sides in either language."""
    return all(name in text for text in (sentence.de, sentence.en) for name in ("probe", *named))


@pytest.mark.parametrize(
    ("attribute", "one", "other"),
    [
        ("concept", "citizenship", "migration_background"),
        ("base", "register_main", "azr"),
        ("unit", "persons", "families"),
        ("vintage", "2021-03", "2022-03"),
    ],
)
def test_a_sum_never_mixes(make_cube: CubeMaker, attribute: str, one: str, other: str) -> None:
    mixed = make_cube(a=[row(10, sex="F", **{attribute: one}), row(20, sex="M", **{attribute: other})])
    assert says(refusal(COUNT, mixed), "above", one, other)
    assert numbers(COUNT, mixed, Scope({"1": ()}, by="sex")) == [10, 20]


def test_a_denominator_never_mixes(make_cube: CubeMaker) -> None:
    mixed = [below(10, sex="F"), below(20, sex="M", base="azr")]
    assert says(refusal(SHARE, make_cube(a=[row(5)], b=mixed)), "below", "register_main", "azr")


def test_arrivals_and_departures_of_two_statistics_make_no_balance(make_cube: CubeMaker) -> None:
    moves = [row(30, base="migration_statistics"), row(20, variable="departures")]
    assert says(refusal(define("count", {"minus": ["departures"]}), make_cube(a=moves)), "migration", "register_main")


def test_the_districts_of_a_place_never_mix(make_cube: CubeMaker) -> None:
    mixed = make_cube(a=[row(10), row(20, ref_area="2", base="azr")])
    assert says(refusal(COUNT, mixed, DISTRICTS), "city", "register_main", "azr")


def test_a_base_that_changes_from_one_period_to_the_next_mixes_nothing(make_cube: CubeMaker) -> None:
    changed = make_cube(
        a=[
            row(10, time_period="2010-12-31", base="population_update_1987"),
            row(20, time_period="2011-12-31", base="population_update_2011"),
        ]
    )
    assert numbers(COUNT, changed) == [10, 20]


def test_people_told_apart_by_two_concepts_are_not_divided(make_cube: CubeMaker) -> None:
    share = define("share", {"where": {"migration_status": "WITH"}}, {"where": {"citizenship": "FOREIGN"}})
    cube = make_cube(
        a=[row(30, migration_status="WITH", concept="migration_background")],
        b=[below(100, citizenship="FOREIGN"), below(400, citizenship="DE")],
    )
    assert says(refusal(share, cube), "migration_background", "citizenship")


def test_measures_that_are_groups_themselves_are_not_divided(make_cube: CubeMaker) -> None:
    """Wide tables hold "Migrationshintergrund" beside "Ausländer" without any dimension that says so."""
    people = [row(30, concept="migration_background", sex="F")]
    assert says(refusal(SHARE, make_cube(a=people, b=[below(100, sex="F")])), "migration_background", "citizenship")
    assert numbers(SHARE, make_cube(a=people, b=[below(100, sex="F", concept=None)])) == [30]
    only_foreigners = [below(100, citizenship="FOREIGN")]
    assert says(refusal(SHARE, make_cube(a=people, b=only_foreigners)), "migration_background", "citizenship")


def test_groups_by_the_publishers_own_dimension_are_told_apart_as_well(make_cube: CubeMaker) -> None:
    share = define("share", {"where": {"herkunft": "mit"}}, {"where": {"pass": "Ausland"}})
    people = [row(30, herkunft="mit", concept="migration_background"), row(70, herkunft="ohne", concept=None)]
    cube = make_cube(a=people, b=[below(50, **{"pass": "Ausland"}), below(50, **{"pass": "Inland"})])
    assert says(refusal(share, cube), "migration_background", "citizenship")
    assert numbers(define("share", {"where": {"herkunft": "mit"}}, {}), cube) == [30]


def test_a_group_of_one_concept_may_stand_over_the_whole_population(make_cube: CubeMaker) -> None:
    share = define("share", {"where": {"migration_status": "WITH"}}, {})
    people = [row(30, migration_status="WITH", concept="migration_background")]
    assert numbers(share, make_cube(a=people, b=[below(100, concept="none")])) == [30]
    assert numbers(share, make_cube(a=people, b=[below(60, citizenship="DE"), below(40, citizenship="EU")])) == [30]


def test_two_counts_of_the_population_are_not_divided(make_cube: CubeMaker) -> None:
    cube = make_cube(a=[row(30, base="azr")], b=[below(100)])
    assert says(refusal(SHARE, cube), "azr", "register_main")
    assert numbers(define("share", {}, {}, mixed_bases=True), cube) == [30]


def test_a_statistic_of_events_or_cases_may_stand_over_a_count_of_the_population(make_cube: CubeMaker) -> None:
    cases = [row(30, base="unemployment_statistics")]
    assert numbers(SHARE, make_cube(a=cases, b=[below(100)])) == [30]


def test_a_denominator_of_another_day_is_refused(make_cube: CubeMaker) -> None:
    cube = make_cube(a=[row(30)], b=[below(100, time_period="2019-12-31")])
    assert says(refusal(SHARE, cube), "2020-12-31", "2019-12-31")


def test_groups_that_only_one_side_knows_are_not_called_days_that_differ(make_cube: CubeMaker) -> None:
    cube = make_cube(data=[row(12, sex="F"), below(100, sex="M")])
    assert numbers(SHARE, cube, replace(CITY, by="sex")) == []


def test_a_flow_may_stand_over_the_stock_that_is_declared_for_it(make_cube: CubeMaker) -> None:
    flow, stocks = [row(30, time_period="2020")], [below(100, time_period="2019-12-31"), below(200)]
    cube = make_cube(a=flow, b=stocks)
    found = {at: numbers(define("rate", {}, {"at": at}), cube) for at in ("start_of_period", "end_of_period")}
    assert found == {"start_of_period": [300], "end_of_period": [150]}
    assert numbers(define("rate", {}, {"at": "mean_of_period"}), cube) == [200]


def test_a_denominator_that_lacks_some_days_is_no_reason_to_refuse_the_others(make_cube: CubeMaker) -> None:
    cube = make_cube(a=[row(20, time_period="2019-12-31"), row(30)], b=[below(100)])
    assert numbers(SHARE, cube) == [30]


SHARES = [row(10, unit="percent"), row(20, unit="percent", ref_area="2")]


def test_shares_of_districts_are_not_added_up_to_that_of_the_city(make_cube: CubeMaker) -> None:
    published = define("published", {})
    assert says(refusal(published, make_cube(a=SHARES), DISTRICTS), "above", "percent", "city")
    assert numbers(published, make_cube(a=SHARES), Scope({"1": (), "2": ()})) == [10, 20]


@pytest.mark.parametrize(
    ("variable", "unit"),
    [("above", "percent"), ("above", "%"), ("above", "Prozent"), ("above", "je 1.000 Einwohner"), ("Quote", None)],
)
def test_shares_of_groups_are_not_added_up_however_they_are_written(
    make_cube: CubeMaker, variable: str, unit: str | None
) -> None:
    groups = [row(40, sex="F", unit=unit, variable=variable), row(60, sex="M", unit=unit, variable=variable)]
    published = define("published", {"variable": variable})
    assert says(refusal(published, make_cube(a=groups)), variable)
    assert numbers(published, make_cube(a=groups), Scope({"1": ()}, by="sex")) == [40, 60]
    assert numbers(define("published", {"variable": variable, "where": {"sex": "F"}}), make_cube(a=groups)) == [40]


def test_shares_below_a_fraction_are_not_added_up_either(make_cube: CubeMaker) -> None:
    shares = [below(40, sex="F", unit="percent"), below(60, sex="M", unit="percent")]
    assert says(refusal(SHARE, make_cube(a=[row(10)], b=shares)), "below", "percent")


def test_the_printed_total_of_shares_is_taken_as_it_stands(make_cube: CubeMaker) -> None:
    printed = [row(value, sex=sex, unit="percent") for sex, value in (("F", 40), ("M", 60), ("TOTAL", 49))]
    assert numbers(define("published", {}), make_cube(a=printed)) == [49]


def test_counts_are_added_up_even_where_their_name_speaks_of_a_rate(make_cube: CubeMaker) -> None:
    counted = [row(40, sex="F", variable="rate payers"), row(60, sex="M", variable="rate payers")]
    assert numbers(define("count", {"variable": "rate payers"}), make_cube(a=counted)) == [100]


def test_a_share_of_counts_in_thousands_and_in_ones_is_refused(make_cube: CubeMaker) -> None:
    cube = make_cube(a=[row(30)], b=[below(0.1, unit="1000 persons")])
    assert says(refusal(SHARE, cube), "1000 persons", "persons")
    thousands = make_cube(a=[row(0.03, unit="1000 persons")], b=[below(0.1, unit="1000 persons")])
    assert numbers(SHARE, thousands) == [pytest.approx(30)]


def test_a_percentage_beside_counts_in_one_file_does_not_stop_the_counts(make_cube: CubeMaker) -> None:
    counts = [row(30, sex="F"), row(20, sex="M"), below(60, sex="F"), below(40, sex="M")]
    beside = [row(50, unit="percent", variable="quota", sex=sex) for sex in "FM"]
    later = row(51, unit="percent", time_period="2021-12-31", sex="TOTAL")
    assert numbers(SHARE, make_cube(a=[*counts, *beside])) == [50]
    assert numbers(define("count", {"where": {"sex": ["F", "M"]}}), make_cube(b=[*counts, later])) == [50]


def test_a_percentage_is_no_part_of_a_number_of_persons(make_cube: CubeMaker) -> None:
    cube = make_cube(a=[row(30, unit="percent")], b=[below(100)])
    assert says(refusal(SHARE, cube), "above", "percent", "below", "persons")
    unnamed = make_cube(a=[row(30, unit=None)], b=[below(100)])
    assert numbers(SHARE, unnamed) == [30]


GOETTINGEN = Scope({"03159": ()})  # since 1 November 2016, from 03152 and 03156


def test_a_denominator_of_another_territorial_state_is_refused(make_cube: CubeMaker) -> None:
    old = [below(100, ref_area="03152"), below(50, ref_area="03156")]
    cube = make_cube(a=[row(30, ref_area="03159")], b=old)
    assert says(refusal(SHARE, cube, GOETTINGEN), "03159", "03152", "03156")


def test_a_numerator_of_another_territorial_state_is_refused(make_cube: CubeMaker) -> None:
    cube = make_cube(a=[row(30, ref_area="03152")], b=[below(100, ref_area="03159")])
    assert says(refusal(SHARE, cube, GOETTINGEN), "03159", "03152")


def test_a_place_that_the_denominator_does_not_know_at_all_has_no_value(make_cube: CubeMaker) -> None:
    cube = make_cube(a=[row(30, ref_area="03159")], b=[below(100, ref_area="03241")])
    assert numbers(SHARE, cube, GOETTINGEN) == []


def test_an_earlier_state_beside_the_right_one_does_no_harm(make_cube: CubeMaker) -> None:
    both = [below(100, ref_area="03152", time_period="2015-12-31"), below(150, ref_area="03159")]
    assert numbers(SHARE, make_cube(a=[row(30, ref_area="03159")], b=both), GOETTINGEN) == [20]
