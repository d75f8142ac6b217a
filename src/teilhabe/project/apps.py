from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "teilhabe.project"

    def ready(self) -> None:
        from teilhabe.project import lookups, translations  # needs the settings

        translations.install()
        lookups.install()
