"""The addresses of events, places and urgent notices in the workspace."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.content.views import events, places

urlpatterns: list[URLPattern | URLResolver] = [
    path(_("<int:item>/termine/"), events.event_dates, name="event_dates"),
    path(_("<int:item>/ort/"), places.place, name="place"),
]
