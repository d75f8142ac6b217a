"""The one address that Facebook calls; without a language, because it is told to Facebook once."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from teilhabe.outreach.channels.facebook import views

app_name = "facebook"
urlpatterns: list[URLPattern | URLResolver] = [path("webhook", views.webhook, name="webhook")]
