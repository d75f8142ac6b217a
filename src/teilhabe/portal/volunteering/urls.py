"""The public addresses of volunteering."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.portal.volunteering import arriving, offering, signing_up, views
from teilhabe.portal.volunteering.feeds import views as feeds

app_name = "volunteering"
urlpatterns = [
    path("", views.search, name="search"),
    path(_("helfen/"), offering.help_out, name="help"),
    path(_("spenden/"), offering.give, name="give"),
    path(_("da/"), arriving.arrived, name="arrived"),
    path(_("termine.ics"), feeds.calendar, name="calendar"),
    path("freiwilligendatenbank.csv", feeds.table, name="table"),
    path("<int:opportunity>/", views.opportunity, name="opportunity"),
    path(_("<int:opportunity>/anfragen/"), offering.ask, name="ask"),
    path(_("<int:opportunity>/termin/<int:shift>/"), signing_up.sign_up, name="sign_up"),
    path(_("<int:opportunity>/termin/<int:shift>.ics"), feeds.one, name="date"),
]
