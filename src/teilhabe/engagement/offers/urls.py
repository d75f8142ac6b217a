"""The addresses of offers in the workspace."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.offers import views

app_name = "offers"
urlpatterns = [
    path("", views.offers, name="offers"),
    path(_("aufnehmen/"), views.note, name="note"),
    path(_("textbausteine/"), views.add_snippets, name="add_snippets"),
    path(_("gespraech/<int:conversation>/"), views.from_conversation, name="from_conversation"),
    path("<int:offer>/", views.offer, name="offer"),
    path(_("<int:offer>/aendern/"), views.change, name="change"),
    path(_("<int:offer>/weiter/"), views.go_on, name="go_on"),
    path(_("<int:offer>/zustaendig/"), views.assign, name="assign"),
    path(_("<int:offer>/ehrenamt/"), views.make_volunteer, name="make_volunteer"),
    path(_("<int:offer>/antworten/"), views.answer, name="answer"),
]
