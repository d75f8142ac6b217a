"""Does a backup that is taken while people work bring everything back, and nobody who was erased?

    python benchmarks/restore_drill.py [--people 5000] [--rate 20] [--seconds 10]

An office with so many people; a writer adds 20 more per second, each reported when it is safe. In the middle of it a
backup is taken, and afterwards some people are erased. Then the backup is restored on an empty host that has
nothing but the folder of the backups. Every row and file must be as in the moment of the backup (the restore compares
digests of all tables), everything reported before the backup began must be there, and no byte of those who were
erased. Prints JSON with the time to restore, and how long a write took at most while the backup was taken; 3 where
something is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

ERASED = 5
CANARY = "Kanarienvogel"


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.work:
        _work(options)
        return 0
    with tempfile.TemporaryDirectory(prefix="teilhabe-restore-drill-") as folder:
        result = measure(Path(folder), options)
    print(json.dumps(result, indent=1))
    return 0 if all(result["promises"].values()) else 3


def measure(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    live, host, backups = folder / "live", folder / "host", folder / "backups"
    _python(live, backups, "seed", options)
    (live / "uploads").mkdir()
    (live / "uploads/letter.pdf").write_bytes(b"%PDF" * 1000)
    with _working(live, backups, options) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(options.seconds / 2)
        begun = time.time()
        _office(live, backups, "backup")
        ended = time.time()
        reported = [json.loads(line) for line in (first, *writer.communicate()[0].splitlines())]
    _python(live, backups, "erase", options)
    _office(live, backups, "backup")
    backup = sorted(backups.glob("2*"))[0]
    start = time.perf_counter()
    told = _office(host, backups, "restore", str(backup)).stdout
    seconds = time.perf_counter() - start
    names = _names(host)
    before = {each["name"] for each in reported if each["at"] < begun}
    slow = [each["ms"] for each in reported if begun <= each["at"] <= ended]
    return {
        "people": options.people,
        "writes_per_second": options.rate,
        "backup_seconds": round(ended - begun, 2),
        "slowest_write_during_backup_ms": max(slow, default=None),
        "restore_seconds": round(seconds, 2),
        "rows": json.loads((backup / "manifest.json").read_text())["tables"]["actors_person"]["rows"],
        "told": told.strip(),
        "promises": {
            "everything reported before the backup is there": before <= names,
            "no person too many": len(names) <= options.people + len(reported),
            "the erased stay erased": not _finds(host, CANARY),
            "the canary was in the backup": _finds(backup, CANARY),
            "files are equal": (host / "uploads/letter.pdf").read_bytes() == b"%PDF" * 1000,
            "no write failed": len(reported) >= options.rate * options.seconds * 0.5,
        },
    }


def _names(host: Path) -> set[str]:
    with closing(sqlite3.connect(host / "office.sqlite3")) as database:
        return {name for (name,) in database.execute("SELECT family_name FROM actors_person")}


def _finds(folder: Path, text: str) -> bool:
    return any(text.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def _environment(var_dir: Path, backups: Path) -> dict[str, str]:
    return {**os.environ, "VAR_DIR": str(var_dir), "BACKUP_DIR": str(backups), "DATABASE_URL": ""}


def _office(var_dir: Path, backups: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "teilhabe.project.office", *arguments]
    return subprocess.run(command, env=_environment(var_dir, backups), check=True, stdout=subprocess.PIPE, text=True)


def _command(work: str, options: argparse.Namespace) -> list[str]:
    numbers = ["--people", options.people, "--rate", options.rate, "--seconds", options.seconds]
    return [sys.executable, __file__, "--work", work, *map(str, numbers)]


def _python(var_dir: Path, backups: Path, work: str, options: argparse.Namespace) -> None:
    subprocess.run(_command(work, options), env=_environment(var_dir, backups), check=True)


def _working(var_dir: Path, backups: Path, options: argparse.Namespace) -> subprocess.Popen[str]:
    environment = _environment(var_dir, backups)
    return subprocess.Popen(_command("write", options), env=environment, stdout=subprocess.PIPE, text=True)


def _work(options: argparse.Namespace) -> None:
    """What a process of the office does: `seed`, `write` or `erase`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teilhabe.project.settings")
    import django

    django.setup()
    from teilhabe.actors.models import Person
    from teilhabe.core.audit.action import Operator
    from teilhabe.project.schema import ensure_schema

    by = Operator("drill")
    if options.work == "seed":
        ensure_schema()
        Person.objects.bulk_create(Person(family_name=f"Probe {number}") for number in range(options.people - ERASED))
        Person.objects.bulk_create(Person(family_name=f"{CANARY} {number}") for number in range(ERASED))
    elif options.work == "write":
        _write(by, options)
    else:
        from teilhabe.core.privacy.actions import EraseSubject

        for person in Person.objects.filter(family_name__startswith=CANARY):
            EraseSubject(by=by, row=person).run()


def _write(by: Any, options: argparse.Namespace) -> None:
    from teilhabe.actors.actions.people import AddPerson

    start = time.time()
    for number in range(int(options.rate * options.seconds)):
        time.sleep(max(0.0, start + number / options.rate - time.time()))
        began = time.perf_counter()
        AddPerson(by=by, values={"family_name": f"Neu {number}"}).run()
        ms = round((time.perf_counter() - began) * 1000, 1)
        print(json.dumps({"name": f"Neu {number}", "at": time.time(), "ms": ms}), flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--rate", type=float, default=20.0)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--work", choices=("seed", "write", "erase"), help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
