"""Views of a list that a user keeps under a name."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from teilhabe.core.users.models import User


class SavedView(models.Model):
    """Filters and order of one list, as its query string."""

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_views", verbose_name=_("Konto"))
    table = models.CharField(_("Liste"), max_length=60)
    name = models.CharField(_("Name"), max_length=80)
    query = models.CharField(_("Auswahl"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("gespeicherte Ansicht")
        verbose_name_plural = _("gespeicherte Ansichten")
        constraints = (models.UniqueConstraint(fields=("user", "table", "name"), name="one_view_per_name"),)

    def __str__(self) -> str:
        return self.name

    @property
    def subject_id(self) -> uuid.UUID:
        return self.user_id
