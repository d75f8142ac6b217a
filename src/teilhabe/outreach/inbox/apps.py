from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class InboxConfig(AppConfig):
    name = "teilhabe.outreach.inbox"
    label = "inbox"
    verbose_name = _("Posteingang")

    def ready(self) -> None:
        from teilhabe.outreach.inbox.search.index import lay

        post_migrate.connect(lay, sender=self)
