"""Shift → SignUp; a place is given once, however many ask for it at the same moment."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.volunteers.models import Volunteer


class Series(models.Model):
    """Shifts that come again: `rule` is a recurrence rule (RFC 5545, without DTSTART), in local time."""

    opportunity = models.ForeignKey(
        Opportunity, models.CASCADE, related_name="series", verbose_name=_("Einsatzmöglichkeit")
    )
    rule = models.CharField(_("Wiederholung"), max_length=200)
    starts_at = models.DateTimeField(_("erster Beginn"))
    length = models.DurationField(_("Dauer"))
    places = models.PositiveSmallIntegerField(_("Plätze"), validators=[MinValueValidator(1)])
    place = models.CharField(_("Treffpunkt"), max_length=300, blank=True)
    laid_out_until = models.DateField(_("angelegt bis"), null=True, blank=True)
    ended_at = models.DateTimeField(_("beendet am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Terminreihe")
        verbose_name_plural = _("Terminreihen")

    def __str__(self) -> str:
        return f"{self.opportunity}: {self.rule}"


class Shift(models.Model):
    """A stretch of time of an opportunity, with places."""

    opportunity = models.ForeignKey(
        Opportunity, models.CASCADE, related_name="shifts", verbose_name=_("Einsatzmöglichkeit")
    )
    series = models.ForeignKey(
        Series, models.SET_NULL, null=True, blank=True, related_name="shifts", verbose_name=_("Terminreihe")
    )
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))
    places = models.PositiveSmallIntegerField(_("Plätze"), validators=[MinValueValidator(1)])
    place = models.CharField(_("Treffpunkt"), max_length=300, blank=True)
    note = models.CharField(_("Hinweis"), max_length=300, blank=True)
    is_cancelled = models.BooleanField(_("fällt aus"), default=False)
    called_at = models.DateTimeField(_("zuletzt herumgefragt am"), null=True, blank=True)
    # How often time or place changed, and when last: calendars of others follow it (RFC 5545, SEQUENCE).
    sequence = models.PositiveIntegerField(_("Änderungen"), default=0, editable=False)
    changed_at = models.DateTimeField(_("zuletzt geändert am"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Schicht")
        verbose_name_plural = _("Schichten")
        ordering = ("starts_at", "pk")
        indexes = (
            models.Index(fields=("opportunity", "starts_at"), name="shift_of_opportunity"),
            models.Index(fields=("starts_at",), name="shift_by_time"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_shift_ends_after_its_start"),
            models.CheckConstraint(condition=Q(places__gte=1), name="a_shift_has_a_place"),
            models.UniqueConstraint(
                fields=("series", "starts_at"),
                condition=Q(series__isnull=False),
                name="one_shift_of_a_series_at_a_time",
            ),
        )

    def __str__(self) -> str:
        begins = timezone.localtime(self.starts_at)
        return f"{self.opportunity}, {begins:%d.%m.%Y %H:%M}"

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    def note_change(self) -> None:
        """For those who have it in their calendar; not saved here."""
        self.sequence, self.changed_at = self.sequence + 1, timezone.now()

    def get_absolute_url(self) -> str:
        return reverse("shifts:shift", kwargs={"shift": self.pk})


class SignUp(models.Model):
    """That somebody comes to a shift, waits for a place, or had one."""

    class State(models.TextChoices):
        BOOKED = "booked", _("dabei")
        WAITING = "waiting", _("wartet auf einen Platz")
        CANCELLED = "cancelled", _("abgesagt")
        ATTENDED = "attended", _("war da")
        MISSED = "missed", _("war nicht da")

    TAKING_A_PLACE = (State.BOOKED, State.ATTENDED)
    IN_FORCE = (State.BOOKED, State.WAITING, State.ATTENDED, State.MISSED)

    shift = models.ForeignKey(Shift, models.CASCADE, related_name="sign_ups", verbose_name=_("Schicht"))
    volunteer = models.ForeignKey(
        Volunteer, models.PROTECT, related_name="sign_ups", verbose_name=_("ehrenamtliche Person")
    )
    state = models.CharField(_("Zustand"), max_length=16, choices=State.choices, default=State.BOOKED)
    language = models.CharField(_("Sprache"), max_length=16, blank=True)
    created_at = models.DateTimeField(_("zugesagt am"), default=timezone.now)
    reminded_at = models.DateTimeField(_("erinnert am"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("gekommen um"), null=True, blank=True)
    # Why somebody has a place for whom something is missing that the opportunity asks for.
    despite = models.CharField(_("Ausnahme, weil"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Anmeldung")
        verbose_name_plural = _("Anmeldungen")
        ordering = ("created_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("shift", "volunteer"), condition=~Q(state="cancelled"), name="one_sign_up_per_shift"
            ),
        )
        indexes = (models.Index(fields=("volunteer", "state"), name="sign_up_of_volunteer"),)

    def __str__(self) -> str:
        return f"{self.volunteer}: {self.shift}"

    @property
    def subject_id(self) -> uuid.UUID:
        return self.volunteer.person_id


class Call(models.Model):
    """That somebody was asked to help out at a shift, and what they said; `answer` is "" as long as they are silent."""

    class Answer(models.TextChoices):
        YES = "yes", _("kommt")
        NO = "no", _("kann nicht")

    shift = models.ForeignKey(Shift, models.CASCADE, related_name="calls", verbose_name=_("Schicht"))
    volunteer = models.ForeignKey(
        Volunteer, models.CASCADE, related_name="calls", verbose_name=_("ehrenamtliche Person")
    )
    asked_at = models.DateTimeField(_("gefragt am"), default=timezone.now)
    answer = models.CharField(_("Antwort"), max_length=8, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(_("geantwortet am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Bitte um Aushilfe")
        verbose_name_plural = _("Bitten um Aushilfe")
        ordering = ("asked_at", "pk")
        constraints = (models.UniqueConstraint(fields=("shift", "volunteer"), name="asked_once_per_shift"),)

    def __str__(self) -> str:
        return f"{self.volunteer}: {self.shift}"

    @property
    def subject_id(self) -> uuid.UUID:
        return self.volunteer.person_id


class Incident(models.Model):
    """That something went wrong at a shift: an accident, a quarrel. Only the coordination reads it."""

    shift = models.ForeignKey(Shift, models.PROTECT, related_name="incidents", verbose_name=_("Schicht"))
    text = models.TextField(_("was geschehen ist"))
    noted_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("vermerkt von")
    )
    created_at = models.DateTimeField(_("vermerkt am"), default=timezone.now)

    class Meta:
        verbose_name = _("Vorfall")
        verbose_name_plural = _("Vorfälle")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return str(_("Vorfall bei: %(shift)s") % {"shift": self.shift})
