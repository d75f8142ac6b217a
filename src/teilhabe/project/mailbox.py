"""The mailbox behind an `IMAP_ADDRESS`."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from teilhabe.errors import InputError

PORTS = {"imaps": 993, "imap+starttls": 143, "imap": 143}


@dataclass(frozen=True)
class Imap:
    """A folder on a mail server; its password is a setting of its own."""

    security: str
    host: str
    port: int
    user: str
    folder: str

    @property
    def name(self) -> str:
        """By which its state is kept; no secret."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"[:300]


def imap(address: str) -> Imap | None:
    """`imaps://name@host:993/Folder`; None for "". The folder is INBOX where none is named."""
    if not address:
        return None
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise _wrong() from error
    if not parts.hostname or not parts.username or parts.password:
        raise _wrong()
    folder = unquote(parts.path.strip("/")) or "INBOX"
    return Imap(parts.scheme, parts.hostname, port, unquote(parts.username), folder)


def _wrong() -> InputError:
    """Without the value: somebody may have written the password into it."""
    allowed = "imaps://name@host:993/INBOX (imaps, imap+starttls, imap)"
    return InputError(
        f"Die Einstellung IMAP_ADDRESS ist keine Adresse der Form {allowed}. Das Kennwort steht in IMAP_PASSWORD.",
        f"The setting IMAP_ADDRESS is no address of the form {allowed}. The password stands in IMAP_PASSWORD.",
    )
