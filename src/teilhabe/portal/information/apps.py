from __future__ import annotations

from django.apps import AppConfig


class InformationConfig(AppConfig):
    name = "teilhabe.portal.information"
    label = "information"
