"""The addresses of shifts in the workspace."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.shifts import feeds, views

app_name = "shifts"
urlpatterns = [
    path("", views.shifts, name="list"),
    path(_("tag/<str:day>/"), views.day, name="day"),
    path(_("neu/<int:opportunity>/"), views.add, name="add"),
    path("<int:shift>/", views.shift, name="shift"),
    path(_("<int:shift>/termin.ics"), feeds.one, name="calendar"),
    path(_("<int:shift>/aendern/"), views.change, name="change"),
    path(_("<int:shift>/absagen/"), views.cancel, name="cancel"),
    path(_("<int:shift>/anmelden/"), views.sign_up, name="sign_up"),
    path(_("<int:shift>/einspringen/"), views.call, name="call"),
    path(_("<int:shift>/vorfall/"), views.incident, name="incident"),
    path(_("anmeldungen/<int:sign_up>/<slug:word>/"), views.mark, name="mark"),
]
