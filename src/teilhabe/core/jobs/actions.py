"""What an administrator can do with a job that has failed: have it tried again, or want no more of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus

from teilhabe.core.access.policy import CHANGE, DELETE
from teilhabe.core.audit.action import Action
from teilhabe.core.jobs.models import Job
from teilhabe.core.jobs.queue import revive
from teilhabe.errors import InputError


@dataclass(frozen=True, kw_only=True)
class RetryJob(Action[Job]):
    verb = CHANGE
    sentence = _("hat den Auftrag „{target}“ erneut angestoßen")
    job: Job

    @property
    def target(self) -> Job:
        return self.job

    def perform(self) -> Job:
        _require_failed(self.job)
        revive(self.job)
        self.job.refresh_from_db()
        return self.job


@dataclass(frozen=True, kw_only=True)
class DiscardJob(Action[Job]):
    """Its key stays known: what was discarded is not enqueued anew by the schedule."""

    verb = DELETE
    sentence = _("hat den fehlgeschlagenen Auftrag „{target}“ verworfen")
    job: Job

    @property
    def target(self) -> Job:
        return self.job

    def perform(self) -> Job:
        _require_failed(self.job)
        self.job.discarded_at = timezone.now()
        self.job.save(update_fields=["discarded_at"])
        return self.job


def _require_failed(job: Job) -> None:
    job.task.refresh_from_db(fields=["status"])
    if job.task.status != TaskResultStatus.FAILED:
        raise InputError(
            "Der Auftrag ist nicht mehr fehlgeschlagen; jemand war schneller.",
            "The job is no longer a failed one; somebody was faster.",
        )
