"""A fraction stands on one territorial state: not on old and new districts, not across a change of borders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.indicators.breaks import Break, read_breaks
from teilhabe.engine.indicators.computing import compute
from teilhabe.engine.indicators.definition import Definition, read_definition
from teilhabe.engine.indicators.territories import refuse_earlier_state, refuse_other_state
from teilhabe.engine.indicators.values import Scope
from teilhabe.errors import InputError

CubeMaker = Callable[..., Cube]
GOETTINGEN = Scope({"03159": ()})  # since 1 November 2016, from 03152 and 03156


def define(denominator: Mapping[str, Any] | None = None) -> Definition:
    values: dict[str, Any] = {
        "name": "Probe", "question": "?", "formula": "rate", "unit": "per_1000", "feeds": "Quelle",
        "numerator": {"text": "oben", "variable": "births"},
        "denominator": {"text": "unten", "variable": "population", **(denominator or {})},
    }  # fmt: skip
    return read_definition(Declaration(values, "probe.toml → probe"), "demography")


@pytest.mark.parametrize(
    ("above", "below", "named"),
    [
        ({"03159"}, {"03152", "03156"}, "the numerator counts 03159, the denominator only 03152, 03156"),
        ({"03152", "03156"}, {"03159"}, "the denominator counts 03159, the numerator only 03152, 03156"),
    ],
)
def test_a_district_does_not_stand_over_its_predecessors(above: set[str], below: set[str], named: str) -> None:
    with pytest.raises(InputError) as raised:
        refuse_other_state(define(), GOETTINGEN, above, below)
    assert named in raised.value.text.en


def test_an_abolished_district_does_not_stand_over_its_successor() -> None:
    with pytest.raises(InputError, match=r"03152.*03159"):
        refuse_other_state(define(), Scope({"03152": ()}), {"03152"}, {"03159"})


@pytest.mark.parametrize(
    ("scope", "above", "below"),
    [
        (GOETTINGEN, {"03159"}, {"03159", "03152"}),  # the earlier state beside the right one
        (GOETTINGEN, {"03159"}, {"03241"}),  # another place: there simply is no value
        (Scope({"03159": ("03152", "03156")}), {"03159"}, {"03152", "03156"}),  # summed up on purpose
        (Scope({"07312": ()}), {"07312"}, {"07312"}),
    ],
)
def test_the_same_area_is_not_refused(scope: Scope, above: set[str], below: set[str]) -> None:
    refuse_other_state(define(), scope, above, below)


def change(day: str, kind: str = "territory", places: str = "") -> tuple[Break, ...]:
    declared = {
        "id": "incorporation", "date": date.fromisoformat(day), "variables": ["births", "population"], "kind": kind,
        "title": {"de": "Eingemeindung", "en": "Incorporation"}, "text": {"de": "Neue Grenze.", "en": "New border."},
        **({"places": [places]} if places else {}),
    }  # fmt: skip
    return tuple(read_breaks(Declaration({"breaks": [declared]}, "breaks.toml")))


@pytest.fixture
def cube(make_cube: CubeMaker) -> Cube:
    stocks = [{"ref_area": "1", "time_period": day, "obs_value": 1000} for day in ("2019-12-31", "2020-12-31")]
    return make_cube(p=stocks, b=[{"ref_area": "1", "time_period": "2020", "obs_value": 20, "variable": "births"}])


@pytest.mark.parametrize("at", ["start_of_period", "mean_of_period"])
@pytest.mark.parametrize("day", ["2020-01-01", "2020-07-01", "2020-12-31"])
def test_events_do_not_stand_over_a_stock_from_before_a_change_of_borders(cube: Cube, at: str, day: str) -> None:
    definition = define({"at": at})
    values = compute(definition, cube, Scope({"1": ()}))
    with pytest.raises(InputError) as raised:
        refuse_earlier_state(definition, values, change(day))
    assert all(word in raised.value.text.en for word in ("probe", "2020", day, "Incorporation"))


@pytest.mark.parametrize(
    ("at", "breaks"),
    [
        ("end_of_period", change("2020-07-01")),
        ("start_of_period", change("2019-12-31")),
        ("start_of_period", change("2021-01-01")),
        ("start_of_period", change("2020-07-01", kind="census")),
        ("start_of_period", change("2020-07-01", places="2")),
    ],
)
def test_a_change_elsewhere_or_at_another_time_is_no_reason_to_refuse(
    cube: Cube, at: str, breaks: tuple[Break, ...]
) -> None:
    definition = define({"at": at})
    values = compute(definition, cube, Scope({"1": ()}))
    assert len(values) == 1
    refuse_earlier_state(definition, values, breaks)
