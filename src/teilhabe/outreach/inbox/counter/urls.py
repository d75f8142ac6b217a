"""The addresses of the counter."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.inbox.counter import views

app_name = "counter"
urlpatterns = [
    path("", views.note, name="note"),
    path(_("wer/"), views.callers, name="callers"),
]
