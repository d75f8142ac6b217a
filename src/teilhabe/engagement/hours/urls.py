"""The addresses of given time."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.hours import own, views

app_name = "hours"
urlpatterns = [
    path("", views.hours, name="list"),
    path(_("summen/"), views.sums, name="totals"),
    path(_("melden/"), views.report, name="report"),
    path(_("melden/<slug:token>/"), own.report, name="report_own"),
    path("<int:entry>/", views.entry, name="entry"),
    path(_("<int:entry>/bestaetigen/"), views.approve, name="approve"),
    path(_("<int:entry>/nicht-bestaetigen/"), views.decline, name="decline"),
    path(_("<int:entry>/zuruecknehmen/"), views.withdraw, name="withdraw"),
]
