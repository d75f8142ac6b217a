"""When the workspace writes mails to somebody about what waits for them."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from teilhabe.core.users.models import User


class MailChoice(models.Model):
    """What one user chose; without a row it is `DAILY`."""

    class Rhythm(models.TextChoices):
        NEVER = "never", _("nie")
        DAILY = "daily", _("einmal am Tag, montags bis freitags um 7 Uhr")
        AT_ONCE = "at once", _("einmal am Tag, und sofort, wenn etwas dringend ist")

    user = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="mail_choice", verbose_name=_("Konto")
    )
    rhythm = models.CharField(_("E-Mails kommen"), max_length=16, choices=Rhythm.choices, default=Rhythm.DAILY)
    # How many of what is urgent were told already, by address: nobody is told the same twice.
    told = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("Wahl der E-Mail-Nachrichten")
        verbose_name_plural = _("Wahl der E-Mail-Nachrichten")

    def __str__(self) -> str:
        return str(self.Rhythm(self.rhythm).label)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.user_id
