"""The addresses of opportunities."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.opportunities import views

app_name = "opportunities"
urlpatterns = [
    path("", views.opportunities, name="list"),
    path(_("neu/"), views.add, name="add"),
    path("<int:opportunity>/", views.opportunity, name="opportunity"),
    path(_("<int:opportunity>/aendern/"), views.change, name="change"),
    path(_("<int:opportunity>/sprachen/"), views.translations, name="translations"),
    path(_("<int:opportunity>/sprachen/<slug:language>/"), views.translate, name="translate"),
    path(_("<int:opportunity>/zurueckgeben/"), views.send_back, name="send_back"),
    path(_("<int:opportunity>/schritt/<slug:step>/"), views.step, name="step"),
    path(_("stimmt-noch/<str:token>/"), views.still_right, name="still_right"),
]
