from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PrivacyConfig(AppConfig):
    name = "teilhabe.core.privacy"
    label = "privacy"

    def ready(self) -> None:
        autodiscover_modules("personal")
        from teilhabe.core.privacy import checks, forgetting  # they register themselves

        assert checks
        assert forgetting
