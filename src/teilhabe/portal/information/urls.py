"""The public addresses of information."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.portal.information import delivery_urls, feedback_urls, views

app_name = "information"
urlpatterns = [
    path("", views.home, name="home"),
    path(_("suche/"), views.search, name="search"),
    path(_("neues/"), views.news, name="news"),
    path(_("termine/"), views.events, name="events"),
    path(_("termine/<int:year>/<int:month>/"), views.month, name="month"),
    path(_("orte/"), views.places_page, name="places"),
    path(_("rubrik/<slug:key>/"), views.category, name="category"),
    *delivery_urls.urlpatterns,
    *feedback_urls.urlpatterns,
    path(_("seite/<slug:key>/"), views.item, name="item"),
]
