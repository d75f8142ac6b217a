"""The addresses of the channels in the workspace."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.channels.views import composing, correcting, dispatches

app_name = "channels"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", dispatches.dispatches, name="list"),
    path(_("neu/<int:item>/"), composing.compose_item, name="compose"),
    path(_("berichtigen/"), correcting.corrections, name="corrections"),
    path("<int:dispatch>/", dispatches.dispatch, name="dispatch"),
    path(_("<int:dispatch>/aendern/"), composing.change, name="change"),
    path(_("<int:dispatch>/absenden/"), dispatches.send, name="send"),
    path(_("<int:dispatch>/nicht-planen/"), dispatches.cancel, name="cancel"),
    path(_("<int:dispatch>/draussen/"), dispatches.confirm_sent, name="confirm_sent"),
    path(_("<int:dispatch>/stehen-lassen/"), dispatches.let_stand, name="let_stand"),
    path(_("<int:dispatch>/zurueckziehen/"), dispatches.recall, name="recall"),
    path(_("<int:dispatch>/verwerfen/"), dispatches.remove, name="remove"),
]
