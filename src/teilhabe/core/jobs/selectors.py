"""What the queue page, the start page and the doctor ask the queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from teilhabe.core.jobs.job import SCHEDULE
from teilhabe.core.jobs.models import Job, Worker
from teilhabe.core.jobs.queue import LEASE
from teilhabe.core.jobs.rhythm import Rhythm
from teilhabe.core.jobs.terms import label_of

RECENT = timedelta(days=1)


def of_status(status: TaskResultStatus) -> QuerySet[Job]:
    return Job.objects.filter(task__status=status).select_related("task")


def failed() -> QuerySet[Job]:
    """What somebody must look at, the latest first."""
    return of_status(TaskResultStatus.FAILED).filter(discarded_at=None).order_by("-task__finished_at")


def under_way() -> QuerySet[Job]:
    """What runs, then what waits, in the order in which it comes."""
    open_jobs = of_status(TaskResultStatus.RUNNING) | of_status(TaskResultStatus.READY)
    return open_jobs.order_by("-task__status", "task__run_after", "task__enqueued_at")


def done() -> QuerySet[Job]:
    return of_status(TaskResultStatus.SUCCESSFUL).order_by("-task__finished_at")


def counts() -> dict[str, int]:
    """How many wait, run, have failed, and were done within a day."""
    is_recent = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__gte=timezone.now() - RECENT)
    return DBTaskResult.objects.aggregate(
        waiting=Count("pk", filter=Q(status=TaskResultStatus.READY)),
        running=Count("pk", filter=Q(status=TaskResultStatus.RUNNING)),
        failed=Count("pk", filter=Q(status=TaskResultStatus.FAILED, job__discarded_at=None)),
        done=Count("pk", filter=is_recent),
    )


def living_workers() -> QuerySet[Worker]:
    """The workers that were heard of within a lease."""
    return Worker.objects.filter(seen_at__gte=timezone.now() - LEASE).order_by("started_at")


def lag() -> timedelta:
    """How long the oldest job that is due has waited; nothing where none is due."""
    now = timezone.now()
    oldest = DBTaskResult.objects.ready().aggregate(
        at_once=Min("enqueued_at", filter=Q(run_after=get_date_max())), later=Min("run_after")
    )
    return now - min(oldest["at_once"] or now, oldest["later"] or now, now)


@dataclass(frozen=True)
class Planned:
    """An entry of the schedule: when it comes next, and the job of the last time."""

    label: str | Promise
    rhythm: Rhythm
    next_at: datetime
    last: Job | None


def timetable() -> Sequence[Planned]:
    """The schedule in the order in which it comes next."""
    now, last = timezone.now(), _last_planned()
    entries = (
        Planned(label_of(path), rhythm, rhythm.next(now).due_at, last.get(path))
        for path, (_task, rhythm) in SCHEDULE.items()
    )
    return sorted(entries, key=lambda planned: planned.next_at)


def _last_planned() -> dict[str, Job]:
    planned = Job.objects.filter(task__task_path__in=SCHEDULE).exclude(key=None)
    return {job.task.task_path: job for job in planned.select_related("task").order_by("task__enqueued_at")}
