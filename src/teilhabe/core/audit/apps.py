from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "teilhabe.core.audit"
    label = "audit"
