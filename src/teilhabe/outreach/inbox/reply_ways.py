"""The ways to answer that the inbox brings itself: what was said on the telephone or in the office is only noted."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.outreach.inbox.extensions import REPLY_WAYS, ReplyWay
from teilhabe.outreach.inbox.models import Conversation, Entry, Way

SPOKEN = (Way.PHONE, Way.VISIT)


@REPLY_WAYS.fill
def spoken(conversation: Conversation) -> Iterator[ReplyWay]:
    """Whoever left a number or came can be told; everybody else only where the number is known some other way."""
    if (
        conversation.way in SPOKEN
        or conversation.sender_key.startswith(("phone:", "mobile:"))
        or conversation.person_id
    ):
        yield ReplyWay(Way.PHONE, _("am Telefon gesagt (wird nur notiert)"), note_as_said)
    if conversation.way == Way.VISIT:
        yield ReplyWay(Way.VISIT, _("persönlich gesagt (wird nur notiert)"), note_as_said)


def note_as_said(entry: Entry) -> None:
    """It has reached the person already."""
    entry.delivery, entry.delivered_at = "", timezone.now()
    entry.save(update_fields=["delivery", "delivered_at"])
