from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PicturesConfig(AppConfig):
    name = "teilhabe.outreach.pictures"
    label = "pictures"
    verbose_name = _("Bilder")
