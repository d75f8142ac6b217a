"""The queue, without waiting for its pauses."""

from __future__ import annotations

from django.core.cache import cache
from django.utils import timezone

from teilhabe.core.jobs.models import Job
from teilhabe.core.jobs.working import work_off


def run_all(rounds: int = 4) -> None:
    """Every attempt that is due, and those that only wait for their pause."""
    for _round in range(rounds):
        work_off()
        cache.clear()
        for each in Job.objects.filter(task__status="READY").select_related("task"):
            each.task.run_after = timezone.now()
            each.task.save(update_fields=["run_after"])
