"""Django's mail settings behind a `MAIL_URL`."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from teilhabe.errors import InputError

SECURITY = {"smtp": {}, "smtp+starttls": {"EMAIL_USE_TLS": True}, "smtps": {"EMAIL_USE_SSL": True}}
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
TIMEOUT_SECONDS = 30


def mail(url: str, folder: Path) -> dict[str, Any]:
    """Settings for `smtp+starttls://name:password@host:587`; without a URL mails become files in `folder`."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": folder}
    parts = urlsplit(url)
    if parts.scheme not in SECURITY or not parts.hostname:
        raise _wrong()
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError as error:
        raise _wrong() from error
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_TIMEOUT": TIMEOUT_SECONDS,
        **SECURITY[parts.scheme],
    }


def _wrong() -> InputError:
    """Without the value: it may hold a password."""
    allowed = "smtp+starttls://name:password@host:587 (smtp, smtp+starttls, smtps)"
    return InputError(
        f"Die Einstellung MAIL_URL ist keine Adresse der Form {allowed}.",
        f"The setting MAIL_URL is no address of the form {allowed}.",
    )
