from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class InformationConfig(AppConfig):
    name = "teilhabe.portal.information"
    label = "information"

    def ready(self) -> None:
        import_module("teilhabe.portal.information.frame")  # fills its slot
