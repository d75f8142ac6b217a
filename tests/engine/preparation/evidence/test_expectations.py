"""What a recipe expects is compared with what was read."""

from __future__ import annotations

import tomllib
from collections.abc import Callable

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.preparation import Prepared
from teilhabe.engine.preparation.recipe import read_recipe
from teilhabe.errors import DeclarationError

TABLE = """ref_area,time_period,sex,variable,obs_value
07311,2019,M,population,40
07311,2019,F,population,50
07312,2019,M,population,30
07312,2019,F,population,.
07311,2020,TOTAL,population,91
07312,2020,TOTAL,population,71
"""


@pytest.fixture
def failures(prepare_text: Callable[..., Prepared]) -> Callable[[str], list[object]]:
    def make(toml: str) -> list[object]:
        recipe = read_recipe(Declaration(tomllib.loads("[expect]\n" + toml), "r.toml"))
        return [f.data["key"] for f in prepare_text(TABLE, recipe).findings if f.code == "expectation-failed"]

    return make


@pytest.mark.parametrize(
    "toml",
    [
        "rows = 6",
        "rows = { min = 6 }",
        "territories = { max = 2 }",
        'periods = ["2019", "2020"]',
        'codes.sex = ["M", "F", "TOTAL"]',
        "range.population = { min = 30, max = 91 }",
        'range."*" = { min = 30 }',
        'total = ["07311 2019 M = 40", "07311 2019 = 90", "2020 = 160 ± 2", "07311 · 2020 · population = 91"]',
        'columns = ["ref_area", "time_period", "sex", "variable", "obs_value"]',
    ],
)
def test_a_table_as_expected_has_no_finding(failures: Callable[[str], list[object]], toml: str) -> None:
    assert failures(toml) == []


@pytest.mark.parametrize(
    ("toml", "key"),
    [
        ("rows = 7", "rows"),
        ("territories = { min = 3 }", "territories"),
        ('periods = ["2019"]', "periods"),
        ('periods = ["2018", "2019", "2020"]', "periods"),
        ('codes.sex = ["M", "F"]', "codes.sex"),
        ('codes.age = ["Y0"]', "codes.age"),
        ("range.population = { max = 90 }", "range.population"),
        ('range."*" = { min = 31 }', "range.population"),
        ("range.births = { min = 0 }", "range.births"),
        ('total = "2020 = 160 ± 1"', "total 2020"),
        ('total = "2021 = 1"', "total 2021"),
        ('columns = ["ref_area"]', "columns"),
    ],
)
def test_a_table_that_is_otherwise_is_refused(failures: Callable[[str], list[object]], toml: str, key: str) -> None:
    assert failures(toml) == [key]


@pytest.mark.parametrize(
    "toml",
    [
        "rows = true",
        "rows = { least = 1 }",
        "rows = {}",
        "range = { population = { min = 9, max = 1 } }",
        'range.population = { min = "0" }',
        'total = "2020"',
        'total = "2020 = viel"',
        "periods = 2019",
        "sum = 1",
    ],
)
def test_a_wrong_expectation_is_named(failures: Callable[[str], list[object]], toml: str) -> None:
    with pytest.raises(DeclarationError, match=r"r\.toml"):
        failures(toml)
