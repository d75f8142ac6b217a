from __future__ import annotations

from django.apps import AppConfig


class SubscriptionConfig(AppConfig):
    name = "teilhabe.portal.newsletter"
    label = "subscription"
