from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChecksConfig(AppConfig):
    name = "teilhabe.engagement.checks"
    label = "checks"
    verbose_name = _("Nachweise und Erklärungen")
