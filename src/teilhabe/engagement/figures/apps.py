from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FiguresConfig(AppConfig):
    name = "teilhabe.engagement.figures"
    label = "volunteering_figures"
    verbose_name = _("Ehrenamt in Zahlen")
