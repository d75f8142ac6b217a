from __future__ import annotations

from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "teilhabe.actors.duplicates"
    label = "duplicates"
