"""Turns the schedule into jobs: each slot that has come is enqueued once, whoever looks and however often."""

from __future__ import annotations

from django.utils import timezone
from django_tasks.base import TaskResultStatus

from teilhabe.core.jobs.job import SCHEDULE, enqueue
from teilhabe.core.jobs.models import Job

UNDER_WAY = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def plan() -> int:
    """Enqueue the latest slot of everything on the schedule, unless that has been done; how many were missing.

    Slots before the latest are not made good, and none is enqueued while an earlier one is still under way: after
    three days without a worker a daily job runs once.
    """
    now = timezone.now()
    latest = {f"{path} {rhythm.latest(now).name}": path for path, (_task, rhythm) in SCHEDULE.items()}
    known = set(Job.objects.filter(key__in=latest).values_list("key", flat=True))
    missing = {key: path for key, path in latest.items() if key not in known and not _is_under_way(path)}
    for key, path in missing.items():
        task, _rhythm = SCHEDULE[path]
        enqueue(task, key=key)
    return len(missing)


def _is_under_way(path: str) -> bool:
    planned = Job.objects.filter(key__startswith=f"{path} ", task__task_path=path)
    return planned.filter(task__status__in=UNDER_WAY).exists()
