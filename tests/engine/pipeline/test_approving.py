"""An approval is written once, for an undamaged release only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from teilhabe.engine.pipeline.approvals import Approval, read
from teilhabe.engine.pipeline.approving import approve
from teilhabe.engine.pipeline.build import Report
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import CheckFailed, InputError
from teilhabe.release.reader import Release

ENTRY = Approval("", "A. Beispiel", "2026-01-01T00:00:00+00:00", "Monitoring", "")


@pytest.fixture
def workspace(
    small_city: Path, build_city: Callable[[Path], tuple[Release, list[Report]]], tmp_path: Path
) -> Workspace:
    build_city(small_city)
    return Workspace(tmp_path / "workspace", "kleinstadt")


def test_the_latest_release_is_approved_by_name(workspace: Workspace) -> None:
    approved = approve(workspace, "latest", ENTRY)
    assert approved.release == workspace.latest.read_text().strip()
    assert list(read(workspace.approvals)) == [approved]


def test_a_second_approval_changes_nothing(workspace: Workspace) -> None:
    first = approve(workspace, "latest", ENTRY)
    assert approve(workspace, first.release, Approval("", "B", "", "", "")) == first
    assert len(list(read(workspace.approvals))) == 1


def test_a_damaged_release_is_not_approved(workspace: Workspace) -> None:
    release = workspace.releases / workspace.latest.read_text().strip()
    (release / "csv/pop_total.csv").write_text("")
    with pytest.raises(CheckFailed, match=r"csv/pop_total\.csv"):
        approve(workspace, "latest", ENTRY)
    assert not workspace.approvals.exists()


def test_an_unknown_release_is_named(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="0123"):
        approve(workspace, "0123", ENTRY)


def test_a_release_that_others_were_approved_after_is_built_anew_first(
    workspace: Workspace, small_city: Path, build_city: Callable[[Path], tuple[Release, list[Report]]]
) -> None:
    """Neither of the two has reckoned with the other."""
    first = workspace.newest
    people = small_city / "people.csv"
    people.write_text(people.read_text() + "2021-12-31,99001003,M,UA,7\n")
    build_city(small_city)
    approve(workspace, first, ENTRY)
    with pytest.raises(CheckFailed, match=first):
        approve(workspace, "latest", ENTRY)
    build_city(small_city)
    assert approve(workspace, "latest", ENTRY).release == workspace.newest
