from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedSignalsConfig(AppConfig):
    name = "teilhabe.outreach.inbox.need_signals"
    label = "need_signals"
    verbose_name = _("Bedarfshinweise")
