from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    name = "teilhabe.core.access"
    label = "access"

    def ready(self) -> None:
        autodiscover_modules("policies", "slots")
        from teilhabe.core.access import checks  # registers the check of the routes

        assert checks
