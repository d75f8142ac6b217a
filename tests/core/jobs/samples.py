"""Jobs to try the queue with; what they leave behind are organisations, because every office has those."""

from __future__ import annotations

import time
from uuid import uuid4

from django.db import transaction

from teilhabe.core.jobs.job import PermanentFailure, job
from teilhabe.core.jobs.models import Job
from teilhabe.core.users.models import Organisation, User


@job()
def nothing() -> None:
    """Runs and leaves nothing behind."""


@job(max_attempts=3, label="Verein anlegen")
def found(name: str) -> None:
    Organisation.objects.create(name=name)


@job(max_attempts=3)
def found_and_fail(name: str) -> None:
    Organisation.objects.create(name=name)
    raise RuntimeError(f"the association {name} is too secret for a log")


@job(max_attempts=3)
def despair() -> None:
    raise PermanentFailure("of somebody@example.org")


@job(max_attempts=3, when_given_up=found)
def hope_in_vain(name: str) -> None:
    raise RuntimeError(name)


@job(max_attempts=3, in_transaction=False)
def found_outside(name: str) -> None:
    assert not transaction.get_connection().in_atomic_block
    Organisation.objects.create(name=name)


@job(in_transaction=False)
def wait_for(name: str) -> None:
    """Lasts until an organisation has this name, so that a test can be sure to meet it at work."""
    while not Organisation.objects.filter(name=name).exists():
        time.sleep(0.1)


@job()
def add(number: int) -> None:
    """Leaves one more row behind each time it happens."""
    User.objects.create(email=f"{number}-{uuid4()}@probe.example", name="")


@job()
def lose_the_lease(name: str) -> None:
    """Another worker claims the job while it runs, as after a long sleep of this machine."""
    Organisation.objects.create(name=name)
    Job.objects.update(lease_holder="another worker", attempts=2)
