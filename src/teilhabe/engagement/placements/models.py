"""From a proposal to an assignment: the coordinator proposes, both sides agree, and only then is it an assignment."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.volunteers.models import Volunteer


class Proposal(models.Model):
    """That somebody might do something; the organisation does not see it before the volunteer has said yes."""

    class State(models.TextChoices):
        OPEN = "open", _("vorgemerkt")
        ASKED = "asked", _("angefragt")
        WILLING = "willing", _("möchte, Organisation prüft")
        AGREED = "agreed", _("vereinbart")
        DECLINED = "declined", _("abgelehnt")
        LAPSED = "lapsed", _("hat sich erledigt")

    class Reason(models.TextChoices):
        """Why it came to nothing: counted, it says what is missing."""

        TIME = "time", _("Zeit passt nicht")
        DISTANCE = "distance", _("zu weit")
        TASK = "task", _("Aufgabe passt nicht")
        LANGUAGE = "language", _("Sprache fehlt")
        QUALIFICATION = "qualification", _("Kenntnisse fehlen")
        PERSONAL = "personal", _("persönliche Gründe")
        UNREACHED = "unreached", _("nicht erreicht")
        TAKEN = "taken", _("jemand anderes macht es")
        OTHER = "other", _("anderer Grund")

    class Side(models.TextChoices):
        VOLUNTEER = "volunteer", _("ehrenamtliche Person")
        ORGANISATION = "organisation", _("Organisation")
        OFFICE = "office", _("Büro")

    volunteer = models.ForeignKey(
        Volunteer, models.CASCADE, related_name="proposals", verbose_name=_("ehrenamtliche Person")
    )
    opportunity = models.ForeignKey(
        Opportunity, models.CASCADE, related_name="proposals", verbose_name=_("Einsatzmöglichkeit")
    )
    state = models.CharField(_("Zustand"), max_length=16, choices=State.choices, default=State.OPEN)
    declined_by = models.CharField(_("abgelehnt von"), max_length=16, choices=Side.choices, blank=True)
    reason = models.CharField(_("Grund"), max_length=16, choices=Reason.choices, blank=True)
    note = models.TextField(_("Notiz"), blank=True)
    follow_up_on = models.DateField(_("nachfragen am"), null=True, blank=True)
    proposed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="proposals", verbose_name=_("vorgeschlagen von")
    )
    created_at = models.DateTimeField(_("vorgeschlagen am"), default=timezone.now)
    decided_at = models.DateTimeField(_("entschieden am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Vorschlag")
        verbose_name_plural = _("Vorschläge")
        constraints = (
            models.UniqueConstraint(
                fields=("volunteer", "opportunity"),
                condition=Q(state__in=("open", "asked", "willing")),
                name="one_proposal_at_a_time",
            ),
        )
        indexes = (models.Index(fields=("state", "follow_up_on"), name="proposal_to_follow_up"),)

    def __str__(self) -> str:
        return f"{self.volunteer} – {self.opportunity}"

    @property
    def subject_id(self) -> uuid.UUID:
        return self.volunteer.person_id

    @property
    def is_due(self) -> bool:
        """Whether somebody should ask today."""
        return self.follow_up_on is not None and self.follow_up_on <= timezone.localdate()

    def get_absolute_url(self) -> str:
        return reverse("placements:proposal", kwargs={"proposal": self.pk})


class Assignment(models.Model):
    """A volunteer does something for an organisation from a day on: the dated commission (Beauftragung) of it.

    Task, place and insurance are those at the time: an accident is insured for what was agreed, not for what the
    opportunity says by now.
    """

    class Ending(models.TextChoices):
        DONE = "done", _("Aufgabe ist erledigt")
        TIME = "time", _("keine Zeit mehr")
        MOVED = "moved", _("weggezogen")
        HEALTH = "health", _("Gesundheit")
        FIT = "fit", _("passte nicht")
        SUPPORT = "support", _("zu wenig Unterstützung")
        ORGANISATION = "organisation", _("Organisation hat beendet")
        OTHER = "other", _("anderer Grund")

    volunteer = models.ForeignKey(
        Volunteer, models.PROTECT, related_name="assignments", verbose_name=_("ehrenamtliche Person")
    )
    opportunity = models.ForeignKey(
        Opportunity, models.PROTECT, related_name="assignments", verbose_name=_("Einsatzmöglichkeit")
    )
    task = models.CharField(_("Aufgabe"), max_length=300)
    place = models.CharField(_("Ort"), max_length=300, blank=True)
    insurance = models.CharField(_("wer versichert"), max_length=200, blank=True)
    starts_on = models.DateField(_("von"))
    ends_on = models.DateField(_("bis"), null=True, blank=True)
    hours_per_week = models.PositiveSmallIntegerField(_("Stunden in der Woche"), null=True, blank=True)
    ending = models.CharField(_("warum es endete"), max_length=16, choices=Ending.choices, blank=True)
    follow_up_on = models.DateField(_("nachfragen am"), null=True, blank=True)
    note = models.TextField(_("Notiz"), blank=True)
    agreed_at = models.DateTimeField(_("vereinbart am"), default=timezone.now)

    class Meta:
        verbose_name = _("Einsatz")
        verbose_name_plural = _("Einsätze")
        constraints = (
            models.UniqueConstraint(
                fields=("volunteer", "opportunity"), condition=Q(ends_on=None), name="one_assignment_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="an_assignment_ends_after_its_start"
            ),
        )
        indexes = (models.Index(fields=("ends_on", "follow_up_on"), name="assignment_to_follow_up"),)

    def __str__(self) -> str:
        return f"{self.volunteer} – {self.opportunity}"

    @property
    def subject_id(self) -> uuid.UUID:
        return self.volunteer.person_id

    def get_absolute_url(self) -> str:
        return reverse("placements:assignment", kwargs={"assignment": self.pk})
