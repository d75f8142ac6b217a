"""The addresses of events, places and urgent notices in the workspace."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.content.views import events, places, urgent

urlpatterns: list[URLPattern | URLResolver] = [
    path(_("<int:item>/termine/"), events.event_dates, name="event_dates"),
    path(_("<int:item>/ort/"), places.place, name="place"),
    path(_("dringend/"), urgent.urgent, name="urgent"),
    path(_("dringend/neu/<slug:block>/"), urgent.urgent_add, name="urgent_add"),
    path(_("dringend/<int:item>/verlaengern/"), urgent.urgent_extend, name="urgent_extend"),
    path(_("dringend/<int:item>/beenden/"), urgent.urgent_end, name="urgent_end"),
    path(_("dringend/bausteine/<slug:language>/"), urgent.urgent_wordings, name="urgent_wordings"),
    path(_("dringend/bausteine/<slug:language>/<slug:block>/"), urgent.urgent_confirm, name="urgent_confirm"),
]
