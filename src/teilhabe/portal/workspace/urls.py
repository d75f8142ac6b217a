from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.portal.workspace import views

app_name = "workspace"
urlpatterns = [
    path("", views.start, name="start"),
    path(_("suche/"), views.search, name="search"),
    path(_("protokoll/"), views.log, name="log"),
    path(_("protokoll/<int:entry>/"), views.entry, name="entry"),
    path(_("verlauf/<str:target>/"), views.history, name="history"),
    path(_("nachrichten/"), views.notifications, name="notifications"),
]
