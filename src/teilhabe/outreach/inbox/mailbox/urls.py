"""The addresses of what the mailbox could not read."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.inbox.mailbox import views

app_name = "mailbox"
urlpatterns = [
    path("", views.set_aside, name="set_aside"),
    path(_("<int:mail>/erledigt/"), views.settle, name="settle"),
]
