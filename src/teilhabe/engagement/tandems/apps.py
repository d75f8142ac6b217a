from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TandemsConfig(AppConfig):
    name = "teilhabe.engagement.tandems"
    label = "tandems"
    verbose_name = _("Patenschaften")
