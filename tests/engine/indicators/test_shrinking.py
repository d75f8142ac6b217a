"""A model of all districts tells of the hidden ones only what they are together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.indicators.computing import compute
from teilhabe.engine.indicators.definition import Variant, read_definition
from teilhabe.engine.indicators.shrinking import as_shown
from teilhabe.engine.indicators.values import Scope, Value

CubeMaker = Callable[..., Cube]
Counts = Mapping[str, tuple[float, float]]
MODEL = replace(
    read_definition(
        Declaration(
            {
                "name": "Probe",
                "question": "?",
                "formula": "share",
                "unit": "percent",
                "feeds": "Quelle",
                "numerator": {"text": "oben", "variable": "sick"},
                "denominator": {"text": "unten", "variable": "all"},
            },
            "probe.toml → probe",
        ),
        "demography",
    ),
    variant=Variant(kind="shrunk", of="probe"),
)
DISTRICTS: Counts = {"11": (12, 60), "12": (40, 150), "13": (2, 90), "14": (9, 70), "15": (55, 240)}


def modelled(make_cube: CubeMaker, districts: Counts, city: str = "1", more: Counts | None = None) -> tuple[Value, ...]:
    rows = [
        {"ref_area": area, "time_period": "2020-12-31", "variable": variable, "obs_value": number}
        for area, numbers in {**districts, **(more or {})}.items()
        for variable, number in zip(("sick", "all"), numbers, strict=True)
    ]
    scope = Scope(dict.fromkeys(districts, ()), standard=city, districts=tuple(districts))
    return compute(MODEL, make_cube(p=rows), scope)


def numbers(values: tuple[Value, ...]) -> dict[str, tuple[float | None, float | None, float | None]]:
    return {value.place: (value.value, value.quality.low, value.quality.high) for value in values}


def test_where_every_district_is_shown_the_model_stays_as_it_was(make_cube: CubeMaker) -> None:
    values = modelled(make_cube, DISTRICTS)
    assert numbers(tuple(as_shown(MODEL, values))) == numbers(values)


def test_hidden_districts_may_be_exchanged_without_any_shown_value_telling(make_cube: CubeMaker) -> None:
    exchanged = {**DISTRICTS, "13": (1, 100), "14": (10, 60)}
    shown = [
        tuple(as_shown(MODEL, [value for value in modelled(make_cube, data) if value.place not in ("13", "14")]))
        for data in (DISTRICTS, exchanged)
    ]
    assert numbers(shown[0]) == numbers(shown[1])
    assert len(shown[0]) == 3


def test_hidden_districts_count_as_one_so_that_the_mean_stays_that_of_the_city(make_cube: CubeMaker) -> None:
    shown = as_shown(MODEL, [value for value in modelled(make_cube, DISTRICTS) if value.place not in ("13", "14")])
    together = {**{place: DISTRICTS[place] for place in ("11", "12", "15")}, "16": (11.0, 160.0)}
    expected = numbers(modelled(make_cube, together))
    assert all(value.value == pytest.approx(expected[value.place][0]) for value in shown)


def test_a_city_counted_on_another_base_lends_no_rest_to_its_districts(make_cube: CubeMaker) -> None:
    def of(base: str) -> dict[str, tuple[float | None, float | None, float | None]]:
        rows = [
            {"ref_area": area, "time_period": "2020-12-31", "variable": variable, "obs_value": number}
            | {"base": base if area == "1" else "register_main"}
            for area, both in {**DISTRICTS, "1": (500.0, 900.0)}.items()
            for variable, number in zip(("sick", "all"), both, strict=True)
        ]
        scope = Scope(dict.fromkeys(DISTRICTS, ()), standard="1", districts=tuple(DISTRICTS))
        return numbers(compute(MODEL, make_cube(p=rows), scope))

    alone = numbers(modelled(make_cube, DISTRICTS, city=""))
    assert of("census_2022") == alone
    assert of("register_main") != alone


def test_beside_each_value_stands_the_city_that_it_is_drawn_towards(make_cube: CubeMaker) -> None:
    (first, *_) = modelled(make_cube, DISTRICTS)
    assert [(entry.place, entry.value) for entry in first.beside] == [("1", 118), ("1", 610)]
