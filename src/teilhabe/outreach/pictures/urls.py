"""The addresses of pictures in the workspace."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "pictures"
urlpatterns: list[URLPattern | URLResolver] = []
