"""A release hides what would give a small figure away, on every surface, and says how much it hides."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from teilhabe.engine.disclosure.gate import protect
from teilhabe.engine.pipeline import approvals, gating
from teilhabe.engine.pipeline.approving import approve
from teilhabe.engine.pipeline.build import Report
from teilhabe.engine.pipeline.decisions import kept
from teilhabe.engine.pipeline.figure import ask_workspace
from teilhabe.engine.pipeline.gating import settled
from teilhabe.engine.pipeline.questions import Question
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.release.reader import Release

Builder = Callable[[Path], tuple[Release, list[Report]]]


class Built(Protocol):
    folder: Path
    workspace: Workspace
    release: Release


def rows(release: Release, indicator: str, period: str = "2021-12-31") -> dict[str, dict[str, str]]:
    """The districts' and the city's figures of a day by place."""
    with (release.directory / f"csv/{indicator}.csv").open(newline="") as file:
        found = [row for row in csv.DictReader(file) if row["time_period"] == period and not row["breakdown"]]
    return {row["ref_area"]: row for row in found}


def test_a_second_district_is_hidden_where_the_total_would_give_the_first_away(built: Built) -> None:
    foreign = rows(built.release, "pop_foreign_n")
    hidden = {place for place, row in foreign.items() if row["status"] == "protected"}
    assert "99001002" in hidden
    assert len(hidden) >= 2
    assert all(foreign[place]["numerator"] == foreign[place]["value"] == "" for place in hidden)


def test_what_one_indicator_hides_no_other_one_tells(built: Built) -> None:
    """Foreigners are also the numerator of their share, and what Germans leave of everybody."""
    counted, shared = rows(built.release, "pop_foreign_n"), rows(built.release, "pop_foreign_share")
    hidden = {place for place, row in counted.items() if row["status"] == "protected"}
    assert {place for place, row in shared.items() if row["status"] == "protected"} >= hidden


def test_a_hidden_figure_stands_as_hidden_in_page_and_picture(built: Built) -> None:
    (other,) = kept(built.workspace).of("pop_foreign_n") & {
        f"pop_foreign_n 9900100{number} 2021-12-31" for number in (1, 3)
    } or {""}
    place = other.split()[1] if other else "99001"
    value = {"99001": "79", "99001001": "55", "99001003": "22"}[place]
    spoken = "".join(
        path.read_text()
        for path in built.release.directory.rglob("*pop_foreign_n*")
        if path.suffix in (".json", ".svg", ".csv")
    )
    assert f">{value}<" not in spoken
    assert f'"{value}"' not in spoken


def test_whoever_asks_the_workspace_gets_no_more_than_the_release_tells(built: Built) -> None:
    hidden = kept(built.workspace).of("pop_foreign_n")
    for figure in hidden:
        _, place, period = figure.split()[:3]
        (answer,) = ask_workspace(built.folder, built.workspace, Question("pop_foreign_n", place, period))
        assert (answer.status, answer.value, answer.numerator) == ("protected", None, None)


def test_the_release_says_how_many_figures_it_hides_and_no_value(built: Built) -> None:
    content = json.loads((built.release.directory / "disclosure.json").read_text())
    assert content["recomputable"] == len(kept(built.workspace).of_figures) > 0
    assert content["too_small"] > 0
    assert all(isinstance(count, int) for count in content["indicators"].values())


@pytest.mark.usefixtures("built_before")
def test_a_release_reckons_with_what_an_approved_one_has_told(
    small_city: Path, build_city: Builder, tmp_path: Path
) -> None:
    """What it told stays told, so the same figures stay hidden."""
    workspace = Workspace(tmp_path / "workspace", "kleinstadt")
    before = kept(workspace).of_figures
    entry = approvals.Approval("", "A. Beispiel", "2026-01-01T00:00:00+00:00", "Probe", "§ 1")
    approve(workspace, "latest", entry)
    build_city(small_city)
    assert kept(workspace).of_figures == before
    people = small_city / "people.csv"
    people.write_text(people.read_text().replace("2021-12-31,99001003,M,EU,22", "2021-12-31,99001003,M,EU,23"))
    build_city(small_city)
    assert kept(workspace).of_figures


@pytest.mark.usefixtures("built_before")
def test_an_approval_of_what_was_decided_is_no_reason_to_decide_anew(
    small_city: Path, build_city: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The release tells what was decided; searching and attacking again would find the same."""
    workspace = Workspace(tmp_path / "workspace", "kleinstadt")
    before, asked = kept(workspace), list[int]()
    monkeypatch.setattr(gating, "settled", lambda *given: asked.append(1) or settled(*given))
    approve(workspace, "latest", approvals.Approval("", "A. Beispiel", "2026-01-01T00:00:00+00:00", "Probe", "§ 1"))
    build_city(small_city)
    assert (kept(workspace), asked) == (before, [])
    people = small_city / "people.csv"
    people.write_text(people.read_text().replace("2021-12-31,99001003,M,EU,22", "2021-12-31,99001003,M,EU,23"))
    build_city(small_city)
    assert asked == [1]


def test_a_decision_that_changes_redraws_the_indicators_it_concerns(
    built_before: Release, small_city: Path, build_city: Builder
) -> None:
    people = small_city / "people.csv"
    people.write_text(people.read_text().replace("2021-12-31,99001002,M,EU,2\n", "2021-12-31,99001002,M,EU,8\n"))
    after, _ = build_city(small_city)
    assert {row["status"] for row in rows(after, "pop_foreign_n").values()} == {"value"}


@pytest.mark.usefixtures("built_before")
def test_what_was_searched_before_changes_no_decision(
    small_city: Path, build_city: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change in one dataset the gate asks only about that; from nothing it decides the same."""
    asked: list[int] = []
    monkeypatch.setattr(gating, "protect", lambda *given: asked.append(1) or protect(*given))
    people = small_city / "people.csv"
    people.write_text(people.read_text().replace("2021-12-31,99001003,M,EU,22\n", "2021-12-31,99001003,M,EU,23\n"))
    build_city(small_city)
    again, workspace = len(asked), Workspace(tmp_path / "workspace", "kleinstadt")
    remembered = kept(workspace)
    shutil.rmtree(workspace.root)
    build_city(small_city)
    assert (remembered.hidden, remembered.report) == (kept(workspace).hidden, kept(workspace).report)
    assert 0 < again < len(asked) - again
