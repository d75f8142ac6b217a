"""Stores checked files with the entry with which they came, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.files.base import ContentFile

from teilhabe.outreach.inbox.files.checking import Checked
from teilhabe.outreach.inbox.files.storing import new_name
from teilhabe.outreach.inbox.models import Attachment, Entry


def keep(entry: Entry, files: Iterable[Checked]) -> None:
    """What was refused is named, so that somebody can ask for it."""
    for file in files:
        row = Attachment(entry=entry, name=file.name, media_type=file.media_type, size=file.size, refused=file.refused)
        if file.refused:
            row.save()
        else:
            row.file.save(new_name(), ContentFile(file.content))
