"""Evidence: what was said in public before it was hidden, kept for as long as somebody may have to prove it."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.users.models import User
from teilhabe.outreach.inbox.models import Entry


class Evidence(models.Model):
    """A copy with its checksum, made at the moment of hiding; never edited.

    `digest` is the SHA-256 of the text, its moment, its address and its sender in the order in which they are shown.
    """

    class Reason(models.TextChoices):
        NETIQUETTE = "netiquette", _("verstößt gegen die Netiquette")
        HATE = "hate", _("Hass gegen Menschen")
        THREAT = "threat", _("Bedrohung")
        MINOR = "minor", _("Daten von Minderjährigen")
        PRIVATE = "private", _("Daten von Dritten")
        SPAM = "spam", _("Werbung")

    class Path(models.TextChoices):
        """To whom it went."""

        NOBODY = "", _("niemand")
        HEAD = "head", _("Leitung")
        LEGAL = "legal", _("Rechtsamt")
        POLICE = "police", _("Polizei oder Staatsanwaltschaft")
        PLATFORM = "platform", _("Meldung an die Plattform")

    entry = models.ForeignKey(
        Entry, models.SET_NULL, null=True, blank=True, related_name="evidence", verbose_name=_("Beitrag")
    )
    reason = models.CharField(_("Grund"), max_length=16, choices=Reason.choices)
    text = models.TextField(_("Text"))
    sender_name = models.CharField(_("Name"), max_length=200, blank=True)
    sender_key = models.CharField(_("Kontaktweg, wie er verglichen wird"), max_length=320, blank=True, editable=False)
    address = models.CharField(_("Adresse"), max_length=500, blank=True)
    said_at = models.DateTimeField(_("geschrieben am"))
    digest = models.CharField(_("Prüfsumme"), max_length=64)
    escalated_to = models.CharField(_("weitergegeben an"), max_length=16, choices=Path.choices, blank=True)
    escalated_at = models.DateTimeField(_("weitergegeben am"), null=True, blank=True)
    note = models.TextField(_("Notiz"), blank=True)
    taken_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("gesichert von")
    )
    taken_at = models.DateTimeField(_("gesichert am"), default=timezone.now)

    class Meta:
        verbose_name = _("Beweis")
        verbose_name_plural = _("Beweise")
        ordering = ("-taken_at",)

    def __str__(self) -> str:
        return f"{self.Reason(self.reason).label}, {timezone.localtime(self.taken_at):%d.%m.%Y %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:evidence", kwargs={"evidence": self.pk})
