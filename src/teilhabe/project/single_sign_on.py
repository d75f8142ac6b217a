"""The city's own sign-in service (OpenID Connect) behind four settings."""

from __future__ import annotations

from typing import Any

from teilhabe.errors import InputError


def single_sign_on(issuer: str, client_id: str, client_secret: str, name: str) -> dict[str, Any]:
    """The provider as allauth wants to know it; nothing where no issuer is set. InputError where half of it is."""
    if not issuer:
        return {}
    if not client_id or not client_secret:
        raise InputError(
            "OIDC_ISSUER ist gesetzt, dann braucht es auch OIDC_CLIENT_ID und OIDC_CLIENT_SECRET.",
            "OIDC_ISSUER is set, so OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are needed too.",
        )
    app = {
        "provider_id": "oidc",
        "name": name or "OpenID Connect",
        "client_id": client_id,
        "secret": client_secret,
        "settings": {"server_url": issuer.rstrip("/"), "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
