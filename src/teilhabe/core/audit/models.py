"""The audit log: who did what to which row, and what changed.

The fact of an action (`AuditEntry`) is append-only: triggers in the database refuse every change. What it was about
(`AuditDetail`) can be emptied once, when the person it is about is erased; nothing else about it can change.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.users.models import Organisation, User


class AuditEntry(models.Model):
    """One action that took place; `operator` names who sat at the command line, or the job, where no user did it."""

    at = models.DateTimeField(_("Zeitpunkt"), default=timezone.now, db_index=True)
    # No constraint: the log keeps the key of an account that is gone.
    user = models.ForeignKey(
        User, models.DO_NOTHING, null=True, db_constraint=False, related_name="+", verbose_name=_("Konto")
    )
    operator = models.CharField(_("ohne Konto"), max_length=200, blank=True)
    action = models.CharField(_("Vorgang"), max_length=100, db_index=True)
    target_model = models.CharField(_("Art"), max_length=100)
    target_key = models.CharField(_("Schlüssel"), max_length=64)
    # Kept for the reach of organisations; no constraint for the same reason as above.
    organisation = models.ForeignKey(
        Organisation,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("Organisation"),
    )

    class Meta:
        verbose_name = _("Protokolleintrag")
        verbose_name_plural = _("Protokoll")
        ordering = ("-id",)
        indexes = (models.Index(fields=("target_model", "target_key"), name="audit_by_target"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.target_model} {self.target_key}"


class AuditDetail(models.Model):
    """What an action was about, in the words and values of that moment; emptied when the subject is erased."""

    entry = models.OneToOneField(AuditEntry, models.PROTECT, primary_key=True, related_name="detail")
    subject = models.UUIDField(_("betroffene Person"), null=True, db_index=True, default=None)
    target_label = models.CharField(_("Bezeichnung"), max_length=300, blank=True)
    before = models.JSONField(_("vorher"), default=dict)
    after = models.JSONField(_("nachher"), default=dict)
    redacted_at = models.DateTimeField(_("geschwärzt am"), null=True)

    class Meta:
        verbose_name = _("Inhalt eines Protokolleintrags")
        verbose_name_plural = _("Inhalte des Protokolls")

    def __str__(self) -> str:
        return self.target_label

    @property
    def subject_id(self) -> uuid.UUID | None:
        return self.subject
