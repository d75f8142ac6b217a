"""What the bundled cities compute is what the catalogue promises: bases, concepts and ranges."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

import duckdb
import pytest

from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline.city import read_city
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.release.reader import Release

CITIES = [
    pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in ("kaiserslautern", "musterstadt")
]  # each is built once


class Built(Protocol):
    folder: Path
    workspace: Workspace
    release: Release


class Row(NamedTuple):
    indicator: str
    period: str
    value: float | None
    base: str
    concept: str


@pytest.fixture
def city(request: pytest.FixtureRequest) -> Built:
    built: Built = request.getfixturevalue(request.param)
    return built


def rows(city: Built) -> list[Row]:
    figures = city.workspace.releases / city.workspace.latest.read_text().strip() / "tables" / "figures.parquet"
    asked = "SELECT indicator, time_period, value, coalesce(base, ''), coalesce(concept, '') FROM read_parquet(?)"
    return [Row(*row) for row in duckdb.connect().execute(asked, [str(figures)]).fetchall()]


def with_definitions(city: Built) -> Iterator[tuple[Definition, Row]]:
    catalogue = read_city(city.folder).catalogue
    for row in rows(city):
        yield catalogue.definition(row.indicator), row


def named(cell: str) -> set[str]:
    return {name for name in cell.split("; ") if name}


@pytest.mark.parametrize("city", CITIES, indirect=True)
def test_every_figure_rests_on_a_base_that_its_indicator_names(city: Built) -> None:
    strange = {
        (definition.id, name)
        for definition, row in with_definitions(city)
        if definition.base
        for name in named(row.base) - set(definition.base)
    }
    assert strange == set()


@pytest.mark.parametrize("city", CITIES, indirect=True)
def test_every_figure_tells_people_apart_as_its_indicator_says(city: Built) -> None:
    strange = {
        (definition.id, name)
        for definition, row in with_definitions(city)
        if definition.concept not in ("", "none")
        for name in named(row.concept) - {definition.concept, "none"}
    }
    assert strange == set()


@pytest.mark.parametrize("city", CITIES, indirect=True)
def test_every_figure_lies_in_the_range_of_its_indicator(city: Built) -> None:
    strange = [
        (definition.id, row.period, row.value)
        for definition, row in with_definitions(city)
        if row.value is not None and not definition.range.holds(row.value)
    ]
    assert strange == []
