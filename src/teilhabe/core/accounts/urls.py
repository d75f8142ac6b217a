"""Signing in and out, password, second factor, sessions: django-allauth's pages in our look."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
