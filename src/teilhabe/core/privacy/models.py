"""What privacy itself must remember: proofs of deletion, and which persons must stay erased."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DeletionProof(models.Model):
    """That a rule deleted so many rows of a model on a day; it names nobody."""

    at = models.DateTimeField(_("Zeitpunkt"), default=timezone.now)
    model = models.CharField(_("Art"), max_length=100)
    purpose = models.CharField(_("Zweck"), max_length=60)
    rule = models.CharField(_("Regel"), max_length=200)
    rows = models.PositiveIntegerField(_("Zeilen"))

    class Meta:
        verbose_name = _("Löschnachweis")
        verbose_name_plural = _("Löschnachweise")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.model}: {self.rows}"


class Tombstone(models.Model):
    """The random key of an erased subject: a restored backup erases it again. It leads to nobody any more."""

    subject_model = models.CharField(max_length=100)
    subject = models.UUIDField(unique=True)
    erased_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Grabstein")
        verbose_name_plural = _("Grabsteine")

    def __str__(self) -> str:
        return f"{self.subject_model} {self.subject}"
