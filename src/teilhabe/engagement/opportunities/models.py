"""What an organisation needs volunteers for, and what it asks of them."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.users.models import Organisation
from teilhabe.engagement.volunteers.models import Kind as KindOfTask
from teilhabe.engagement.volunteers.models import Level
from teilhabe.engagement.week import ALWAYS, NEVER


class Opportunity(models.Model):
    """Something volunteers can do; shifts and assignments belong to it.

    `week` holds the parts of a week in which it can be done, of which a volunteer needs `parts_needed`; `fields` are
    codes of fields of action. `checked_on` is when the organisation last said that it is still right, `asked_at` when
    it was last asked to; `remark` is what the office wants changed before it publishes.
    """

    Kind = KindOfTask

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        SUBMITTED = "submitted", _("wartet auf das Büro")
        OPEN = "open", _("gesucht")
        PAUSED = "paused", _("macht Pause")
        FILLED = "filled", _("besetzt")
        CLOSED = "closed", _("beendet")

    class Priority(models.IntegerChoices):
        NORMAL = 1, _("normal")
        HIGH = 2, _("dringend")

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="opportunities", verbose_name=_("Organisation")
    )
    kind = models.CharField(_("Art"), max_length=16, choices=Kind.choices)
    state = models.CharField(_("Zustand"), max_length=16, choices=State.choices, default=State.DRAFT)
    title = models.CharField(_("Titel"), max_length=200)
    task = models.TextField(_("was zu tun ist"))
    fields = models.JSONField(_("Handlungsfelder"), default=list, blank=True)
    district = models.CharField(_("Stadtteil"), max_length=100, blank=True, db_index=True)
    place = models.CharField(_("Treffpunkt"), max_length=300, blank=True)
    is_remote = models.BooleanField(_("geht auch von zu Hause"), default=False)
    places = models.PositiveSmallIntegerField(_("Plätze"), default=1, validators=[MinValueValidator(1)])
    week = models.PositiveIntegerField(_("Zeit in der Woche"), default=NEVER, validators=[MaxValueValidator(ALWAYS)])
    parts_needed = models.PositiveSmallIntegerField(_("Termine in der Woche"), default=1)
    hours_per_week = models.PositiveSmallIntegerField(_("Stunden in der Woche"), null=True, blank=True)
    starts_on = models.DateField(_("beginnt am"), null=True, blank=True)
    ends_on = models.DateField(_("endet am"), null=True, blank=True)
    priority = models.PositiveSmallIntegerField(_("Dringlichkeit"), choices=Priority.choices, default=Priority.NORMAL)
    contact_name = models.CharField(_("Ansprechperson"), max_length=200, blank=True)
    contact = models.CharField(_("Kontakt der Ansprechperson"), max_length=200, blank=True)
    expenses = models.CharField(_("Auslagen und Aufwandsentschädigung"), max_length=200, blank=True)
    insurance = models.CharField(_("wer versichert"), max_length=200, blank=True)
    is_listed = models.BooleanField(_("steht auf der Webseite"), default=True)
    is_sample = models.BooleanField(_("erfunden"), default=False)
    created_at = models.DateTimeField(_("angelegt am"), default=timezone.now, editable=False)
    published_at = models.DateTimeField(_("gesucht seit"), null=True, blank=True)
    filled_at = models.DateTimeField(_("besetzt seit"), null=True, blank=True)
    closed_at = models.DateTimeField(_("beendet am"), null=True, blank=True)
    checked_on = models.DateField(_("zuletzt bestätigt am"), default=timezone.localdate)
    asked_at = models.DateTimeField(_("nach Bestätigung gefragt am"), null=True, blank=True)
    remark = models.TextField(_("Rückmeldung des Büros"), blank=True)

    class Meta:
        verbose_name = _("Einsatzmöglichkeit")
        verbose_name_plural = _("Einsatzmöglichkeiten")
        indexes = (models.Index(fields=("state", "is_listed", "-published_at"), name="opportunity_by_state"),)
        constraints = (
            models.CheckConstraint(condition=Q(week__lte=ALWAYS), name="opportunity_week_has_21_parts"),
            models.CheckConstraint(condition=Q(places__gte=1), name="an_opportunity_has_a_place"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="an_opportunity_ends_after_its_start",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("opportunities:opportunity", kwargs={"opportunity": self.pk})


class Translation(models.Model):
    """Title and task of an opportunity in another language."""

    opportunity = models.ForeignKey(
        Opportunity, models.CASCADE, related_name="translations", verbose_name=_("Einsatzmöglichkeit")
    )
    language = models.CharField(_("Sprache"), max_length=16)
    title = models.CharField(_("Titel"), max_length=200)
    task = models.TextField(_("was zu tun ist"))

    class Meta:
        verbose_name = _("Übersetzung")
        verbose_name_plural = _("Übersetzungen")
        constraints = (models.UniqueConstraint(fields=("opportunity", "language"), name="one_text_per_language"),)

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class Requirement(models.Model):
    """What somebody needs for an opportunity; with `at_least`, so many of those who do it together need it.

    `code` is a language, the key of a skill, module, check or declaration; `level` belongs to a language, `number` to
    a minimum age.
    """

    class Kind(models.TextChoices):
        LANGUAGE = "language", _("Sprache")
        SKILL = "skill", _("Fähigkeit")
        MODULE = "module", _("Baustein einer Schulung")
        CHECK = "check", _("Nachweis")
        DECLARATION = "declaration", _("unterschriebene Erklärung")
        AGE = "age", _("Mindestalter")

    opportunity = models.ForeignKey(
        Opportunity, models.CASCADE, related_name="requirements", verbose_name=_("Einsatzmöglichkeit")
    )
    kind = models.CharField(_("Art"), max_length=16, choices=Kind.choices)
    code = models.CharField(_("was"), max_length=60, blank=True)
    level = models.CharField(_("Niveau"), max_length=2, choices=Level.choices, blank=True)
    number = models.PositiveSmallIntegerField(_("Alter"), null=True, blank=True)
    at_least = models.PositiveSmallIntegerField(_("so viele müssen es mindestens erfüllen"), null=True, blank=True)

    class Meta:
        verbose_name = _("Anforderung")
        verbose_name_plural = _("Anforderungen")
        constraints = (
            models.UniqueConstraint(fields=("opportunity", "kind", "code"), name="one_requirement_of_a_kind"),
            models.CheckConstraint(
                condition=Q(kind="age", number__isnull=False, code="") | (~Q(kind="age") & ~Q(code="")),
                name="a_requirement_says_what",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number or self.code} {self.level}".strip()
