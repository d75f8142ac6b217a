from __future__ import annotations

from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "teilhabe.actors"
    label = "actors"
