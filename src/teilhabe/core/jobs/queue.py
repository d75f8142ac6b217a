"""Who works on which job: claimed with a lease, given back with a mark that only the holder of the lease can set.

Leases are measured by the workers' own clocks. A clock that is wrong can make a job start twice, but not count twice:
the mark is refused to everybody but the one who claimed last, and with the mark goes the whole transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from secrets import SystemRandom
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from teilhabe.core.jobs.job import enqueue
from teilhabe.core.jobs.models import Job
from teilhabe.core.jobs.terms import terms_of

LEASE = timedelta(seconds=50)
"""How long a job belongs to a worker that is not heard of any more: less than a minute later it is taken over."""

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
GROWTH = 4
JITTER = 0.25
"""Pauses differ by up to a quarter, so that jobs that failed together do not come back together."""

WORKER_LOST = "WorkerLost"
"""The error of a job whose workers died until its attempts were used up."""

_CHANCE = SystemRandom()


class LeaseLost(Exception):
    """Another worker has taken the job over, or somebody has discarded it; whatever was done must be undone."""


@dataclass(frozen=True)
class Claim:
    """The right to work on a job; a later claim, be it by the same worker, makes it void."""

    job: Job
    holder: str
    attempt: int

    def rows(self) -> QuerySet[Job]:
        return Job.objects.filter(pk=self.job.pk, lease_holder=self.holder, attempts=self.attempt)


def ready() -> QuerySet[DBTaskResult[Any, Any]]:
    """The tasks whose time has come, in the order in which they are claimed."""
    return DBTaskResult.objects.ready()


def lapsed() -> QuerySet[Job]:
    """The jobs whose worker has not been heard of until its lease was over."""
    return Job.objects.filter(task__status=TaskResultStatus.RUNNING, lease_until__lt=timezone.now())


def claim(holder: str) -> Claim | None:
    """The next job for this worker: one that somebody left lying first, then whatever has waited; None for none."""
    if not (lapsed().exists() or ready().exists()):
        return None  # without asking SQLite for its one lock, once a second for ever
    with transaction.atomic():
        _bury_the_hopeless()
        job = _next()
        return _claimed(job, holder) if job else None


def _next() -> Job | None:
    left = lapsed().select_related("task").select_for_update(of=("self",), skip_locked=True).order_by("lease_until")
    if job := left.first():
        return job
    task = ready().select_for_update(skip_locked=True).first()
    return Job.objects.select_related("task").get(pk=task.pk) if task else None


def _claimed(job: Job, holder: str) -> Claim:
    now = timezone.now()
    job.attempts += 1
    job.lease_holder, job.lease_until = holder, now + LEASE
    job.save(update_fields=["attempts", "lease_holder", "lease_until"])
    task = job.task
    task.status, task.started_at, task.worker_ids = TaskResultStatus.RUNNING, now, [*task.worker_ids, holder][-10:]
    task.save(update_fields=["status", "started_at", "worker_ids"])
    return Claim(job, holder, job.attempts)


def _bury_the_hopeless() -> None:
    """A job that kills every worker that touches it must not do so for ever."""
    for job in lapsed().select_for_update(of=("self",), skip_locked=True):
        if job.attempts >= job.max_attempts:
            Job.objects.filter(pk=job.pk).update(lease_holder="", lease_until=None, last_error=WORKER_LOST)
            _fail(job, WORKER_LOST)


def renew(claimed: Claim) -> bool:
    """Whether the job is still ours, and now is for another lease."""
    return bool(claimed.rows().update(lease_until=timezone.now() + LEASE))


def finish(claimed: Claim) -> None:
    """Mark it done, in the transaction in which it was done; LeaseLost where it is not ours any more."""
    _release(claimed, last_error="")
    _close(claimed.job, TaskResultStatus.SUCCESSFUL)


def postpone(claimed: Claim, error: str) -> None:
    """It failed: have it tried again after a pause."""
    with transaction.atomic():
        _release(claimed, last_error=error)
        run_after = timezone.now() + pause(claimed.attempt)
        DBTaskResult.objects.filter(pk=claimed.job.pk).update(status=TaskResultStatus.READY, run_after=run_after)


def give_up(claimed: Claim, error: str) -> None:
    """It failed for the last time: somebody must look."""
    with transaction.atomic():
        _release(claimed, last_error=error)
        _fail(claimed.job, error)


def revive(job: Job) -> None:
    """Have a failed job tried again at once, with all its attempts."""
    Job.objects.filter(pk=job.pk).update(attempts=0, last_error="", discarded_at=None)
    DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.FAILED).update(
        status=TaskResultStatus.READY, run_after=timezone.now(), finished_at=None, exception_class_path=""
    )


def pause(attempt: int) -> timedelta:
    """How long to wait after this attempt: half a minute, two, eight … up to six hours, give or take a quarter."""
    grown: timedelta = min(FIRST_PAUSE * GROWTH ** (attempt - 1), LONGEST_PAUSE)
    return grown * _CHANCE.uniform(1 - JITTER, 1 + JITTER)


def _release(claimed: Claim, last_error: str) -> None:
    if not claimed.rows().update(lease_holder="", lease_until=None, last_error=last_error[:200]):
        raise LeaseLost


def _fail(job: Job, error: str) -> None:
    _close(job, TaskResultStatus.FAILED, error)
    follows, given = terms_of(job.task.task_path).when_given_up, job.task.args_kwargs
    if follows is not None:
        enqueue(follows, *given["args"])


def _close(job: Job, status: TaskResultStatus, error: str = "") -> None:
    DBTaskResult.objects.filter(pk=job.pk).update(
        status=status, finished_at=timezone.now(), exception_class_path=error, traceback=""
    )
