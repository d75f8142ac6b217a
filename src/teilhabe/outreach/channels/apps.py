from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChannelsConfig(AppConfig):
    name = "teilhabe.outreach.channels"
    label = "channels"
    verbose_name = _("Kanäle")

    def ready(self) -> None:
        """The channels that every office has; those of upper apps and of settings add themselves."""
        from teilhabe.outreach.channels.feeds import Feeds  # needs the models
        from teilhabe.outreach.channels.mail.channel import GroupMail
        from teilhabe.outreach.channels.registry import add
        from teilhabe.outreach.channels.website import Website

        for channel in (Website(), Feeds(), GroupMail()):
            add(channel)
