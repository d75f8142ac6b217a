"""The page about the page on Facebook, in the workspace."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.channels.facebook import views

app_name = "facebook_office"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.page, name="page"),
    path(_("pruefen/"), views.check_now, name="check_now"),
]
