"""Time that somebody gave, as it was reported and confirmed."""

from __future__ import annotations

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.shifts.models import SignUp
from teilhabe.engagement.volunteers.models import Volunteer

MINUTES_OF_A_DAY = 24 * 60


class HourEntry(models.Model):
    """Minutes of one day; those of a shift come from its sign-up, once."""

    class State(models.TextChoices):
        REPORTED = "reported", _("gemeldet")
        APPROVED = "approved", _("bestätigt")
        DECLINED = "declined", _("nicht bestätigt")

    volunteer = models.ForeignKey(
        Volunteer, models.PROTECT, related_name="hour_entries", verbose_name=_("ehrenamtliche Person")
    )
    opportunity = models.ForeignKey(
        Opportunity, models.PROTECT, related_name="hour_entries", verbose_name=_("Einsatzmöglichkeit")
    )
    sign_up = models.OneToOneField(
        SignUp, models.SET_NULL, null=True, blank=True, related_name="hour_entry", verbose_name=_("Anmeldung")
    )
    day = models.DateField(_("Tag"))
    minutes = models.PositiveSmallIntegerField(
        _("Minuten"), validators=[MinValueValidator(1), MaxValueValidator(MINUTES_OF_A_DAY)]
    )
    state = models.CharField(_("Zustand"), max_length=16, choices=State.choices, default=State.REPORTED)
    note = models.CharField(_("Notiz"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("bestätigt von")
    )
    reported_at = models.DateTimeField(_("gemeldet am"), default=timezone.now)
    decided_at = models.DateTimeField(_("entschieden am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Stundenmeldung")
        verbose_name_plural = _("Stundenmeldungen")
        ordering = ("-day", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MINUTES_OF_A_DAY), name="a_day_has_24_hours"
            ),
        )
        indexes = (models.Index(fields=("volunteer", "state", "day"), name="hours_of_volunteer"),)

    def __str__(self) -> str:
        return f"{self.volunteer}, {self.day:%d.%m.%Y}"

    @property
    def subject_id(self) -> uuid.UUID:
        return self.volunteer.person_id
