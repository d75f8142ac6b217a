from __future__ import annotations

from django.apps import AppConfig


class TransferConfig(AppConfig):
    name = "teilhabe.actors.transfer"
    label = "transfer"
