"""A special evaluation passes the same gate, and the same ledger, as every release."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from teilhabe.engine.pipeline.approvals import Approval
from teilhabe.engine.pipeline.approving import approve
from teilhabe.engine.pipeline.build import Report, require_built
from teilhabe.engine.pipeline.city import read_city
from teilhabe.engine.pipeline.questions import Question
from teilhabe.engine.pipeline.special import indicators, tables
from teilhabe.engine.pipeline.special.releasing import Special, release
from teilhabe.engine.pipeline.special.tables import TableQuestion
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import CheckFailed, InputError
from teilhabe.release.reader import Release, open_pages, open_release

Builder = Callable[[Path], tuple[Release, list[Report]]]
ENTRY = Approval("", "A. Beispiel", "2026-01-01T00:00:00+00:00", "Anfrage", "§ 1")
CITY, ABOVE, BELOW, MIDDLE = "99001", "99001001", "99001002", "99001003"
"""In BELOW live two foreigners, in ABOVE 55, in MIDDLE 22: all of them men, and there are no others."""


@pytest.fixture
def workspace(built_before: Release, tmp_path: Path) -> Workspace:
    assert built_before.id
    return Workspace(tmp_path / "workspace", "kleinstadt")


def by_sex(folder: Path, workspace: Workspace, *dimensions: str) -> Special:
    city = read_city(folder)
    question = TableQuestion("people", "population", dimensions or ("ref_area", "sex"), {}, "2021-12-31")
    return release(city, workspace, tables.evaluation(city, workspace, question))


def foreigners(folder: Path, workspace: Workspace, *places: str) -> Special:
    city = read_city(folder)
    question = Question("pop_foreign_n", None, "2021-12-31")
    return release(city, workspace, indicators.evaluation(city, workspace, question, places))


def shown(found: Special, *names: str) -> dict[tuple[object, ...], object]:
    """The numbers that may be told, by these columns."""
    places = [found.columns.index(name) for name in names]
    value = found.columns.index("value")
    return {tuple(row[place] for place in places): row[value] for row in found.rows if row[value] is not None}


def told(folder: Path) -> set[str]:
    """The places whose foreigners a yearly release tells."""
    with (folder / "csv/pop_foreign_n.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["ref_area"] for row in rows if row["time_period"] == "2021-12-31" and row["value"]}


def test_a_small_count_is_hidden_and_a_second_one_with_it(small_city: Path, workspace: Workspace) -> None:
    found = foreigners(small_city, workspace, CITY, ABOVE, BELOW, MIDDLE)
    numbers = shown(found, "ref_area")
    assert (BELOW,) not in numbers
    assert len(numbers) == 2
    assert found.report == {"figures": 4, "too_small": 1, "recomputable": 1, "told_before": 0}


def test_what_is_shown_of_a_table_are_its_true_counts(small_city: Path, workspace: Workspace) -> None:
    numbers = shown(by_sex(small_city, workspace), "ref_area", "sex")
    assert numbers[ABOVE, "M"] == 55
    assert numbers[MIDDLE, "TOTAL"] == 242
    assert (BELOW, "M") not in numbers
    assert len(numbers) == 12 - 4


def test_it_is_an_immutable_release_with_manifest_and_question(small_city: Path, workspace: Workspace) -> None:
    first, again = (foreigners(small_city, workspace, CITY, ABOVE) for _ in range(2))
    written = open_release(first.folder)
    written.verify()
    assert first.folder == again.folder
    assert written.is_special
    assert json.loads(written.read_text("special.json"))["enquiry"]["places"] == [CITY, ABOVE]
    assert written.read_text("tables/special.csv").count("\n") == 3
    assert workspace.newest != written.id, "the yearly release stays the newest"
    with pytest.raises(InputError, match=r"special\.csv"):
        open_pages(first.folder)


def test_what_an_approved_release_told_counts_for_an_enquiry(small_city: Path, workspace: Workspace) -> None:
    """It told the city and one district: neither of the two others can be told any more, under whatever name."""
    before = told(workspace.release("latest"))
    approve(workspace, "latest", ENTRY)
    numbers = shown(by_sex(small_city, workspace), "ref_area", "sex")
    hidden = {ABOVE, BELOW, MIDDLE} - before
    assert len(hidden) == 2
    assert numbers.keys().isdisjoint({(place, "M") for place in hidden})


def test_what_an_approved_enquiry_was_told_counts_for_the_next_yearly_release(
    small_city: Path, workspace: Workspace, build_city: Builder
) -> None:
    found = by_sex(small_city, workspace)
    men = {place for place, sex in shown(found, "ref_area", "sex") if sex == "M"}
    assert men == {ABOVE, MIDDLE}
    approve(workspace, found.folder.name, ENTRY)
    with pytest.raises(CheckFailed, match=found.folder.name):
        approve(workspace, "latest", ENTRY)
    after, _ = build_city(small_city)
    assert CITY not in told(after.directory), "the city less both districts would be the two"
    approve(workspace, after.id, ENTRY)


def test_an_enquiry_of_which_nothing_may_be_told_leaves_nothing(small_city: Path, workspace: Workspace) -> None:
    before = list(workspace.releases.iterdir())
    with pytest.raises(CheckFailed, match="coarsely"):
        foreigners(small_city, workspace, BELOW)
    assert list(workspace.releases.iterdir()) == before


def test_an_enquiry_waits_until_the_city_is_built(small_city: Path, workspace: Workspace, tmp_path: Path) -> None:
    require_built(read_city(small_city), workspace)
    people = small_city / "people.csv"
    people.write_text(people.read_text() + "2021-12-31,99001003,M,UA,7\n")
    for where in (workspace, Workspace(tmp_path / "nowhere", "kleinstadt")):
        with pytest.raises(InputError, match="build"):
            require_built(read_city(small_city), where)


@pytest.mark.parametrize(
    ("question", "known"),
    [
        (TableQuestion("persons", "population", ("sex",)), "people"),
        (TableQuestion("people", "persons", ("sex",)), "population"),
        (TableQuestion("people", "population", ("age",)), "citizenship"),
        (TableQuestion("people", "population", ("sex",), {"citizenship": ("XX",)}), "DE"),
        (TableQuestion("people", "population", ("sex",), {}, "2022"), "2021-12-31"),
    ],
)
def test_what_does_not_exist_is_answered_with_what_there_is(
    small_city: Path, workspace: Workspace, question: TableQuestion, known: str
) -> None:
    with pytest.raises(InputError, match=known):
        tables.evaluation(read_city(small_city), workspace, question)


def test_protected_data_pass_as_they_are(small_city: Path, workspace: Workspace) -> None:
    city = read_city(small_city)
    question = TableQuestion("elsewhere", "unemployed", ("ref_area",))
    found = release(city, workspace, tables.evaluation(city, workspace, question))
    assert list(shown(found, "ref_area").values()) == [70, 80]
