"""Issues that do not go on by themselves: their job was given up, or no worker has taken it over, and mails wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus

from teilhabe.core.jobs.models import Job
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.newsletter.selectors import Outcome, outcomes
from teilhabe.outreach.newsletter.sending import deliver

NOT_TAKEN_OVER = timedelta(minutes=10)
"""A worker that lives takes over what another one has left within a minute."""


def halted_jobs() -> QuerySet[Job]:
    """Failed for good, also by the death of every worker that touched them, or left lying; not what was discarded."""
    left = Q(task__status=TaskResultStatus.RUNNING, lease_until__lt=timezone.now() - NOT_TAKEN_OVER)
    failed = Q(task__status=TaskResultStatus.FAILED, discarded_at=None)
    return Job.objects.filter(left | failed, task__task_path=deliver.module_path)


def halted_jobs_of(dispatch: Dispatch) -> QuerySet[Job]:
    return halted_jobs().filter(key__startswith=f"newsletter {dispatch.pk} ")


def halted() -> Sequence[Dispatch]:
    """Those of which mails are left to send, or were never addressed."""
    keys = {int(str(key).split()[1]) for key in halted_jobs().values_list("key", flat=True)}
    found = list(Dispatch.objects.filter(pk__in=keys)) if keys else []
    known = outcomes(found)
    return [each for each in found if _has_more(known.get(each.pk, Outcome()))]


def _has_more(outcome: Outcome) -> bool:
    return bool(outcome.waiting) or not outcome.total
