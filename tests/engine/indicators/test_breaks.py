"""Series end at breaks, and an undeclared change of base is an error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.indicators.breaks import Break, read_breaks, segments, shared_breaks, with_shared
from teilhabe.engine.indicators.computing import compute
from teilhabe.engine.indicators.definition import Definition, read_definition
from teilhabe.engine.indicators.values import Scope, Value
from teilhabe.errors import DeclarationError, InputError

CubeMaker = Callable[..., Cube]
MEASURED = ("population", "births")
COUNT: Definition = read_definition(
    Declaration(
        {
            "name": "Bevölkerung",
            "question": "?",
            "formula": "count",
            "unit": "persons",
            "feeds": "?",
            "numerator": {"text": "Personen", "variable": "population"},
        },
        "pop_total",
    ),
    "demography",
)


def declared(date: str, variable: str = "population", places: str = "all") -> tuple[Break, ...]:
    entry = {
        "id": "b",
        "date": date,
        "variables": [variable],
        "places": [places],
        "kind": "census",
        "title": "Zensus",
        "text": "…",
    }
    return read_breaks(Declaration({"breaks": [entry]}, "breaks.toml"), MEASURED)


@pytest.fixture
def series(make_cube: CubeMaker) -> tuple[Value, ...]:
    bases = {"2009": "a", "2010": "a", "2011": "b", "2012": "b"}
    rows = [
        {"ref_area": "1", "time_period": f"{year}-12-31", "obs_value": 100.0, "base": base}
        for year, base in bases.items()
    ]
    return compute(COUNT, make_cube(p=rows), Scope({"1": ()}))


def test_a_break_cuts_the_series_where_it_lies(series: tuple[Value, ...]) -> None:
    parts = segments(COUNT, series, declared("2011-05-09"))
    assert [[value.period[:4] for value in part.values] for part in parts] == [["2009", "2010"], ["2011", "2012"]]
    assert [entry.title.de for entry in parts[1].after] == ["Zensus"]


def test_an_undeclared_change_of_base_is_refused_with_both_bases(series: tuple[Value, ...]) -> None:
    with pytest.raises(InputError, match="2010-12-31 and 2011-12-31 the base changes from a to b"):
        segments(COUNT, series, ())


@pytest.mark.parametrize(("variable", "place"), [("births", "all"), ("population", "2")])
def test_a_break_of_another_variable_or_place_does_not_count(
    series: tuple[Value, ...], variable: str, place: str
) -> None:
    with pytest.raises(InputError):
        segments(COUNT, series, declared("2011-05-09", variable, place))


def test_a_break_on_the_very_day_of_a_value_begins_with_it(series: tuple[Value, ...]) -> None:
    parts = segments(COUNT, series, declared("2011-12-31"))
    assert parts[1].values[0].period == "2011-12-31"


def test_no_value_is_lost_by_cutting(series: tuple[Value, ...]) -> None:
    parts = segments(COUNT, series, declared("2011-05-09"))
    joined = [value for part in parts for value in part.values]
    assert joined == list(series)
    assert all(earlier.end < later.end for earlier, later in pairwise(joined))


def test_a_wrong_date_is_named() -> None:
    with pytest.raises(DeclarationError, match=r"breaks\.toml → breaks 1"):
        declared("im Mai")


def test_an_undeclared_change_of_concept_is_refused_too(make_cube: CubeMaker) -> None:
    rows = [
        {"ref_area": "1", "time_period": f"{year}-12-31", "obs_value": 1.0, "concept": concept}
        for year, concept in (("2009", "citizenship"), ("2010", "migration_background"))
    ]
    values = compute(COUNT, make_cube(p=rows), Scope({"1": ()}))
    with pytest.raises(InputError, match="from citizenship to migration_background"):
        segments(COUNT, values, ())


def test_a_shared_break_concerns_the_indicators_that_name_it() -> None:
    (census,) = (entry for entry in shared_breaks() if entry.id == "census-2011")
    assert census.touches(replace(COUNT, breaks=("census-2011",)), "1")
    assert not census.touches(COUNT, "1")


@pytest.mark.parametrize(
    ("bases", "pieces"),
    [
        (("population_update_1987", "population_update_2011"), 2),
        (("population_update_unstated", "population_update_unstated"), 2),
        (("register_main", "register_main"), 1),
        (("azr", "azr"), 1),
    ],
)
def test_a_census_cuts_the_population_update_and_no_register(
    make_cube: CubeMaker, bases: tuple[str, str], pieces: int
) -> None:
    rows = [
        {"ref_area": "1", "time_period": f"{year}-12-31", "obs_value": 100.0, "base": base}
        for year, base in zip((2010, 2011), bases, strict=True)
    ]
    named = replace(COUNT, breaks=("census-2011",))
    assert len(segments(named, compute(named, make_cube(p=rows), Scope({"1": ()})), shared_breaks())) == pieces


def test_an_event_is_told_but_cuts_nothing(series: tuple[Value, ...]) -> None:
    (arrivals,) = (entry for entry in shared_breaks() if entry.id == "arrivals-2015")
    assert not arrivals.cuts
    moved = replace(arrivals, date=series[1].end)
    assert not moved.separates(series[0], series[1])


def test_a_break_of_the_city_stands_in_place_of_the_shared_one() -> None:
    own = replace(declared("2011-12-31")[0], id="census-2011")
    merged = with_shared([own], shared_breaks())
    assert [entry for entry in merged if entry.id == "census-2011"] == [own]
    assert [entry.date for entry in merged] == sorted(entry.date for entry in merged)


def test_a_break_of_a_city_must_say_which_variables_it_concerns() -> None:
    entry = {"id": "b", "date": "2011-05-09", "kind": "census", "title": "Zensus", "text": "…"}
    with pytest.raises(DeclarationError, match="variables"):
        read_breaks(Declaration({"breaks": [entry]}, "breaks.toml"), MEASURED)


@pytest.mark.parametrize(
    ("variables", "named"),
    [(["population"], r"breaks 2: the break “b” stands twice"), (["weather"], r"breaks 2: .*weather")],
)
def test_a_break_that_would_go_unnoticed_is_named(variables: list[str], named: str) -> None:
    entry = {"id": "b", "date": "2011-05-09", "kind": "census", "title": "Zensus", "text": "…", "variables": "births"}
    with pytest.raises(DeclarationError, match=named):
        read_breaks(Declaration({"breaks": [entry, {**entry, "variables": variables}]}, "breaks.toml"), MEASURED)


def test_every_shared_break_is_told_in_both_languages_and_once() -> None:
    breaks = shared_breaks()
    assert len({entry.id for entry in breaks}) == len(breaks) >= 20
    assert all(entry.text.de != entry.text.en for entry in breaks)
    assert all(entry.bases for entry in breaks if entry.cuts)
