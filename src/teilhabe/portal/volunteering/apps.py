from __future__ import annotations

from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    name = "teilhabe.portal.volunteering"
    label = "volunteering"
