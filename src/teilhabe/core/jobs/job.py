"""Work that must not happen inside a request: declared with `job`, asked for with `enqueue`, repeated with `schedule`.

    @job(max_attempts=8)
    def send_message(message_id: int) -> None: ...

    enqueue(send_message, message.id, key=f"message {message.id}")   # inside the caller's transaction

    schedule(erase_what_is_due, daily(at="03:15"))

A job runs in one transaction together with the mark that it is done: killed at any moment, it has either happened once
or will run again, never half and never twice. Work that leaves the database (mail, files) must be repeatable.
Arguments are ids and plain values, never names or addresses: the queue is no place for personal data.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ParamSpec

from django.db import transaction
from django_tasks import task
from django_tasks.base import Task

from teilhabe.core.jobs.models import Job

Arguments = ParamSpec("Arguments")

_MAX_ATTEMPTS: dict[str, int] = {}


def job(max_attempts: int = 5) -> Callable[[Callable[Arguments, None]], Task[Arguments, None]]:
    """Makes a function of a module a job; it is tried so often, with growing pauses, before somebody must look."""

    def declared(function: Callable[Arguments, None]) -> Task[Arguments, None]:
        made: Task[Arguments, None] = task()(function)
        _MAX_ATTEMPTS[made.module_path] = max_attempts
        return made

    return declared


def enqueue(what: Task[Any, None], *args: Any, key: str | None = None, run_after: datetime | None = None) -> Job:
    """Put a job into the queue, in the caller's transaction; a key that is known already leads to its job."""
    with transaction.atomic():
        if key is not None and (known := Job.objects.filter(key=key).first()):
            return known
        asked = what.using(run_after=run_after) if run_after else what
        result = asked.enqueue(*args)
        return Job.objects.create(task_id=result.id, key=key, max_attempts=_MAX_ATTEMPTS[what.module_path])


@dataclass(frozen=True)
class Rhythm:
    """Every `minutes` minutes, or, where `at` is given ("03:15", local time), once a day at that time."""

    minutes: int = 0
    at: str = ""


def every(minutes: int) -> Rhythm:
    return Rhythm(minutes=minutes)


def daily(at: str) -> Rhythm:
    return Rhythm(at=at)


SCHEDULE: dict[str, tuple[Task[Any, None], Rhythm]] = {}
"""What runs again and again, by the path of its function."""


def schedule(what: Task[Any, None], rhythm: Rhythm) -> None:
    """Have the worker enqueue it at its times, once however many workers there are."""
    SCHEDULE[what.module_path] = (what, rhythm)
