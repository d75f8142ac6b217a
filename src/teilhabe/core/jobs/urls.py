from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.core.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.queue, name="queue"),
    path(_("erneut/"), views.retry, name="retry"),
    path(_("verwerfen/"), views.discard, name="discard"),
]
