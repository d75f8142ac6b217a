"""Signing in with the city's own service: the way there and the way back."""

from __future__ import annotations

from allauth.socialaccount.providers.openid_connect import views
from django.urls import path

from teilhabe.core.access.routes import public

PROVIDER = {"provider_id": "oidc"}

urlpatterns = [
    path("anmelden/", public(views.login), PROVIDER, name="openid_connect_login"),
    path("zurueck/", public(views.callback), PROVIDER, name="openid_connect_callback"),
]
