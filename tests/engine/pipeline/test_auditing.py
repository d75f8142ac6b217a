"""An attacker finds what primary suppression leaves open, and nothing after the gate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teilhabe.engine.cube.query import Cube
from teilhabe.engine.cube.sums import Addend, Box
from teilhabe.engine.disclosure import facts
from teilhabe.engine.disclosure.facts import PublishedFact, Telling
from teilhabe.engine.pipeline import gating
from teilhabe.engine.pipeline.auditing import audit_release
from teilhabe.engine.pipeline.city import read_city
from teilhabe.engine.pipeline.datasets import open_cube
from teilhabe.engine.pipeline.decisions import kept
from teilhabe.engine.pipeline.known import by_subject
from teilhabe.engine.pipeline.observed import Observed
from teilhabe.engine.pipeline.remembering import Memory
from teilhabe.engine.pipeline.told import EarlierRelease
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import CheckFailed

SUBJECT = ("people", "2021-12-31")


class Built(Protocol):
    workspace: Workspace


@pytest.fixture(scope="session")
def tellings(built: Built) -> Sequence[Telling]:
    files = sorted(built.workspace.facts("x").parent.glob("*.json"))
    return [entry for path in files for entry in facts.from_json(path.read_text())]


@pytest.fixture
def cube_files(built: Built) -> dict[str, object]:
    return {"people": built.workspace.cube / "people.parquet"}


def exposed(files: dict[str, object], tellings: Sequence[Telling], hidden: frozenset[str]) -> dict[object, object]:
    return dict(audit_release(Observed(files), by_subject(tellings, hidden, ())))  # type: ignore[arg-type]


def test_blanking_small_figures_alone_is_found_out(cube_files: dict[str, object], tellings: Sequence[Telling]) -> None:
    assert list(exposed(cube_files, tellings, frozenset())) == [SUBJECT]


def test_nothing_is_found_behind_the_gate(
    built: Built, cube_files: dict[str, object], tellings: Sequence[Telling]
) -> None:
    assert exposed(cube_files, tellings, kept(built.workspace).of_figures) == {}


def test_showing_the_hidden_figures_of_one_place_again_is_found_out(
    built: Built, cube_files: dict[str, object], tellings: Sequence[Telling]
) -> None:
    hidden = kept(built.workspace).of_figures
    for place in {figure.split()[1] for figure in hidden}:
        shown = frozenset(figure for figure in hidden if figure.split()[1] != place)
        assert exposed(cube_files, tellings, shown), place


def test_a_release_that_stays_exposed_is_refused(
    built: Built,
    tellings: Sequence[Telling],
    monkeypatch: pytest.MonkeyPatch,
    city_folder: object,
    memory: Memory,
) -> None:
    """The second search fails as well: a failure that does not happen by itself."""
    monkeypatch.setattr(gating, "hidden_in", lambda *_: ())
    cube = open_cube(read_city(city_folder), built.workspace)  # type: ignore[arg-type]
    with pytest.raises(CheckFailed, match="people 2021-12-31"):
        gating._checked(Observed(cube.files), tellings, gating.Verdict(frozenset()), memory)


@pytest.fixture
def city_folder(built: Built) -> object:
    return built.folder  # type: ignore[attr-defined]


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "searches.json")


def test_the_second_search_protects_by_itself(
    built: Built, tellings: Sequence[Telling], city_folder: object, memory: Memory
) -> None:
    cube = open_cube(read_city(city_folder), built.workspace)  # type: ignore[arg-type]
    verdict = gating._checked(Observed(cube.files), tellings, gating.Verdict(frozenset()), memory)
    assert verdict.hidden
    assert not exposed({"people": cube.files["people"]}, tellings, verdict.hidden)


MOVES = {"11": (41.0, 42.0), "12": (90.0, 70.0), "13": (60.0, 75.0)}


def balance(figure: str, areas: tuple[str, ...]) -> Telling:
    """Arrivals minus departures of some districts, hidden where it is about one or two persons."""
    sides = (sum(MOVES[area][side] for area in areas) for side in (0, 1))
    addends = tuple(
        Addend(sign, Box("moves", variable, "2020", areas, ()), number)
        for sign, variable, number in zip((1, -1), ("came", "left"), sides, strict=True)
    )
    whole = PublishedFact(addends, sum(each.coefficient * (each.value or 0) for each in addends), 3)
    is_small = 0 < abs(whole.value) < 3
    return Telling(figure, (whole, replace(whole, is_told=False)) if is_small else (whole,), not is_small)


@pytest.mark.parametrize(("hidden", "is_found"), [((), True), (("12",), False)])
def test_a_small_negative_balance_that_follows_from_the_others_is_found_out(
    make_cube: Callable[..., Cube], hidden: tuple[str, ...], is_found: bool
) -> None:
    rows = [
        {"ref_area": area, "time_period": "2020", "variable": variable, "obs_value": number}
        for area, both in MOVES.items()
        for variable, number in zip(("came", "left"), both, strict=True)
    ]
    told = [balance("city", tuple(MOVES)), *(balance(area, (area,)) for area in MOVES)]
    assert bool(exposed(dict(make_cube(moves=rows).files), told, frozenset(hidden))) == is_found


def test_a_city_with_figures_of_its_own_in_the_data_is_the_sum_of_its_districts(make_cube: Callable[..., Cube]) -> None:
    """Files often hold the total as a row; an attacker adds up all the same."""
    numbers = {"1": 92.0, "11": 2.0, "12": 40.0, "13": 50.0}
    rows = [
        {"ref_area": area, "time_period": "2020", "variable": "people", "obs_value": number}
        for area, number in numbers.items()
    ]

    def telling(area: str) -> Telling:
        box = Box("register", "people", "2020", (area,), ())
        return Telling(area, (PublishedFact((Addend(1, box, numbers[area]),), numbers[area], 3),), numbers[area] > 2)

    files, tellings = make_cube(register=rows).files, [telling(area) for area in numbers]
    city = {"1": ("11", "12", "13")}
    assert audit_release(Observed(files, (), city), by_subject(tellings, frozenset(), ()))
    assert not audit_release(Observed(files, (), city), by_subject(tellings, frozenset({"12"}), ()))


ALONE = {"11": 1.0, "12": 2.0, "13": 40.0, "14": 50.0}
"""One person lives in the first district, two in the second: three together is no secret to a stranger."""


def districts(make_cube: Callable[..., Cube]) -> tuple[Observed, Sequence[Telling]]:
    """What is observed, and the figures of all districts and of the city."""
    rows = [
        {"ref_area": area, "time_period": "2020", "variable": "people", "obs_value": number}
        for area, number in ALONE.items()
    ]
    told = []
    for figure, areas in (("city", tuple(ALONE)), *((area, (area,)) for area in ALONE)):
        number = sum(ALONE[area] for area in areas)
        addend = Addend(1, Box("register", "people", "2020", areas, ()), number)
        told.append(Telling(figure, (PublishedFact((addend,), number, 3),), number > 2))
    return Observed(make_cube(register=rows).files), told


def kinds(observed: Observed, tellings: Sequence[Telling], hidden: frozenset[str]) -> list[str]:
    found = audit_release(observed, by_subject(tellings, hidden, observed.earlier))
    return [exposure.kind for exposures in found.values() for exposure in exposures]


def test_who_is_alone_in_a_district_must_not_compute_another_one(make_cube: Callable[..., Cube]) -> None:
    """The single person of the first district knows it, and so that the second one has two."""
    observed, tellings = districts(make_cube)
    assert kinds(observed, tellings, frozenset()) == ["coalition"]
    assert kinds(observed, tellings, frozenset({"13"})) == []


def test_the_gate_protects_from_who_is_alone_and_each_of_its_secondaries_is_needed(
    make_cube: Callable[..., Cube], memory: Memory
) -> None:
    observed, tellings = districts(make_cube)
    verdict = gating._checked(observed, tellings, gating.Verdict(frozenset()), memory)
    assert verdict.hidden
    assert kinds(observed, tellings, verdict.hidden) == []
    for figure in sorted(verdict.hidden):
        assert kinds(observed, tellings, verdict.hidden - {figure}) == ["coalition"], figure


def test_two_releases_together_must_not_tell_who_is_alone_either(
    make_cube: Callable[..., Cube], memory: Memory
) -> None:
    """Each release hides another large district, and is safe by itself; together they leave the two small ones."""
    today, tellings = districts(make_cube)
    first = EarlierRelease(
        "first", tuple(replace(entry, is_open=entry.figure in {"city", "14"}) for entry in tellings), {}
    )
    assert kinds(today, tellings, frozenset({"14"})) == []
    later = replace(today, earlier=(first,))
    assert kinds(later, tellings, frozenset({"14"})) == ["coalition"]
    verdict = gating._checked(later, tellings, gating.Verdict(frozenset({"14"})), memory)
    assert kinds(later, tellings, verdict.hidden) == []


def test_what_earlier_releases_expose_by_themselves_is_counted_not_passed_over(
    make_cube: Callable[..., Cube], memory: Memory
) -> None:
    """The first release showed all but the two small districts: nothing that is hidden today takes that back."""
    today, tellings = districts(make_cube)
    later = replace(today, earlier=(EarlierRelease("first", tuple(tellings), {}),))
    assert gating._checked(today, tellings, gating.Verdict(frozenset()), memory).given_up == 0
    assert gating._checked(later, tellings, gating.Verdict(frozenset()), memory).given_up == 1


def test_a_slash_is_shown_only_where_no_small_figure_needs_company() -> None:
    """It would tell that somebody in the district of 40 is enough, and so what the others have less."""
    shown = {area: Telling(area, (_persons(area),), area == "14") for area in ALONE}
    assert list(gating._telling_marks([*shown.values()], ())) == ["13"]
    assert list(gating._telling_marks([shown["13"], shown["14"]], ())) == []


def _persons(area: str) -> PublishedFact:
    return PublishedFact((Addend(1, Box("register", "people", "2020", (area,), ()), ALONE[area]),), ALONE[area], 3)


AREAS = (("11",), ("12",), ("13",), ("11", "12"), ("11", "13"), ("12", "13"), ("11", "12", "13"))
SEXES = (("F",), ("M",), ("F", "M"))
MOST = 6


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 4), min_size=6, max_size=6), st.sets(st.integers(0, 20), max_size=12))
def test_what_every_possible_table_agrees_on_is_exposed(
    make_cube: Callable[..., Cube], counts: list[int], told: set[int]
) -> None:
    """Every table of three districts and two sexes is tried; the merging of facts must neither hide nor invent one."""
    cells = [*product(("11", "12", "13"), ("F", "M"))]
    boxes = [*product(AREAS, SEXES)]
    members = np.array([[area in areas and sex in sexes for area, sex in cells] for areas, sexes in boxes], dtype=int)
    truth = members @ counts
    shown = [number for number in range(len(boxes)) if number in told and not 0 < truth[number] < 3]
    tables = np.array([*product(range(MOST + 1), repeat=6)])
    possible = tables[(tables @ members[shown].T == truth[shown]).all(axis=1)] @ members.T
    certain = {number for number in range(21) if 0 < truth[number] < 3 and possible[:, number].max() < 3}
    rows = [
        {"ref_area": area, "time_period": "2020", "sex": sex, "variable": "people", "obs_value": count}
        for (area, sex), count in zip(cells, counts, strict=True)
    ]
    tellings = []
    for number, (areas, sexes) in enumerate(boxes):
        box = Box("register", "people", "2020", areas, (("sex", sexes),))
        fact = PublishedFact((Addend(1, box, float(truth[number])),), float(truth[number]), 3)
        tellings.append(Telling(str(number), (fact,), number in shown))
    found = audit_release(Observed(make_cube(register=rows).files), by_subject(tellings, frozenset(), ()))
    assert bool(certain) <= bool(found)
