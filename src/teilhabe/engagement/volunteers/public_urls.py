"""The address behind the link that volunteers get by mail."""

from __future__ import annotations

from django.urls import path

from teilhabe.engagement.volunteers.views import still_right

app_name = "still_right"
urlpatterns = [path("<str:token>/", still_right.page, name="page")]
