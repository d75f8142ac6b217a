"""The address of a file that came with a message."""

from __future__ import annotations

from django.urls import path

from teilhabe.outreach.inbox.attachments import views

app_name = "attachments"
urlpatterns = [path("<int:attachment>/", views.file, name="file")]
