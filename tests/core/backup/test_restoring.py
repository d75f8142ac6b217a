"""A restore brings back all rows and files, or changes nothing."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.core.backup.offices import (
    Office,
    add_organisations,
    add_person,
    back_up,
    call,
    organisations,
    people,
    raise_tombstone,
)

from teilhabe.core.backup.kept import examine
from teilhabe.errors import InputError

DAMAGES = 100


@pytest.fixture
def backup(office: Office) -> Path:
    add_organisations(office, ["Verein Probe"])
    (office.folder / "uploads").mkdir()
    (office.folder / "uploads/a").write_bytes(b"letter")
    return back_up(office)


def test_an_empty_host_becomes_the_office(backup: Path, new_office: Callable[[], Office]) -> None:
    host = new_office()
    done = call(host, "restore", str(backup))
    assert (done.returncode, done.stderr) == (0, "")
    assert organisations(host) == {"Verein Probe"}
    assert (host.folder / "uploads/a").read_bytes() == b"letter"
    assert call(host, "list").returncode == 0


def test_a_live_office_is_replaced_only_when_told_so(office: Office, backup: Path) -> None:
    add_organisations(office, ["Später"])
    refused = call(office, "restore", str(backup))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert organisations(office) == {"Verein Probe", "Später"}


def test_what_was_there_is_put_aside_and_named(office: Office, backup: Path) -> None:
    add_organisations(office, ["Später"])
    (office.folder / "uploads/b").write_bytes(b"later")
    done = call(office, "restore", str(backup), "--replace")
    assert done.returncode == 0, done.stderr
    assert organisations(office) == {"Verein Probe"}
    assert not (office.folder / "uploads/b").exists()
    assert "before_restore_" in done.stdout
    assert next(office.folder.glob("before_restore_*/uploads/b")).read_bytes() == b"later"


def test_everybody_signs_in_again_after_a_restore(office: Office, new_office: Callable[[], Office]) -> None:
    office.execute("INSERT INTO django_session VALUES ('key', 'data', '2099-01-01')")
    host = new_office()
    assert call(host, "restore", str(back_up(office))).returncode == 0
    assert host.execute("SELECT * FROM django_session") == []


def test_whoever_was_erased_since_the_backup_stays_erased(office: Office) -> None:
    erased = add_person(office, "Kanarienvogel")
    add_person(office, "Bleibt")
    backup = back_up(office)
    raise_tombstone(office.folder, erased)
    drill = call(office, "restore", str(backup), "--drill")
    assert json.loads(drill.stdout)["erased_again"] == 1, drill.stderr
    done = call(office, "restore", str(backup), "--replace")
    assert "1 people erased again" in done.stdout, done.stderr
    assert "Bleibt" in people(office)
    assert "Kanarienvogel" not in people(office)


def test_the_list_beside_the_backups_is_enough_on_an_empty_host(
    office: Office, new_office: Callable[[], Office]
) -> None:
    erased = add_person(office, "Kanarienvogel")
    backup = back_up(office)
    raise_tombstone(backup.parent, erased)
    host = new_office()
    assert call(host, "restore", str(backup)).returncode == 0
    assert "Kanarienvogel" not in people(host)
    assert erased in (host.folder / "tombstones.jsonl").read_text()


def test_a_drill_proves_the_backup_and_leaves_nothing(office: Office, backup: Path) -> None:
    before = sorted(file for file in office.folder.rglob("*"))
    done = call(office, "restore", str(backup), "--drill")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert (result["files"], result["rows"]) == (2, examine(backup).rows)
    assert "The drill succeeded" in done.stderr
    assert sorted(file for file in office.folder.rglob("*")) == before


def test_another_folder_leaves_the_live_office_alone(office: Office, backup: Path, tmp_path: Path) -> None:
    add_organisations(office, ["Später"])
    done = call(office, "restore", str(backup), "--to", str(tmp_path / "other"))
    if json.loads((backup / "manifest.json").read_text())["database"] == "sqlite":
        assert (done.returncode, (tmp_path / "other/uploads/a").is_file()) == (0, True)
    else:  # its database lies on the server, not in a folder
        assert (done.returncode, (tmp_path / "other").exists()) == (1, False)
    assert organisations(office) == {"Verein Probe", "Später"}


def test_a_database_in_use_is_not_replaced(office: Office, backup: Path) -> None:
    with office.connected():
        done = call(office, "restore", str(backup), "--replace")
    assert done.returncode == 1
    assert "is in use" in done.stderr
    assert organisations(office) == {"Verein Probe"}
    assert (office.folder / "uploads/a").is_file()


def test_every_damage_is_refused(backup: Path, tmp_path: Path) -> None:
    chance = random.Random(20261123)
    files = [file for file in backup.rglob("*") if file.is_file()]
    for _attempt in range(DAMAGES):
        copy = tmp_path / "damaged"
        shutil.copytree(backup, copy)
        _damage(copy / chance.choice(files).relative_to(backup), chance)
        with pytest.raises(InputError):
            examine(copy)
        shutil.rmtree(copy)


def _damage(file: Path, chance: random.Random) -> None:
    """Flip one bit, or cut the end off."""
    content = bytearray(file.read_bytes())
    place = chance.randrange(len(content))
    if chance.random() < 0.5:
        content[place] ^= 1 << chance.randrange(8)
    else:
        del content[place:]
    file.write_bytes(content)


@pytest.mark.parametrize("damage", ["truncated", "missing", "foreign"])
def test_a_damaged_or_foreign_archive_ends_with_1_and_one_sentence(office: Office, backup: Path, damage: str) -> None:
    file = next(backup.glob("database.*"))
    if damage == "truncated":
        file.write_bytes(file.read_bytes()[:1000])
    elif damage == "missing":
        file.unlink()
    else:
        (backup / "manifest.json").write_text('{"format": "another"}')
    add_organisations(office, ["Später"])
    done = call(office, "restore", str(backup), "--replace")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert organisations(office) == {"Verein Probe", "Später"}
    assert not list(office.folder.glob("before_restore_*"))


def test_a_backup_of_a_newer_version_is_refused(office: Office) -> None:
    office.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('users', '9999_future', '2099-01-01')")
    done = call(office, "restore", str(back_up(office)), "--replace")
    assert done.returncode == 1
    assert "newer version of this software (unknown: users.9999_future)" in done.stderr


def test_the_other_kind_of_database_is_refused(office: Office, backup: Path, tmp_path: Path) -> None:
    kind = json.loads((backup / "manifest.json").read_text())["database"]
    other = "postgresql://nobody@127.0.0.1:1/none" if kind == "sqlite" else f"sqlite:///{tmp_path}/new.sqlite3"
    done = call(office, "restore", str(backup), "--replace", DATABASE_URL=other)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
