"""The addresses behind a volunteer's personal link."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.shifts import feeds, own

app_name = "own_shifts"
urlpatterns = [
    path(_("widerrufen/"), own.withdrawn, name="withdrawn"),
    path("<slug:token>/", own.page, name="page"),
    path(_("<slug:token>/kalender.ics"), feeds.own, name="calendar"),
    path(_("<slug:token>/<int:sign_up>/absagen/"), own.cancel, name="cancel"),
    path(_("<slug:token>/da/"), own.arrived, name="arrived"),
    path(_("<slug:token>/bitte/<int:call>/"), own.answer, name="answer"),
    path(_("<slug:token>/einwilligung-widerrufen/"), own.withdraw, name="withdraw"),
]
