"""A backup is complete, examined and small, or it is not there."""

from __future__ import annotations

import fcntl
import json
from datetime import UTC, datetime
from pathlib import Path

from tests.core.backup.offices import Office, add_organisations, back_up, call

from teilhabe.core.backup.kept import NAME, Backup, examine
from teilhabe.core.backup.taking import _moment_after


def _write_upload(office: Office, name: str, content: bytes) -> None:
    file = office.folder / "uploads" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def test_a_backup_says_what_it_holds(office: Office) -> None:
    add_organisations(office, ["Verein Probe", "Verein Fremd"])
    _write_upload(office, "brief/scan.pdf", b"%PDF")
    backup = back_up(office)
    manifest = examine(backup)
    assert manifest.tables["users_organisation"].rows == 2
    assert {name.partition(".")[0] for name in manifest.files} == {"database", "uploads/brief/scan"}
    assert manifest.files["uploads/brief/scan.pdf"].size == 4


def test_the_secret_key_and_the_tombstones_stay_outside(office: Office) -> None:
    (office.folder / "tombstones.jsonl").write_text('{"subject": "1"}\n')
    backup = back_up(office)
    assert not {"secret_key", "tombstones.jsonl"} & {file.name for file in backup.rglob("*")}
    assert (backup.parent / "tombstones.jsonl").read_text() == '{"subject": "1"}\n'


def test_the_list_of_tombstones_beside_the_backups_only_grows(office: Office) -> None:
    live = office.folder / "tombstones.jsonl"
    live.write_text("1\n2\n")
    kept = back_up(office).parent / "tombstones.jsonl"
    live.write_text("2\n3\n")
    back_up(office)
    assert kept.read_text() == "1\n2\n3\n"


def test_a_second_backup_within_a_second_gets_a_name_of_its_own(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    following = _moment_after(Backup(tmp_path / f"{now:{NAME}}", now))
    assert f"{following:{NAME}}" > f"{now:{NAME}}"


def test_unchanged_files_are_stored_once_for_all_backups(office: Office) -> None:
    _write_upload(office, "a", b"same")
    first = back_up(office)
    call(office, "backup")
    later = sorted(first.parent.glob("2*"))[-1]
    assert later != first
    assert (later / "uploads/a").samefile(first / "uploads/a")


def test_a_damaged_earlier_copy_is_not_carried_on(office: Office) -> None:
    _write_upload(office, "a", b"good")
    first = back_up(office)
    (first / "uploads/a").write_bytes(b"evil")
    later = back_up(office)
    assert examine(later).files["uploads/a"].size == 4
    assert (later / "uploads/a").read_bytes() == b"good"


def test_what_is_still_being_written_is_left_out(office: Office) -> None:
    _write_upload(office, ".draft-x/part", b"half")
    assert len(examine(back_up(office)).files) == 1


def test_what_a_killed_backup_left_is_cleared_away(office: Office) -> None:
    rest = office.folder / "backups/.draft-killed"
    rest.mkdir(parents=True)
    (rest / "database.sqlite3").write_bytes(b"half")
    back_up(office)
    assert not rest.exists()


def test_two_backups_at_once_are_one_and_a_sentence(office: Office) -> None:
    folder = office.folder / "backups"
    folder.mkdir()
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = call(office, "backup")
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert "Another backup is being made" in second.stderr


def test_a_place_that_cannot_be_written_ends_with_1_and_one_sentence(office: Office) -> None:
    (office.folder / "file").write_text("")
    done = call(office, "backup", "--to", str(office.folder / "file"))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "The earlier backups are intact" in done.stderr


def test_nobody_else_can_look_into_a_backup(office: Office) -> None:
    assert back_up(office).stat().st_mode & 0o077 == 0


def test_the_manifest_can_be_read_by_people(office: Office) -> None:
    manifest = json.loads((back_up(office) / "manifest.json").read_text())
    assert manifest["format"] == "teilhabe-backup/1"
    assert manifest["made_at"].endswith("+00:00")
