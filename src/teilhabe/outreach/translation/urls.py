"""The addresses of the translation workspace in the workspace."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "translation"
urlpatterns: list[URLPattern | URLResolver] = []
