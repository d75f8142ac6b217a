"""The roles a user can hold, and which of them belong to the office's own staff."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    STATISTICIAN = "statistician", _("Statistik")
    MONITORING_OFFICER = "monitoring_officer", _("Monitoring")
    COORDINATOR = "coordinator", _("Ehrenamtskoordination")
    EDITOR = "editor", _("Redaktion")
    HEAD_OF_OFFICE = "head_of_office", _("Leitung")
    ORGANISATION_MEMBER = "organisation_member", _("Mitglied einer Organisation")
    VOLUNTEER = "volunteer", _("Ehrenamtliche Person")
    AUDITOR = "auditor", _("Prüfung")
    ADMINISTRATOR = "administrator", _("Administration")


STAFF = frozenset(Role) - {Role.ORGANISATION_MEMBER, Role.VOLUNTEER}
"""Who works in the office; a second factor is mandatory for them."""
