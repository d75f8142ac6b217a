"""The address behind the link with which a volunteer says yes or no."""

from __future__ import annotations

from django.urls import path

from teilhabe.engagement.placements.views import answering

app_name = "placement_answer"
urlpatterns = [path("<str:token>/", answering.answer, name="answer")]
