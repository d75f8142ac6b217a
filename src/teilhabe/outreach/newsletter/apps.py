from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    name = "teilhabe.outreach.newsletter"
    label = "newsletter"
    verbose_name = _("Rundbrief")

    def ready(self) -> None:
        from teilhabe.outreach.channels.registry import add
        from teilhabe.outreach.newsletter import bounces  # noqa: F401  # fills its slot
        from teilhabe.outreach.newsletter.channel import Newsletter

        add(Newsletter())
