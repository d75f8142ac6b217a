"""Work that must not happen inside a request: declared with `job`, asked for with `enqueue`, repeated with `schedule`.

    @job(max_attempts=3, label=_("Auszug erstellen"))
    def make_extract(person_id: str) -> None: ...

    enqueue(make_extract, str(person.pk), key=f"extract {person.pk}")   # inside the caller's transaction

    schedule(erase_what_is_due, daily(at="03:15"))

A job runs in one transaction together with the mark that it is done: killed at any moment, it has either happened once
or will run again, never half and never twice. It must be short, because SQLite lets nobody else write meanwhile.
Work that is long or leaves the database (mail, files) says `in_transaction=False`: it then makes its own small
transactions and must be repeatable, since it may run again after a crash.
Arguments are ids and plain values, never names or addresses: the queue is no place for personal data.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, ParamSpec

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django_tasks import task
from django_tasks.base import Task

from teilhabe.core.jobs.models import Job
from teilhabe.core.jobs.rhythm import Rhythm, daily, every
from teilhabe.core.jobs.terms import TERMS, Terms

__all__ = ["SCHEDULE", "PermanentFailure", "daily", "enqueue", "every", "job", "schedule"]

Arguments = ParamSpec("Arguments")


class PermanentFailure(Exception):
    """Raised by a job for which another attempt would change nothing: it fails at once."""


def job(
    max_attempts: int = 5,
    *,
    label: str | Promise = "",
    in_transaction: bool = True,
    when_given_up: Task[Any, None] | None = None,
) -> Callable[[Callable[Arguments, None]], Task[Arguments, None]]:
    """Makes a function of a module a job; it is tried so often, with growing pauses, before somebody must look.

    Five attempts take about three quarters of an hour, eight about 17 hours, fourteen more than two days.
    Once it has failed for good, `when_given_up` is asked for with the same arguments: whoever waits must be told.
    """

    def declared(function: Callable[Arguments, None]) -> Task[Arguments, None]:
        made: Task[Arguments, None] = task()(function)
        TERMS[made.module_path] = Terms(max_attempts, label, in_transaction, when_given_up)
        return made

    return declared


def enqueue(what: Task[Any, None], *args: Any, key: str | None = None, run_after: datetime | None = None) -> Job:
    """Put a job into the queue, in the caller's transaction; a key that is known already leads to its job."""
    known = Job.objects.filter(key=key).first() if key is not None else None
    if known:
        return known
    asked = what.using(run_after=run_after) if run_after else what
    try:
        with transaction.atomic():
            waiting = Job.objects.get(task__id=asked.enqueue(*args).id)
            if key is not None:
                waiting.key = key
                waiting.save(update_fields=["key"])
    except IntegrityError:  # somebody else was faster by a moment; the savepoint keeps the caller's transaction alive
        if key is None:
            raise
        return Job.objects.get(key=key)
    return waiting


SCHEDULE: dict[str, tuple[Task[Any, None], Rhythm]] = {}
"""What runs again and again, by the path of its function."""


def schedule(what: Task[Any, None], rhythm: Rhythm) -> None:
    """Have the worker enqueue it at its times, once however many workers there are.

    Times that passed while no worker ran are made good by one run, not by several.
    """
    SCHEDULE[what.module_path] = (what, rhythm)
