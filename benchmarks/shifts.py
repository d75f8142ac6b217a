"""How fast are the pages of shifts with 200 events, with 50 shifts of one, and with 200 shifts on one day?

    python benchmarks/shifts.py [--rounds 12] [--write]

Fills a database (SQLite in a file) with invented people: every shift has five places and three helpers of 300. Asks for
each page as a coordinator with Django's test client in this process, DEBUG off: one request to warm up, of which the
queries are counted, then the medians of the rounds: of the clock, which is what the goals are about, and beside it of
the time that the processor worked, which does not depend on what else the machine does. Beside the figures stand those
of two other programs, measured the same way on such data (ephios 0.27.1, volunteer_planner of May 2023). Prints JSON; 3
where a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results/shifts.json"
EVENTS, OF_ONE, OF_A_DAY, PEOPLE, HELPERS, PLACES = 200, 50, 200, 300, 3, 5
GOALS: dict[str, dict[str, float]] = {
    "list_of_200_opportunities": {"queries": 15, "median_ms": 60},
    "list_of_shifts": {"queries": 15},
    "opportunity_with_50_shifts": {"queries": 20},
    "day_with_200_shifts": {"median_ms": 200, "kib": 150},
}
OTHERS = {
    "ephios: list of 200 events": {"queries": "12-18", "kib": "372-422", "median_ms": "749-1068"},
    "ephios: event with 50 shifts": {"queries": "921-1125", "kib": "352-414", "median_ms": "3976-7408"},
    "volunteer_planner: day with 200 shifts": {"queries": "10", "kib": "922", "median_ms": "1161-1414"},
}


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where the goals are reached, 3 where they are not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--write", action="store_true", help="keep it beside the other results")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="teilhabe-benchmark-") as folder:
        os.environ.pop("DATABASE_URL", None)
        os.environ.update(VAR_DIR=folder, DJANGO_SETTINGS_MODULE="teilhabe.project.settings")
        pages = _measured(options.rounds)
    machine = {"python": platform.python_version(), "processors": os.cpu_count(), "load": os.getloadavg()[0]}
    text = json.dumps({**machine, "goals": GOALS, "pages": pages, "others": OTHERS}, indent=1)
    print(text)
    if options.write:
        RESULTS.write_text(f"{text}\n")
    return 0 if all(_is_good(name, figures) for name, figures in pages.items()) else 3


def _is_good(name: str, figures: dict[str, float]) -> bool:
    return all(figures[measure] <= most for measure, most in GOALS[name].items())


def _measured(rounds: int) -> dict[str, Any]:
    import django

    django.setup()
    from django.conf import settings

    from teilhabe.project.schema import ensure_schema

    settings.ALLOWED_HOSTS = ["testserver"]
    ensure_schema()
    client, addresses = _filled()
    return {name: _page(client, address, rounds) for name, address in addresses.items()}


def _filled() -> tuple[Any, dict[str, str]]:
    """A coordinator's browser, and the addresses of the pages."""
    from django.urls import reverse
    from django.utils import timezone

    from teilhabe.actors.models import Person
    from teilhabe.core.users.models import Organisation
    from teilhabe.engagement.opportunities.models import Opportunity
    from teilhabe.engagement.volunteers.models import Volunteer

    organisation = Organisation.objects.create(name="Verein Probe")
    people = Person.objects.bulk_create(Person(family_name=f"Probe {number}") for number in range(PEOPLE))
    volunteers = Volunteer.objects.bulk_create(Volunteer(person=person) for person in people)
    events = Opportunity.objects.bulk_create(
        Opportunity(organisation=organisation, kind="shifts", state="open", title=f"Fest {number}", task="Helfen.")
        for number in range(EVENTS + 1)
    )
    begins = timezone.now().replace(hour=9, minute=0) + timedelta(days=30)
    _shifts([(events[-1], begins + timedelta(days=number // 5)) for number in range(OF_ONE)], volunteers)
    day = begins - timedelta(days=20)
    _shifts([(events[number], day + timedelta(minutes=number)) for number in range(OF_A_DAY)], volunteers)
    return _coordinator(), {
        "list_of_200_opportunities": reverse("opportunities:list"),
        "list_of_shifts": reverse("shifts:list"),
        "opportunity_with_50_shifts": reverse("opportunities:opportunity", args=[events[-1].pk]),
        "day_with_200_shifts": reverse("shifts:day", args=[timezone.localdate(day).isoformat()]),
    }


def _shifts(when: list[tuple[Any, Any]], volunteers: list[Any]) -> None:
    from teilhabe.engagement.shifts.models import Shift, SignUp

    made = Shift.objects.bulk_create(
        Shift(opportunity=event, starts_at=moment, ends_at=moment + timedelta(hours=2), places=PLACES)
        for event, moment in when
    )
    SignUp.objects.bulk_create(
        SignUp(shift=shift, volunteer=volunteers[(number * HELPERS + each) % PEOPLE])
        for number, shift in enumerate(made)
        for each in range(HELPERS)
    )


def _coordinator() -> Any:
    from django.test import Client

    from teilhabe.core.accounts.sessions import begin
    from teilhabe.core.users.models import Membership, User
    from teilhabe.core.users.roles import Role

    user = User.objects.create_user("koordination@probe.example", name="Koordination")
    Membership.objects.create(user=user, role=Role.COORDINATOR)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    begin(session, with_second_factor=True)
    session.save()
    return client


def _page(client: Any, address: str, rounds: int) -> dict[str, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    counted = len(queries)  # now: the next request empties what was captured
    assert answer.status_code == 200, (address, answer.status_code)
    taken, worked = [], []
    for _round in range(rounds):
        begun, busy = time.perf_counter(), time.process_time()
        client.get(address)
        taken.append((time.perf_counter() - begun) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    kib = round(len(answer.content) / 1024, 1)
    return {
        "queries": counted,
        "kib": kib,
        "median_ms": round(statistics.median(taken), 1),
        "processor_ms": round(statistics.median(worked), 1),
    }


if __name__ == "__main__":
    sys.exit(main())
