"""What was delivered when: so that a program that comes again gets exactly what has changed since."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveredList(models.Model):
    """The list of one language and level as it was put together last; states follow each other by number and clock."""

    name = models.CharField(_("Liste"), max_length=40, unique=True)
    number = models.PositiveBigIntegerField(_("Stand"))
    until = models.DateTimeField(_("gilt bis"))
    begun_at = models.DateTimeField(_("begonnen am"))
    as_of = models.DateTimeField(_("geändert am"))

    class Meta:
        verbose_name = _("ausgelieferte Liste")
        verbose_name_plural = _("ausgelieferte Listen")

    def __str__(self) -> str:
        return self.name


class DeliveredItem(models.Model):
    """An item in that list, by the digest of what is delivered of it; `is_removed` where it is in the list no more."""

    of = models.ForeignKey(DeliveredList, models.CASCADE, related_name="entries", verbose_name=_("Liste"))
    key = models.CharField(_("Adresse"), max_length=80)
    digest = models.CharField(_("Prüfsumme"), max_length=32)
    changed_at = models.DateTimeField(_("geändert am"))
    is_removed = models.BooleanField(_("entfernt"), default=False)

    class Meta:
        verbose_name = _("ausgelieferte Information")
        verbose_name_plural = _("ausgelieferte Informationen")
        constraints = (models.UniqueConstraint(fields=("of", "key"), name="one_entry_per_key"),)

    def __str__(self) -> str:
        return self.key
