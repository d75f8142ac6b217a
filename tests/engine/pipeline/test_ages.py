"""A mean age tells the sum of ages: where that gives away how many are in a hidden age group, it stays hidden too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.cube.sums import Addend, Box
from teilhabe.engine.disclosure.facts import PublishedFact, Telling, from_json, to_json
from teilhabe.engine.indicators.computing import compute
from teilhabe.engine.indicators.definition import read_definition
from teilhabe.engine.indicators.values import Scope
from teilhabe.engine.pipeline.ages import FEW, dividing, half_years
from teilhabe.engine.pipeline.auditing import audit_release
from teilhabe.engine.pipeline.city import read_city
from teilhabe.engine.pipeline.finest_search import hidden_in
from teilhabe.engine.pipeline.known import by_subject
from teilhabe.engine.pipeline.observed import Observed
from teilhabe.engine.pipeline.remembering import Memory
from teilhabe.engine.pipeline.results import judge
from teilhabe.engine.pipeline.telling import telling

CubeMaker = Callable[..., Cube]
PERIOD = "2020-12-31"
SUBJECT = ("people", PERIOD)
THRESHOLD = 3


def cube_of(make_cube: CubeMaker, ages: Mapping[str, int]) -> Cube:
    return make_cube(
        people=[
            {"ref_area": "99001", "time_period": PERIOD, "variable": "people", "age": code, "obs_value": number}
            for code, number in ages.items()
        ]
    )


def fact(codes: tuple[str, ...], value: int, **more: bool) -> PublishedFact:
    box = Box("people", "people", PERIOD, ("99001",), (("age", codes),) if codes else ())
    return PublishedFact((Addend(1, box, value),), value, 0 if more.get("of_ages") else THRESHOLD, **more)


def city_of(ages: Mapping[str, int], old: tuple[str, ...], *, with_mean: bool = True) -> tuple[Telling, ...]:
    """Everybody and their mean age are told; how many are old is hidden, and how many are not."""
    everybody, aged = sum(ages.values()), sum(ages[code] for code in old)
    young = tuple(code for code in ages if code not in old)
    return (
        Telling("all", (fact((), everybody),), True),
        Telling("mean", (fact((), everybody), fact((), everybody, of_ages=True)), with_mean),
        Telling("old", (fact(old, aged),), False),
        Telling("young", (fact(young, everybody - aged),), False),
    )


def exposed(cube: Cube, tellings: tuple[Telling, ...], *hidden: str) -> dict[object, object]:
    return dict(audit_release(Observed(cube.files), by_subject(tellings, frozenset(hidden), ())))


def test_a_mean_that_tells_how_many_are_old_is_found_out_and_hidden(make_cube: CubeMaker, tmp_path: Path) -> None:
    """Ten people are 26.5 on average, nobody is between 20 and 50: two are old."""
    ages = {"Y20": 8, "Y50": 2}
    cube, tellings = cube_of(make_cube, ages), city_of(ages, ("Y50",))
    assert exposed(cube, city_of(ages, ("Y50",), with_mean=False)) == {}
    assert list(exposed(cube, tellings)) == [SUBJECT]
    facts = by_subject(tellings, frozenset(), ())[SUBJECT]
    hidden = hidden_in(Observed(cube.files), SUBJECT, facts, Memory(tmp_path / "searches.json"))
    assert list(hidden) == ["mean"]
    assert exposed(cube, tellings, *hidden) == {}


def test_a_mean_that_many_compositions_explain_may_stand(make_cube: CubeMaker) -> None:
    ages = {f"Y{year}": 1 for year in range(20, 90)} | {"Y88": 1, "Y89": 1}
    assert exposed(cube_of(make_cube, ages), city_of(ages, ("Y88", "Y89"))) == {}


def test_a_mean_close_to_the_oldest_is_found_out_among_single_years(make_cube: CubeMaker) -> None:
    """Of thirty people all but one or two must be as old as can be."""
    ages = {f"Y{year}": 0 for year in range(20, 60)} | {"Y20": 1, "Y21": 1, "Y60": 14, "Y61": 14}
    young = tuple(code for code in ages if code in ("Y20", "Y21"))
    assert list(exposed(cube_of(make_cube, ages), city_of(ages, young))) == [SUBJECT]


def test_who_has_no_age_is_counted_and_not_in_the_sum_of_ages(make_cube: CubeMaker) -> None:
    ages = {f"Y{year}": 3 for year in range(20, 60)} | {"Y60": 2, "UNKNOWN": 4}
    assert exposed(cube_of(make_cube, ages), city_of(ages, ("Y60",))) == {}


CLASSES = ("Y_LT3", "Y3T17", "Y18T64", "Y_GE65")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(counts=st.tuples(*[st.integers(1, 4)] * 4), old=st.sampled_from([CLASSES[:1], CLASSES[3:], CLASSES[1:3]]))
def test_with_few_classes_the_audit_sees_what_trying_out_all_compositions_shows(
    make_cube: CubeMaker, counts: tuple[int, ...], old: tuple[str, ...]
) -> None:
    ages = dict(zip(CLASSES, counts, strict=True))
    worth = half_years(CLASSES).tolist()
    everybody, total = sum(counts), sum(n * age for n, age in zip(counts, worth, strict=True))
    fitting = [
        tried
        for tried in product(range(everybody + 1), repeat=4)
        if sum(tried) == everybody and sum(n * age for n, age in zip(tried, worth, strict=True)) == total
    ]
    possible = {sum(n for n, code in zip(tried, CLASSES, strict=True) if code in old) for tried in fitting}
    if 0 < sum(ages[code] for code in old) < THRESHOLD and max(possible) < THRESHOLD:  # a third of all examples
        assert exposed(cube_of(make_cube, ages), city_of(ages, old))


def test_ages_are_taken_at_the_middle_of_their_class_in_half_years() -> None:
    assert half_years(["Y2", "Y3T17", "Y_GE85", "UNKNOWN"]).tolist() == [5, 21, 175, 0]


def test_few_classes_are_told_apart_and_many_are_not() -> None:
    assert dividing(["Y_GE65", "Y_LT65", "UNKNOWN"]) == [("Y_GE65",), ("Y_LT65",)]
    assert [len(codes) for codes in dividing(f"Y{year}" for year in range(FEW + 1))] == [FEW + 1]


@pytest.mark.parametrize("formula", ["average", "median"])
def test_only_a_mean_age_tells_the_sum_of_ages(small_city: Path, make_cube: CubeMaker, formula: str) -> None:
    values = {
        "name": "Probe", "question": "?", "formula": formula, "unit": "years", "feeds": "Quelle",
        "numerator": {"text": "oben", "variable": "people", "along": "age"},
    }  # fmt: skip
    definition, city = read_definition(Declaration(values, "probe.toml → probe"), "demography"), read_city(small_city)
    (value,) = compute(definition, cube_of(make_cube, {"Y20": 8, "Y50": 4}), Scope({"99001": ()}))
    found = telling(city, definition, judge(city, value, definition))
    assert [entry.value for entry in found.facts if entry.of_ages] == ([12] if formula == "average" else [])
    assert from_json(to_json([found])) == (found,)
