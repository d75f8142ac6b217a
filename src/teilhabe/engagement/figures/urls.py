"""The addresses of volunteering in numbers."""

from __future__ import annotations

from django.urls import path

from teilhabe.engagement.figures import views

app_name = "volunteering_figures"
urlpatterns = [
    path("", views.files, name="files"),
    path("<str:period>.csv", views.file, name="file"),
]
