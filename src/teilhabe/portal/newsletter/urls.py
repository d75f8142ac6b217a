"""The public addresses of the newsletter."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from teilhabe.portal.newsletter import views

app_name = "subscription"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.subscribe, name="subscribe"),
    path(_("bestaetigen/<str:token>/"), views.confirm, name="confirm"),
    path(_("abmelden/<str:token>/"), views.leave, name="leave"),
    path(_("einstellungen/<str:token>/"), views.preferences, name="preferences"),
]
