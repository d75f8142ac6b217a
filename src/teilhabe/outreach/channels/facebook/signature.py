"""Whether a call of the webhook comes from Facebook: HMAC-SHA256 over the raw bytes, under the app's secret. Pure."""

from __future__ import annotations

import hashlib
import hmac

PREFIX = "sha256="


def signature_of(body: bytes, secret: str) -> str:
    """As Facebook writes it in `X-Hub-Signature-256`."""
    return PREFIX + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def is_genuine(body: bytes, told: str, secret: str) -> bool:
    """Compared in constant time; without a secret nothing is genuine."""
    return bool(secret) and hmac.compare_digest(signature_of(body, secret).encode(), told.encode())
