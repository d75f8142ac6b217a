"""A press on yes or no is counted and done: nobody has to answer it.

No Action: nobody known to us acts here. The row is its own record, and the log stays with what the office does.
"""

from __future__ import annotations

from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.feedback.models import Feedback


def note_press(key: str, path: str, language: str, *, was_helpful: bool) -> None:
    """`key` is that of the item on the page, "" for none; `language` is the site language."""
    item = InfoItem.objects.filter(key=key).first() if key else None
    Feedback.objects.create(item=item, path=path, language=language, was_helpful=was_helpful)
