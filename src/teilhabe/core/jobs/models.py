"""What the queue knows about a job beyond the task itself: its key, its attempts, who works on it and until when."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult, get_date_max

from teilhabe.core.jobs.terms import label_of


class Job(models.Model):
    """One job of the queue; `lease_until` passes when its worker died, and then another worker takes it over."""

    task = models.OneToOneField(DBTaskResult, models.CASCADE, primary_key=True, related_name="job")
    key = models.CharField(_("Schlüssel"), max_length=200, null=True, unique=True)
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    max_attempts = models.PositiveSmallIntegerField(_("höchstens"), default=5)
    lease_holder = models.CharField(_("in Arbeit bei"), max_length=100, blank=True)
    lease_until = models.DateTimeField(_("in Arbeit bis"), null=True, db_index=True)
    # The class of the error and nothing of its message, which may name people.
    last_error = models.CharField(_("letzter Fehler"), max_length=200, blank=True)
    # Somebody has seen the failure and wants no more of it; its key stays known, so that nothing asks for it anew.
    discarded_at = models.DateTimeField(_("verworfen am"), null=True)

    class Meta:
        verbose_name = _("Hintergrundauftrag")
        verbose_name_plural = _("Hintergrundaufträge")

    def __str__(self) -> str:
        return str(label_of(self.task.task_path))

    @property
    def waits_until(self) -> datetime | None:
        """When it comes at the earliest; None where it comes as soon as a worker is free."""
        at = self.task.run_after
        return at if timezone.now() < at < get_date_max() else None


class Worker(models.Model):
    """A process that works off the queue, and when it was last seen alive."""

    name = models.CharField(max_length=100, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Hintergrunddienst")
        verbose_name_plural = _("Hintergrunddienste")

    def __str__(self) -> str:
        return self.name
