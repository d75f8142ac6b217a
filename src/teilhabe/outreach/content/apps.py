from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "teilhabe.outreach.content"
    label = "content"
    verbose_name = _("Informationen")
