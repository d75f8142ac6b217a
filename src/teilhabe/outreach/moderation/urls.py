"""The addresses of moderation in the workspace."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.moderation import views

app_name = "moderation"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.evidence_list, name="list"),
    path("<int:evidence>/", views.evidence_page, name="evidence"),
    path(_("<int:evidence>/weitergeben/"), views.pass_on, name="pass_on"),
    path(_("beitrag/<int:entry>/"), views.entry_page, name="entry"),
    path(_("beitrag/<int:entry>/sichern/"), views.secure, name="secure"),
    path(_("beitrag/<int:entry>/zeigen/"), views.show, name="show"),
    path(_("beitrag/<int:entry>/entfernen/"), views.take_out, name="take_out"),
    path(_("beitrag/<int:entry>/loeschen/"), views.delete_outside, name="delete_outside"),
]
