"""What approved releases told stays told: corrected, withdrawn or cut otherwise, they give nothing away together."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from tests.engine.pipeline.conftest import build_in, write_city

from teilhabe.engine.audit import Exposure
from teilhabe.engine.disclosure import facts
from teilhabe.engine.indicators.catalogue import read_catalogue
from teilhabe.engine.pipeline import decisions, gating, told
from teilhabe.engine.pipeline.approvals import Approval
from teilhabe.engine.pipeline.approving import approve
from teilhabe.engine.pipeline.auditing import audit_release
from teilhabe.engine.pipeline.build import Report
from teilhabe.engine.pipeline.city import read_city
from teilhabe.engine.pipeline.datasets import open_cube
from teilhabe.engine.pipeline.known import Subject, by_subject
from teilhabe.engine.pipeline.observed import Observed
from teilhabe.engine.pipeline.results import areas_of
from teilhabe.engine.pipeline.told import Shown
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import InputError
from teilhabe.release.reader import Release, open_release

Builder = Callable[[Path], tuple[Release, list[Report]]]
ENTRY = Approval("", "A. Beispiel", "2026-01-01T00:00:00+00:00", "Probe", "§ 1")
CITY, ABOVE, BELOW, MIDDLE = "99001", "99001001", "99001002", "99001003"
COUNTS = {ABOVE: 19, BELOW: 2, MIDDLE: 12}
"""Foreigners."""


def shown(release: Release) -> dict[str, float]:
    """The numbers of foreigners at the end of 2021 that a release tells, by place."""
    with (release.directory / "csv/pop_foreign_n.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["time_period"] == "2021-12-31" and not row["breakdown"]]
    return {row["ref_area"]: float(row["value"]) for row in rows if row["value"]}


def correct(folder: Path, line: str, instead: str) -> None:
    people = folder / "people.csv"
    assert line in people.read_text()
    people.write_text(people.read_text().replace(line, instead))


@pytest.fixture(scope="module")
def approved_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city whose first release was approved, with its workspace beside it."""
    root = tmp_path_factory.mktemp("told")
    folder = write_city(root)
    others = [entry.id for entry in read_catalogue().definitions if not entry.id.startswith("pop_")]
    (folder / "indicators.toml").write_text(f"off = {json.dumps(others)}\n")
    correct(folder, "2021-12-31,99001001,M,EU,55\n", "2021-12-31,99001001,M,EU,19\n")
    correct(folder, "2021-12-31,99001003,M,EU,22\n", "2021-12-31,99001003,M,EU,12\n")
    release, _ = build_in(folder, root / "workspace")
    approve(Workspace(root / "workspace", "kleinstadt"), release.id, ENTRY)
    return root


@pytest.fixture
def approved(approved_before: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(approved_before, tmp_path, dirs_exist_ok=True)
    return Workspace(tmp_path / "workspace", "kleinstadt")


@pytest.fixture
def folder(approved: Workspace) -> Path:
    """The city's declarations, to be changed."""
    return approved.root.with_name("cities") / "kleinstadt"


def test_a_correction_gives_nothing_away_even_where_the_first_release_was_withdrawn(
    approved: Workspace, folder: Path, build_city: Builder
) -> None:
    """The one district that was told turns out to have one foreigner.

    Who knows the city and that district of then knows how many live in the two others: today's city would leave the
    one, the third district the two.
    """
    first = open_release(approved.release("latest"))
    (told,) = shown(first).keys() - {CITY}
    (other,) = {ABOVE, MIDDLE} - {told}
    shutil.rmtree(first.directory)
    correct(folder, f"2021-12-31,{told},M,EU,{COUNTS[told]}\n", f"2021-12-31,{told},M,EU,1\n")
    after, _ = build_city(folder)
    assert shown(after).keys().isdisjoint({CITY, other})


def test_a_correction_elsewhere_changes_nothing(approved: Workspace, folder: Path, build_city: Builder) -> None:
    before = shown(open_release(approved.release("latest")))
    correct(folder, "2020-12-31,99001001,M,EU,50\n", "2020-12-31,99001001,M,EU,51\n")
    after, _ = build_city(folder)
    assert shown(after) == before


def test_where_the_ledger_of_an_approved_release_is_lost_nothing_new_is_made(
    approved: Workspace, folder: Path, build_city: Builder
) -> None:
    approved.told(approved.newest).unlink()
    with pytest.raises(InputError, match=approved.newest):
        build_city(folder)


@pytest.mark.parametrize(("where", "found"), [("", "teilhabe-told/0"), ("facts", "teilhabe-facts/2")])
def test_a_ledger_in_another_format_is_named_in_one_sentence(
    approved: Workspace, folder: Path, build_city: Builder, where: str, found: str
) -> None:
    path = approved.told(approved.newest)
    content = json.loads(gzip.decompress(path.read_bytes()))
    (content[where] if where else content)["format"] = found
    path.write_bytes(gzip.compress(json.dumps(content).encode()))
    with pytest.raises(InputError, match=f"a format that this version of the software does not read .{found} in"):
        build_city(folder)


def test_what_a_release_hid_was_not_shown_and_counts_for_its_own_state_only(approved: Workspace) -> None:
    content = json.loads(gzip.decompress(approved.told(approved.newest).read_bytes()))
    tellings = facts.from_json(json.dumps(content["facts"]))
    (opened, *_), (hidden, *_) = ([e for e in tellings if e.is_open is state and e.facts] for state in (True, False))
    files = {"people": approved.cube / "people.parquet"}
    assert Shown(approved).has(opened, files)
    assert not Shown(approved).has(replace(opened, facts=hidden.facts), files)
    assert not Shown(approved).has(hidden, files)
    assert not Shown(approved).has(opened, {"people": approved.told(approved.newest)})
    assert Shown(approved).has(replace(hidden, facts=()), files)


def test_the_ledger_is_readable_for_its_owner_only(approved: Workspace) -> None:
    """It holds what the release hides."""
    files = [approved.told(approved.newest), *approved.told("x").parent.glob("*.parquet")]
    assert len(files) == 2
    assert all(path.stat().st_mode & 0o077 == 0 for path in files)


def test_one_person_more_at_the_next_date_does_not_give_the_earlier_release_away(
    approved: Workspace, folder: Path, build_city: Builder, tmp_path: Path
) -> None:
    """A third foreigner moves in: today nobody has to be hidden, and everybody could subtract from the city of then.

    Left to itself the second release would tell it, as the audit says; knowing the first one it does not.
    """
    correct(folder, "2021-12-31,99001002,M,EU,2\n", "2021-12-31,99001002,M,EU,3\n")
    alone, _ = build_in(folder, tmp_path / "elsewhere")
    assert shown(alone).keys() == {CITY, ABOVE, BELOW, MIDDLE}
    assert exposed(approved, Workspace(tmp_path / "elsewhere", "kleinstadt"), folder)
    after, _ = build_city(folder)
    assert len(shown(after)) < len(shown(alone))
    assert not exposed(approved, approved, folder)


def exposed(approved: Workspace, built: Workspace, folder: Path) -> Mapping[Subject, tuple[Exposure, ...]]:
    """What the newest release of `built` tells together with the approved ones of the other workspace."""
    city = read_city(folder)
    cube = open_cube(city, built)
    observed = Observed(cube.files, told.before(approved, cube), areas_of(city))
    hidden = decisions.kept(built).of_figures
    tellings = [entry for family in gating.kept_facts(city, built).values() for entry in family]
    return audit_release(observed, by_subject(tellings, hidden, observed.earlier))
