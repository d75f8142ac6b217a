"""Two entries that may be one person: found at night, decided by people."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Person


class PossibleDuplicate(models.Model):
    """A pair of people and why they may be one; once decided to be two, it is remembered and not asked again."""

    # The smaller key stands first, so that each pair exists once.
    first = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("erster Eintrag"))
    second = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("zweiter Eintrag"))
    probability = models.FloatField(_("Wahrscheinlichkeit"))
    reasons = models.JSONField(_("Gründe"), default=list)
    found_at = models.DateTimeField(_("gefunden am"), default=timezone.now)
    are_two_people_since = models.DateTimeField(_("als verschieden erkannt am"), null=True)

    class Meta:
        verbose_name = _("möglicher doppelter Eintrag")
        verbose_name_plural = _("mögliche doppelte Einträge")
        constraints = (models.UniqueConstraint(fields=("first", "second"), name="one_pair_of_duplicates"),)

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"

    @property
    def subject_id(self) -> UUID:
        return self.first_id
