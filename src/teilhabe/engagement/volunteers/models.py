"""A volunteer is a person with what they can do and would like to do, and when."""

from __future__ import annotations

import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Person
from teilhabe.engagement.week import ALWAYS, NEVER


class Level(models.TextChoices):
    """How well somebody speaks a language: the levels of the Common European Framework of Reference (CEFR)."""

    A1 = "a1", _("A1: einzelne Sätze")
    A2 = "a2", _("A2: Alltag")
    B1 = "b1", _("B1: selbständig")
    B2 = "b2", _("B2: gut")
    C1 = "c1", _("C1: sehr gut")
    C2 = "c2", _("C2: wie eine Muttersprache")


class Kind(models.TextChoices):
    """What one can do: the kinds of an opportunity, and of what somebody wishes."""

    LONG_TERM = "long term", _("auf Dauer")
    SERIES = "series", _("regelmäßiger Termin")
    SHIFTS = "shifts", _("einzelne Termine")
    ONE_OFF = "one-off", _("einmalig")
    TANDEM = "tandem", _("Patenschaft")


class Skill(models.Model):
    """Something one can be able to do, from the office's own list."""

    key = models.SlugField(_("Kurzname"), max_length=60, unique=True)
    names = models.JSONField(_("Namen"), default=dict)
    """By language; at least German."""
    is_offered = models.BooleanField(_("wird zur Auswahl gestellt"), default=True)

    class Meta:
        verbose_name = _("Fähigkeit")
        verbose_name_plural = _("Fähigkeiten")
        ordering = ("key",)

    def __str__(self) -> str:
        return str(self.names.get("de", self.key))

    def get_absolute_url(self) -> str:
        return reverse("volunteers:skill", kwargs={"skill": self.pk})


class Volunteer(models.Model):
    """Somebody who gives time; all of it is what they told us.

    `language_levels` holds a `Level` by code of a language, for those of the person's languages of which it is known;
    `week` the parts of a week in which they have time (see `engagement.week`); `districts` where they would go, none
    for the whole city; `wishes` are codes of fields of action, `kinds` of `Kind`, none for anything.
    """

    class State(models.TextChoices):
        INTERESTED = "interested", _("möchte mitmachen")
        ACTIVE = "active", _("aktiv")
        PAUSED = "paused", _("macht Pause")
        ENDED = "ended", _("hat aufgehört")

    class Reason(models.TextChoices):
        """Why somebody takes a break or has stopped; never health or family: they are nobody's business here."""

        TIME = "time", _("keine Zeit mehr")
        MOVED = "moved", _("weggezogen")
        NO_TASK = "no task", _("keine passende Aufgabe gefunden")
        EXPERIENCE = "experience", _("es hat nicht gefallen")
        UNREACHABLE = "unreachable", _("nicht mehr zu erreichen")
        OTHER = "other", _("anderer oder unbekannter Grund")

    person = models.OneToOneField(Person, models.CASCADE, related_name="volunteer", verbose_name=_("Person"))
    state = models.CharField(_("Zustand"), max_length=16, choices=State.choices, default=State.INTERESTED)
    since = models.DateField(_("dabei seit"), default=timezone.localdate)
    paused_until = models.DateField(_("Pause bis"), null=True, blank=True)
    ended_on = models.DateField(_("aufgehört am"), null=True, blank=True)
    reason = models.CharField(_("Grund"), max_length=16, choices=Reason.choices, blank=True)
    born_on = models.DateField(_("geboren am"), null=True, blank=True)
    guardian_name = models.CharField(_("sorgeberechtigte Person"), max_length=200, blank=True)
    guardian_agreed_on = models.DateField(_("Einverständnis der Sorgeberechtigten vom"), null=True, blank=True)
    language_levels = models.JSONField(_("Sprachniveau"), default=dict, blank=True)
    skills = models.JSONField(_("Fähigkeiten"), default=list, blank=True)
    wishes = models.JSONField(_("Handlungsfelder"), default=list, blank=True)
    kinds = models.JSONField(_("Arten von Einsätzen"), default=list, blank=True)
    districts = models.JSONField(_("Stadtteile"), default=list, blank=True)
    week = models.PositiveIntegerField(_("Zeit in der Woche"), default=NEVER, validators=[MaxValueValidator(ALWAYS)])
    hours_per_week = models.PositiveSmallIntegerField(_("Stunden in der Woche"), null=True, blank=True)
    most_assignments = models.PositiveSmallIntegerField(_("Einsätze zur gleichen Zeit, höchstens"), default=1)
    limits = models.TextField(_("was nicht geht"), blank=True)
    checked_at = models.DateTimeField(_("Angaben zuletzt bestätigt am"), default=timezone.now)
    asked_at = models.DateTimeField(_("zuletzt nach den Angaben gefragt am"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("daran erinnert am"), null=True, blank=True)
    may_ask = models.BooleanField(_("darf nach den Angaben gefragt werden"), default=True)
    called_at = models.DateTimeField(_("zuletzt um einen Einsatz gebeten am"), null=True, blank=True)
    # Behind the links "stimmt das noch?" and the calendar to subscribe to: whoever has it needs no account.
    token = models.CharField(_("Schlüssel der persönlichen Links"), max_length=64, blank=True, db_index=True)
    created_at = models.DateTimeField(_("angelegt am"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("ehrenamtliche Person")
        verbose_name_plural = _("ehrenamtliche Personen")
        indexes = (models.Index(fields=("state", "called_at"), name="volunteer_by_call"),)
        constraints = (
            models.UniqueConstraint(fields=("token",), condition=~Q(token=""), name="one_volunteer_per_token"),
            models.CheckConstraint(condition=Q(week__lte=ALWAYS), name="a_week_has_21_parts"),
        )

    def __str__(self) -> str:
        return str(self.person)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.person_id

    def get_absolute_url(self) -> str:
        return reverse("volunteers:volunteer", kwargs={"volunteer": self.pk})


class Absence(models.Model):
    """A stretch of days on which somebody has no time, whatever their week says; both ends belong to it."""

    volunteer = models.ForeignKey(
        Volunteer, models.CASCADE, related_name="absences", verbose_name=_("ehrenamtliche Person")
    )
    first_day = models.DateField(_("von"))
    last_day = models.DateField(_("bis"))

    class Meta:
        verbose_name = _("Abwesenheit")
        verbose_name_plural = _("Abwesenheiten")
        ordering = ("first_day",)
        constraints = (
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="an_absence_ends_after_its_start"),
        )

    def __str__(self) -> str:
        return f"{self.first_day:%d.%m.%Y} – {self.last_day:%d.%m.%Y}"

    @property
    def subject_id(self) -> uuid.UUID:
        return self.volunteer.person_id
