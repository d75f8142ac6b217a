from __future__ import annotations

from django.apps import AppConfig


class LetterboxConfig(AppConfig):
    name = "teilhabe.outreach.inbox.letterbox"
    label = "letterbox"
