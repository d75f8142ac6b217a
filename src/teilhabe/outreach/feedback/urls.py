"""The addresses of feedback in the workspace."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.feedback import views

app_name = "feedback"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.feedback_list, name="list"),
    path("<int:feedback>/", views.message, name="message"),
    path(_("<int:feedback>/antworten/"), views.answer, name="answer"),
    path(_("<int:feedback>/erledigen/"), views.close, name="close"),
    path(_("<int:feedback>/oeffnen/"), views.reopen, name="reopen"),
    path(_("<int:feedback>/papierkorb/"), views.throw_away, name="throw_away"),
]
