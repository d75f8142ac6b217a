"""What readers send: a press on yes or no, or a message whose code they take along.

No Action: nobody known to us acts here. The row is its own record, and the log stays with what the office does.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.feedback.codes import code_hash, new_code
from teilhabe.outreach.feedback.models import Feedback

MOST_CHARACTERS = 4000
LONGEST_PATH = 300


@dataclass(frozen=True)
class Page:
    """What the feedback is about: an item, "" for none, on a page of the site, in a site language."""

    key: str
    path: str
    language: str

    @property
    def item(self) -> InfoItem | None:
        return InfoItem.objects.filter(key=self.key).first() if self.key else None


def note_press(page: Page, *, was_helpful: bool) -> None:
    """Counted and done: nobody has to answer it."""
    Feedback.objects.create(
        item=page.item, path=page.path, language=page.language, was_helpful=was_helpful, closed_at=timezone.now()
    )


def take_message(page: Page, text: str, *, is_spam: bool = False) -> str:
    """The code under which the answer can be read: it is here once and nowhere else."""
    code = new_code()
    Feedback.objects.create(
        item=page.item,
        path=page.path,
        language=page.language,
        is_message=True,
        text=text,
        code_hash=code_hash(code),
        is_spam=is_spam,
    )
    return code
