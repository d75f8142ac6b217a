from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "teilhabe.core.jobs"
    label = "jobs"
    verbose_name = _("Aufträge")

    def ready(self) -> None:
        autodiscover_modules("jobs")
