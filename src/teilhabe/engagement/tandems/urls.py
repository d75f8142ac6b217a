"""The addresses of tandems in the workspace."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.tandems import views

app_name = "tandems"
urlpatterns = [
    path("", views.tandems, name="tandems"),
    path("<int:tandem>/", views.tandem, name="tandem"),
    path(_("<int:tandem>/kennengelernt/"), views.meet, name="meet"),
    path(_("<int:tandem>/vereinbaren/"), views.agree, name="agree"),
    path(_("<int:tandem>/absage/"), views.decline, name="decline"),
    path(_("<int:tandem>/nachgefragt/"), views.check_in, name="check_in"),
    path(_("<int:tandem>/treffen/"), views.meeting, name="meeting"),
    path(_("<int:tandem>/beenden/"), views.end, name="end"),
    path(_("begleitete/"), views.clients, name="clients"),
    path(_("begleitete/neu/<uuid:person>/"), views.client_add, name="client_add"),
    path(_("begleitete/<int:client>/"), views.client, name="client"),
    path(_("begleitete/<int:client>/aendern/"), views.client_change, name="client_change"),
    path(_("begleitete/<int:client>/uebergeben/"), views.hand_over, name="hand_over"),
    path(_("begleitete/<int:client>/beenden/"), views.leave, name="leave"),
    path(_("begleitete/<int:client>/wieder/"), views.wait_again, name="wait_again"),
    path(_("begleitete/<int:client>/vorschlagen/"), views.propose, name="propose"),
    path(_("wer-ist-das/<int:identity>/"), views.identity, name="identity"),
    path(_("passt-fuer/<int:volunteer>/"), views.suitable, name="suitable"),
    path(_("wuensche/<int:volunteer>/"), views.wishes, name="wishes"),
]
