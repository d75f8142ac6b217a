from __future__ import annotations

from django.apps import AppConfig


class FacebookConfig(AppConfig):
    name = "teilhabe.outreach.channels.facebook"
    label = "facebook"

    def ready(self) -> None:
        from teilhabe.outreach.channels import registry  # needs the models
        from teilhabe.outreach.channels.facebook.channel import FacebookPage

        registry.add(FacebookPage())
