"""The public addresses of information."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "information"
urlpatterns: list[URLPattern | URLResolver] = []
