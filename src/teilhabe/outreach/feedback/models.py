"""What readers pressed below a page, without an account and without a name."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.content.models import InfoItem


class Feedback(models.Model):
    """One press on yes or no, in the site language of the page; nobody can tell whose it was."""

    item = models.ForeignKey(
        InfoItem, models.SET_NULL, null=True, blank=True, related_name="feedback", verbose_name=_("Information")
    )
    path = models.CharField(_("Seite"), max_length=300, blank=True)
    language = models.CharField(_("Sprache"), max_length=16)
    was_helpful = models.BooleanField(_("war hilfreich"))
    at = models.DateTimeField(_("am"), default=timezone.now)

    class Meta:
        verbose_name = _("Ja oder Nein zu einer Seite")
        verbose_name_plural = _("Ja oder Nein zu Seiten")

    def __str__(self) -> str:
        return f"{self.path} {self.at:%Y-%m-%d}"
