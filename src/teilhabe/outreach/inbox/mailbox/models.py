"""How far the office's mailbox has been read, and which mails of it could not be."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Mailbox(models.Model):
    """A folder on the mail server; `last_uid` counts within `uid_validity`, which the server changes at will."""

    class Trouble(models.TextChoices):
        CONNECTION = "connection", _("Der Mailserver antwortet nicht.")
        LOGIN = "login", _("Der Mailserver nimmt Name und Kennwort nicht an.")
        FOLDER = "folder", _("Den Ordner gibt es auf dem Mailserver nicht.")

    name = models.CharField(_("Postfach"), max_length=300, unique=True)
    uid_validity = models.PositiveBigIntegerField(_("Zählung des Servers"), null=True, blank=True)
    last_uid = models.PositiveBigIntegerField(_("zuletzt gelesen"), default=0)
    checked_at = models.DateTimeField(_("zuletzt nachgesehen am"), null=True, blank=True)
    trouble = models.CharField(_("Störung"), max_length=16, choices=Trouble.choices, blank=True)
    troubled_since = models.DateTimeField(_("gestört seit"), null=True, blank=True)
    tried_at = models.DateTimeField(_("zuletzt versucht am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Postfach")
        verbose_name_plural = _("Postfächer")

    def __str__(self) -> str:
        return self.name


class SetAside(models.Model):
    """A mail that could not be read and still lies in the mailbox; somebody has to look for it there."""

    mailbox = models.ForeignKey(Mailbox, models.CASCADE, related_name="set_aside", verbose_name=_("Postfach"))
    uid_validity = models.PositiveBigIntegerField(_("Zählung des Servers"))
    uid = models.PositiveBigIntegerField(_("Nummer im Postfach"))
    arrived_at = models.DateTimeField(_("angekommen am"))
    size = models.PositiveBigIntegerField(_("Größe in Byte"))
    reason = models.CharField(_("Grund"), max_length=100)
    at = models.DateTimeField(_("zurückgelegt am"), default=timezone.now)
    settled_at = models.DateTimeField(_("erledigt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("unlesbare E-Mail")
        verbose_name_plural = _("unlesbare E-Mails")
        ordering = ("-at",)
        constraints = (
            models.UniqueConstraint(fields=("mailbox", "uid_validity", "uid"), name="one_set_aside_per_mail"),
        )

    def __str__(self) -> str:
        return str(_("E-Mail vom %(day)s") % {"day": f"{timezone.localtime(self.arrived_at):%d.%m.%Y %H:%M}"})
