"""Dispatch: what went where, when, in which version and language, by whom. Addressee: to whom, where we know it."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Person
from teilhabe.core.mail.models import Message
from teilhabe.core.users.models import Organisation, User
from teilhabe.outreach.content.models import InfoItem, Revision
from teilhabe.outreach.pictures.models import Picture


class Dispatch(models.Model):
    """One text on one channel in one language. What was said never changes; a correction is a dispatch of its own.

    `facts` are the facts that the text names, each as it read then: `{key: text}`. `audience` is what the channel takes
    to choose its readers. `external_id` is the channel's own key of what was sent; `attempted_at` is set before each
    attempt, so that whoever finds it set and no receipt asks the channel first. `tries` grows when a person
    has it sent once more or takes the plan back: a job of an earlier try does nothing. `let_stand` are changed facts,
    as they read when somebody said that this needs no correction.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        PLANNED = "planned", _("geplant")
        SENDING = "sending", _("wird gesendet")
        SENT = "sent", _("gesendet")
        RECALLING = "recalling", _("wird zurückgezogen")
        UNDECIDED = "undecided", _("unklar, ob gesendet")
        FAILED = "failed", _("nicht gesendet")
        CORRECTED = "corrected", _("berichtigt")
        RECALLED = "recalled", _("zurückgezogen")

    channel = models.CharField(_("Kanal"), max_length=30, db_index=True)
    state = models.CharField(_("Zustand"), max_length=16, choices=State.choices, default=State.DRAFT)
    item = models.ForeignKey(
        InfoItem, models.SET_NULL, null=True, blank=True, related_name="dispatches", verbose_name=_("Information")
    )
    revision = models.ForeignKey(
        Revision, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Revision")
    )
    language = models.CharField(_("Sprache"), max_length=16)
    title = models.CharField(_("Titel"), max_length=300, blank=True)
    text = models.TextField(_("Text"))
    link = models.CharField(_("Verweis"), max_length=500, blank=True)
    picture = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Bild")
    )
    picture_text = models.CharField(_("Bildbeschreibung"), max_length=1000, blank=True)
    audience = models.JSONField(_("an wen"), default=dict, blank=True)
    facts = models.JSONField(_("Angaben, wie sie lauteten"), default=dict, blank=True)
    corrects = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="corrections", verbose_name=_("berichtigt")
    )
    planned_at = models.DateTimeField(_("geplant für"), null=True, blank=True)
    attempted_at = models.DateTimeField(_("begonnen am"), null=True, blank=True)
    sent_at = models.DateTimeField(_("gesendet am"), null=True, blank=True)
    recalled_at = models.DateTimeField(_("zurückgezogen am"), null=True, blank=True)
    made_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("verfasst von")
    )
    made_at = models.DateTimeField(_("verfasst am"), default=timezone.now)
    external_id = models.CharField(_("Kennung draußen"), max_length=300, blank=True, db_index=True)
    address = models.CharField(_("Adresse"), max_length=500, blank=True)
    error = models.CharField(_("Grund des Fehlers"), max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    tries = models.PositiveSmallIntegerField(_("Anlauf"), default=1)
    let_stand = models.JSONField(_("Änderungen, die keine Berichtigung brauchen"), default=dict, blank=True)

    class Meta:
        verbose_name = _("Aussendung")
        verbose_name_plural = _("Aussendungen")
        ordering = ("-made_at", "-pk")
        indexes = (models.Index(fields=("state", "-made_at"), name="dispatch_by_state"),)

    def __str__(self) -> str:
        return self.title or self.text.strip().partition("\n")[0][:100]

    def get_absolute_url(self) -> str:
        return reverse("channels:dispatch", kwargs={"dispatch": self.pk})


class Addressee(models.Model):
    """That a dispatch goes to this address by a mail of its own; what became of it stands in the mail."""

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="addressees", verbose_name=_("Aussendung"))
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Person")
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Organisation")
    )
    message = models.OneToOneField(
        Message, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("E-Mail")
    )

    class Meta:
        verbose_name = _("Empfänger einer Aussendung")
        verbose_name_plural = _("Empfänger von Aussendungen")
        constraints = (
            models.UniqueConstraint(fields=("dispatch", "person"), name="one_mail_per_person"),
            models.UniqueConstraint(fields=("dispatch", "organisation"), name="one_mail_per_organisation"),
        )

    def __str__(self) -> str:
        return str(self.person or self.organisation or "")
