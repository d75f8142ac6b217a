"""What happens when the disk is full?

    python benchmarks/disk_full.py

On a small disk of its own (a tmpfs, for which it must be root) the office is filled up to several levels. Each time: a
process that writes learns that the disk is full; a page saves or says 507; a backup is made or refused in one sentence;
an upload too big for the rest is refused with 507; reading goes on. After room is made everything works again without
any repair, everything that was reported as saved is there, and the earlier backup is intact. Prints JSON; 3 where
something is wrong. Where no disk can be mounted: `"possible": false`, and 0.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

SIZE_MB = 64
LEVELS = (0, 4_096, 32_768, 131_072, 524_288)
"""Bytes that are left free."""
WRITES, UPLOAD = 200, 6_000_000
"""More than any of these levels holds."""


def main() -> int:
    if sys.argv[1:2] == ["--work"]:
        print(json.dumps(_work(sys.argv[2:])))
        return 0
    with tempfile.TemporaryDirectory(prefix="teilhabe-disk-") as folder:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", folder], check=False)
        if mounted.returncode:
            print(json.dumps({"possible": False}))
            return 0
        try:
            levels = measure(Path(folder))
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)
    print(json.dumps({"possible": True, "levels": levels}, indent=1))
    return 0 if all(each["is_good"] for each in levels) else 3


def measure(folder: Path) -> list[dict[str, Any]]:
    office = {"VAR_DIR": str(folder / "var"), "DATABASE_URL": "", "LANG": "en_GB.UTF-8", "TMPDIR": str(folder / "tmp")}
    office["ALLOWED_HOSTS"] = "testserver"
    environment = {**os.environ, **office}
    (folder / "tmp").mkdir()
    assert _office(environment, "backup").returncode == 0
    (backup,) = (folder / "var/backups").glob("2*")
    session = _python(environment)["session"]
    with closing(sqlite3.connect(folder / "var/office.sqlite3")) as server:  # as a server that runs already
        server.execute("SELECT * FROM users_user").fetchone()
        return [_level(folder, environment, backup, session, free) for free in LEVELS]


def _level(folder: Path, environment: dict[str, str], backup: Path, session: str, free: int) -> dict[str, Any]:
    with _filled(folder, free):
        full = _python(environment, session)
        read = _office(environment, "list")
        saved = _office(environment, "backup")
    after, mended = _python(environment, session), _office(environment, "backup")
    drill = _office(environment, "restore", str(backup), "--drill")
    found = {
        "free_bytes": free,
        "written_until_full": full["written"],
        "page": full["page"],
        "upload": full["upload"],
        "read": full["read"],
        "backup": saved.stderr.strip() or "made",
        "promises": {
            "a writer is told": full["told"] in ("", "full"),
            "a page says 507 or saves": full["page"] in (302, 507),
            "an upload says 507": full["upload"] == 507,
            "reading goes on": full["read"] == 200 and read.returncode == 0,
            "the backup is made or refused in a sentence": _is_told(saved),
            "afterwards everything works": after["page"] == 302 and mended.returncode == 0,
            "nothing is lost": after["people_at_start"]
            >= full["people_at_end"]
            >= full["people_at_start"] + full["written"],
            "the earlier backup is intact": drill.returncode == 0,
        },
    }
    return {**found, "is_good": all(found["promises"].values())}


@contextmanager
def _filled(folder: Path, free: int) -> Iterator[None]:
    """Only so many bytes are left meanwhile."""
    ballast = folder / "ballast"
    left = os.statvfs(folder)
    ballast.write_bytes(b"\0" * max(0, left.f_bavail * left.f_frsize - free))
    try:
        yield
    finally:
        ballast.unlink()


def _is_told(done: subprocess.CompletedProcess[str]) -> bool:
    return done.returncode == 0 or (done.returncode == 1 and done.stderr.count("\n") == 1 and "space" in done.stderr)


def _office(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "teilhabe.project.office", *arguments]
    return subprocess.run(command, env=environment, check=False, capture_output=True, text=True)


def _python(environment: dict[str, str], *arguments: str) -> dict[str, Any]:
    command = [sys.executable, __file__, "--work", *arguments]
    return dict(json.loads(subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout))


def _prepare() -> dict[str, Any]:
    """A coordinator who is signed in already: what they type is what must not be lost."""
    from django.test import Client

    from teilhabe.core.accounts.sessions import begin
    from teilhabe.core.users.models import Membership, User
    from teilhabe.core.users.roles import Role

    user = User.objects.create_user("coordinator@probe.example", name="Probe")
    Membership.objects.create(user=user, role=Role.COORDINATOR)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    begin(session, with_second_factor=True)
    session.save()
    return {"session": session.session_key}


def _fill(session: str) -> dict[str, Any]:
    """What a process of the office meets: it writes until the disk is full, and asks for pages."""
    from django.conf import settings
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import OperationalError
    from django.test import Client

    from teilhabe.actors.actions.people import AddPerson
    from teilhabe.actors.models import Person
    from teilhabe.core.audit.action import Operator
    from teilhabe.project.failures import trouble_of

    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    at_start, written, told = Person.objects.count(), 0, ""
    try:
        for _attempt in range(WRITES):
            AddPerson(by=Operator("disk"), values={"family_name": "Probe", "note": "x" * 4000}).run()
            written += 1
    except OperationalError as error:
        told = trouble_of(error).value
    address = "/de/buero/personen/neu/"
    letter = SimpleUploadedFile("letter.pdf", b"x" * UPLOAD)
    return {
        "people_at_start": at_start,
        "written": written,
        "told": told,
        "page": client.post(address, {"family_name": uuid4().hex, "note": "y" * 4000}).status_code,
        "upload": client.post(address, {"family_name": uuid4().hex, "letter": letter}).status_code,
        "read": client.get("/de/buero/personen/").status_code,
        "people_at_end": Person.objects.count(),
    }


def _work(arguments: list[str]) -> dict[str, Any]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teilhabe.project.settings")
    import django

    django.setup()
    return _fill(*arguments) if arguments else _prepare()


if __name__ == "__main__":
    sys.exit(main())
