"""What was known on which day, and by how much it changed since."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.pipeline.conftest import build_in

from teilhabe.engine.indicators.catalogue import read_catalogue
from teilhabe.engine.pipeline import revisions
from teilhabe.engine.pipeline.approvals import Approval
from teilhabe.engine.pipeline.approving import approve
from teilhabe.engine.pipeline.city import read_city
from teilhabe.engine.pipeline.figure import ask_workspace
from teilhabe.engine.pipeline.preparing import prepare_dataset
from teilhabe.engine.pipeline.questions import Question, all_periods
from teilhabe.engine.pipeline.revisions import RevisionTable, files_of, released, revision, revision_table
from teilhabe.engine.pipeline.told import Shown
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import InputError
from teilhabe.release.reader import Release

FIRST, SECOND, THIRD = date(2026, 1, 10), date(2026, 2, 20), date(2026, 3, 30)
UNEMPLOYED = Question("lab_unemp_n")
Arrive = Callable[..., None]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace", "kleinstadt")


@pytest.fixture
def arrive(small_city: Path, workspace: Workspace) -> Arrive:
    """A text in a file is replaced, the file comes on a day, and the sources are prepared."""
    workspace.prepare()

    def change(day: date, old: str = "", new: str = "", file: str = "elsewhere.csv") -> None:
        path = small_city / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        city = read_city(small_city)
        for source in city.sources:
            prepare_dataset(city, workspace, source, day)

    return change


def test_a_figure_is_told_as_it_was_known_at_the_end_of_a_day(
    small_city: Path, workspace: Workspace, arrive: Arrive
) -> None:
    arrive(FIRST)
    arrive(SECOND, ",70,", ",71,")
    asked = [date(2026, 1, 10), date(2026, 2, 19), date(2026, 2, 20), date(2030, 1, 1)]
    answers = [ask_workspace(small_city, workspace, UNEMPLOYED, day)[0] for day in asked]
    assert [answer.value for answer in answers] == [70, 70, 71, 71]
    (today,) = ask_workspace(small_city, workspace, UNEMPLOYED)
    assert [answer.sources[0]["sha256"] == today.sources[0]["sha256"] for answer in answers] == [
        False, False, True, True,
    ]  # fmt: skip
    assert answers[-1] == today


def test_before_the_first_vintage_it_is_said_since_when_a_figure_is_known(
    small_city: Path, workspace: Workspace, arrive: Arrive
) -> None:
    arrive(FIRST)
    with pytest.raises(InputError, match="lab_unemp_n was not known yet on 2026-01-09; it is known since 2026-01-10"):
        ask_workspace(small_city, workspace, UNEMPLOYED, date(2026, 1, 9))


def test_other_sources_do_not_matter_to_what_was_known(small_city: Path, workspace: Workspace, arrive: Arrive) -> None:
    arrive(FIRST)
    arrive(SECOND, "2021-12-31,99001003,M,EU,22", "2021-12-31,99001003,M,EU,23", file="people.csv")
    city = read_city(small_city)
    assert list(revision_table(city, workspace, UNEMPLOYED).vintages) == [FIRST]
    assert revision_table(city, workspace, Question("pop_total")).vintages == {FIRST: ("people",), SECOND: ("people",)}


def shown(table: RevisionTable) -> dict[str, list[float | None]]:
    return {row.period: [figure.shown if figure else None for figure in row.figures] for row in table.rows}


def test_the_revision_table_is_a_triangle_of_periods_and_vintages(
    small_city: Path, workspace: Workspace, arrive: Arrive
) -> None:
    arrive(FIRST)
    further = "2022-12-31,99001,90,Heft 3\n2022-12-31,99002,95,Heft 3\n2022-12-31,99003,-,Heft 3\n"
    arrive(SECOND, "2021-12-31,99003,-,Heft 2\n", "2021-12-31,99003,-,Heft 2\n" + further)
    arrive(THIRD, "2021-12-31,99001,70,Heft 1", "2021-12-31,99001,77,Heft 1")
    table = revision_table(read_city(small_city), workspace, UNEMPLOYED)
    assert list(table.vintages) == [FIRST, SECOND, THIRD]
    assert shown(table) == {"2021-12-31": [70, 70, 77], "2022-12-31": [None, 90, 90]}
    revised, new = table.rows
    assert revised.total is not None
    assert (revised.total.absolute, revised.total.relative) == (7.0, 10.0)
    assert [step and step.absolute for step in revised.steps] == [None, 0.0, 7.0]
    assert new.total is not None
    assert new.total.absolute == 0


def test_the_table_as_json_holds_every_value_as_printed(small_city: Path, workspace: Workspace, arrive: Arrive) -> None:
    arrive(FIRST, ",70,", ",1070,")
    arrive(SECOND, ",1070,", ",1071,")
    city = read_city(small_city)
    content = revision_table(city, workspace, UNEMPLOYED).as_dict(city)
    assert json.loads(json.dumps(content)) == content
    assert content["vintages"] == [
        {"date": "2026-01-10", "datasets": ["elsewhere"]},
        {"date": "2026-02-20", "datasets": ["elsewhere"]},
    ]
    (row,) = content["rows"]
    first, second = row["values"]
    assert first["text"] == {"de": "1.070", "en": "1,070"}
    assert (second["value"], second["absolute"], second["status"]) == (1071, 1.0, "value")
    assert round(second["relative"], 4) == 0.0935


def test_a_protected_figure_stays_protected_in_every_vintage(
    small_city: Path, workspace: Workspace, arrive: Arrive
) -> None:
    arrive(FIRST)
    arrive(SECOND, "2021-12-31,99001002,M,EU,2", "2021-12-31,99001002,M,EU,9", file="people.csv")
    question = Question("pop_foreign_n", place="99001002", period="2021")
    (row,) = revision_table(read_city(small_city), workspace, question).rows
    assert [figure and figure.status for figure in row.figures] == ["protected", "value"]
    assert row.total is None
    assert row.steps == (None, None)


def test_shares_are_revised_in_percentage_points() -> None:
    found = revision(21.8, 21.9)
    assert found is not None
    assert found.absolute == 0.1
    assert round(found.relative or 0, 2) == 0.46


def test_nothing_is_said_relative_to_nothing() -> None:
    found = revision(0.0, 3.0)
    assert found is not None
    assert (found.absolute, found.relative) == (3.0, None)
    assert revision(None, 3.0) is None


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_revisions_step_by_step_add_up_to_the_whole(first: int, second: int, third: int) -> None:
    steps = [revision(first, second), revision(second, third)]
    whole = revision(first, third)
    assert whole is not None
    assert sum(step.absolute for step in steps if step) == whole.absolute


def test_without_data_it_is_said_what_would_be_needed(small_city: Path, workspace: Workspace, arrive: Arrive) -> None:
    arrive(FIRST)
    with pytest.raises(InputError, match="Kleinstadt has no data for “prot_seekers_n”"):
        revision_table(read_city(small_city), workspace, Question("prot_seekers_n"))


def test_a_release_tells_revisions_between_declared_vintages_only(
    small_city: Path, workspace: Workspace, arrive: Arrive
) -> None:
    arrive(FIRST, 'file = "elsewhere.csv"', 'file = "elsewhere.csv"\nretrieved = "2025-06"', file="sources.toml")
    arrive(SECOND, ",70,", ",71,")  # a slip that is mended: the declaration is the same
    city = read_city(small_city)
    unemployed, people = city.catalogue.definition("lab_unemp_n"), city.catalogue.definition("pop_total")
    assert released(city, workspace, unemployed, ["elsewhere"], Shown(workspace)) is None
    (small_city / "sources.toml").write_text((small_city / "sources.toml").read_text().replace("2025-06", "2025-09"))
    arrive(THIRD, ",71,", ",75,")
    table = released(city, workspace, unemployed, ["elsewhere"], Shown(workspace))
    assert table is not None
    assert table.earlier == {date(2025, 6, 30): {"2021-12-31": 71.0}}
    files = files_of(city, table)
    content = json.loads(files["revisions/lab_unemp_n.json"])
    assert [vintage["date"] for vintage in content["vintages"]] == ["2025-06-30", "2025-09-30"]
    assert [cell["text"]["de"] for cell in content["rows"][0]["values"]] == ["71", "75"]
    assert released(city, workspace, people, ["people"], Shown(workspace)) is None
    assert released(city, workspace, people, [], Shown(workspace)) is None


def test_what_is_released_depends_neither_on_the_day_nor_on_the_number_of_builds(
    small_city: Path, tmp_path: Path
) -> None:
    found = []
    for root, days in (("a", (FIRST, SECOND)), ("b", (SECOND, SECOND, THIRD, THIRD))):
        folder, workspace = tmp_path / root / "city", Workspace(tmp_path / root / "ws", "kleinstadt")
        shutil.copytree(small_city, folder)
        workspace.prepare()
        for number, day in enumerate(days):
            is_later = number >= len(days) // 2
            _declare(folder, "2025-09-01" if is_later else "2025-06-01", "71" if is_later else "70")
            city = read_city(folder)
            for source in city.sources:
                prepare_dataset(city, workspace, source, day)
        told = released(city, workspace, city.catalogue.definition("lab_unemp_n"), ["elsewhere"], Shown(workspace))
        found.append(files_of(city, told))
    assert found[0] == found[1] != {}


def _declare(folder: Path, retrieved: str, value: str) -> None:
    sources, figures = folder / "sources.toml", folder / "elsewhere.csv"
    plain = re.sub(r'\nretrieved = ".*"', "", sources.read_text())
    told = plain.replace('file = "elsewhere.csv"', f'file = "elsewhere.csv"\nretrieved = "{retrieved}"')
    sources.write_text(told)
    figures.write_text(re.sub(r",7\d,", f",{value},", figures.read_text()))


def test_a_file_that_must_not_be_computed_with_leaves_its_column_empty(
    small_city: Path, workspace: Workspace, arrive: Arrive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was corrected since; its vintage must not stop a build for ever."""
    arrive(FIRST)
    arrive(SECOND, ",70,", ",71,")
    refused = iter([True, False])

    def refusing(*arguments: object) -> object:
        if next(refused):
            raise InputError("gemischt", "mixed")
        return all_periods(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(revisions, "all_periods", refusing)
    table = revision_table(read_city(small_city), workspace, UNEMPLOYED)
    assert shown(table) == {"2021-12-31": [None, 71]}


FOREIGN = "revisions/pop_foreign_n.json"


def _arrives(folder: Path, retrieved: str, old: str = "", new: str = "") -> None:
    people, sources = folder / "people.csv", folder / "sources.toml"
    people.write_text(people.read_text().replace(old, new))
    plain = re.sub(r'\nretrieved = ".*"', "", sources.read_text())
    sources.write_text(plain.replace('file = "people.csv"', f'file = "people.csv"\nretrieved = "{retrieved}"'))


def _of_2020(release: Release) -> list[tuple[str, float | None]]:
    content = json.loads(release.read_bytes(FOREIGN))
    (row,) = (row for row in content["rows"] if row["period"] == "2020-12-31")
    return [(cell["status"], cell["value"]) for cell in row["values"]]


@pytest.fixture
def few_indicators(small_city: Path) -> Path:
    others = [entry.id for entry in read_catalogue().definitions if entry.id not in ("pop_total", "pop_foreign_n")]
    (small_city / "indicators.toml").write_text(f"off = {json.dumps(others)}\n")
    return small_city


@pytest.mark.parametrize("was_approved", [True, False])
def test_a_release_shows_of_earlier_states_only_what_an_approved_release_has_shown(
    few_indicators: Path, tmp_path: Path, *, was_approved: bool
) -> None:
    """What nobody let out then has never passed the gate together with the rest of its state."""
    root = tmp_path / "workspace"
    _arrives(few_indicators, "2025-06-01")
    first, _ = build_in(few_indicators, root)
    if was_approved:
        entry = Approval("", "A. Beispiel", "2026-01-01T00:00:00+00:00", "Probe", "§ 1")
        approve(Workspace(root, "kleinstadt"), first.id, entry)
    _arrives(few_indicators, "2025-09-01", "2020-12-31,99001001,M,EU,50\n", "2020-12-31,99001001,M,EU,58\n")
    second, _ = build_in(few_indicators, root)
    before = ("value", 102) if was_approved else ("protected", None)
    assert _of_2020(second) == [before, ("value", 110)]
