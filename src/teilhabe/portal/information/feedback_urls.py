"""The public addresses of feedback."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from teilhabe.portal.information import feedback, question

urlpatterns: list[URLPattern | URLResolver] = [
    path(_("rueckmeldung/"), feedback.feedback, name="feedback"),
    path(_("frage/"), question.ask, name="question"),
    path(_("frage/weiter/"), question.again, name="question_again"),
    path(_("antwort/"), feedback.answers, name="answers"),
    path(_("antwort/<str:code>/"), feedback.answer, name="answer"),
]
