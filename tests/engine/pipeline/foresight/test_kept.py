"""What approved releases foresaw is kept, and scored beside what came; never across a break."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from teilhabe.engine.forecasts.keeping import Kept, write_kept
from teilhabe.engine.pipeline.foresight.kept import published_before, scored
from teilhabe.engine.pipeline.workspace import Workspace

MADE = date(2022, 12, 31)


def kept(period: str = "2023-12-31", made: date = MADE, point: float = 10.0) -> Kept:
    return Kept("share", made, period, 1, point, point - 1, point + 1, point - 2, point + 2, 9.0, "ets")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    found = Workspace(tmp_path, "stadt")
    found.prepare()
    return found


def release(workspace: Workspace, name: str, entries: list[Kept], *, approved: bool = True) -> None:
    folder = workspace.releases / name / "forecasts"
    folder.mkdir(parents=True)
    (folder / "share.csv").write_text(write_kept(entries), encoding="utf-8")
    if approved:
        note = {"release": name, "by": "Probe", "at": "2023-01-05", "purpose": "Test", "legal_basis": "keine"}
        with workspace.approvals.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(note) + "\n")


def test_forecasts_of_approved_releases_are_kept_each_once(workspace: Workspace) -> None:
    release(workspace, "a", [kept()])
    release(workspace, "b", [kept(), kept(made=date(2023, 6, 30))])
    release(workspace, "c", [kept(point=99.0)], approved=False)
    assert [entry.made for entry in published_before(workspace, ["share", "other"])] == [MADE, date(2023, 6, 30)]


def test_they_are_scored_once_their_period_is_known_the_newest_first() -> None:
    entries = [kept("2023-12-31"), kept("2024-12-31"), kept("2025-12-31")]
    found = scored(entries, {"share": {"2023-12-31": 10.9, "2024-12-31": 12.5}}, {})
    assert [(entry.kept.period, entry.held_80, entry.held_95) for entry in found] == [
        ("2024-12-31", False, False),
        ("2023-12-31", True, True),
    ]


def test_nothing_is_scored_across_a_break() -> None:
    actuals = {"share": {"2023-12-31": 10.0, "2024-12-31": 10.0}}
    found = scored([kept("2023-12-31"), kept("2024-12-31")], actuals, {"share": "2024-12-31"})
    assert [entry.kept.period for entry in found] == ["2023-12-31"]
    later = kept("2024-12-31", made=date(2024, 12, 31))
    assert scored([later], actuals, {"share": "2024-12-31"})
