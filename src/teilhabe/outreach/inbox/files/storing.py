"""Where attachments lie: among the uploads, so that backups hold them, under names that tell nothing."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils import timezone

SETTLED = timedelta(hours=1)
"""After this long nobody is still storing the message to which a file belongs."""


def folder() -> Path:
    return Path(settings.VAR_DIR) / "uploads" / "attachments"


class AttachmentStorage(FileSystemStorage):
    """Files that only the process may read, in a folder that no web server serves."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> Path:  # asked anew each time: tests move the folder
        return folder()

    @property
    def location(self) -> str:
        return str(folder())


def new_name() -> str:
    return secrets.token_hex(16)


def sweep(known: set[str]) -> int:
    """Remove files that belong to no attachment, as a crash leaves them; how many."""
    youngest = (timezone.now() - SETTLED).timestamp()
    orphans = [file for file in folder().glob("*") if file.name not in known and file.stat().st_mtime < youngest]
    for file in orphans:
        file.unlink(missing_ok=True)
    return len(orphans)
