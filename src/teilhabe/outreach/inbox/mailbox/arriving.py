"""A mail that was read takes its place in the inbox; the same one again, from whichever folder, has no effect."""

from __future__ import annotations

from datetime import datetime, timedelta

from teilhabe.outreach.inbox.extensions import BOUNCES, ERRANDS
from teilhabe.outreach.inbox.files.checking import check_all
from teilhabe.outreach.inbox.mailbox.origins import Origin
from teilhabe.outreach.inbox.mailbox.reading import Mail
from teilhabe.outreach.inbox.models import Conversation, Entry, Way
from teilhabe.outreach.inbox.receiving import Incoming, Sender, receive

MOST_PER_HOUR = 30
"""Mails of one sender; what comes beyond lies in the dustbin, where it can be seen: two programs may be talking."""
_FOR_NOBODY = (Origin.LIST, Origin.REPLY, Origin.BOUNCE)
"""What waits for no answer: where it begins a conversation, that lies in the dustbin from the beginning."""


def arrive(mail: Mail, at: datetime) -> None:
    """`at` is when the server got it: the date in a mail is what its writer's clock says."""
    if mail.origin is Origin.OURSELVES:
        return
    if mail.bounce is not None and BOUNCES.collect(mail.bounce):
        return
    if mail.bounce is None and ERRANDS.collect(mail.subject_line):
        return
    sender = Sender(mail.sender.name, "mail" if mail.sender.address else "", mail.sender.address)
    is_for_nobody = mail.origin in _FOR_NOBODY or _has_written_too_much(sender, at)
    receive(
        Incoming(
            way=Way.MAIL,
            external_id=mail.message_id,
            arrival_id=f"{mail.message_id[:250]} {mail.digest}",
            text=mail.text,
            quoted=mail.quoted,
            at=at,
            sender=sender,
            subject_line=mail.subject_line,
            language=mail.language,
            answers=mail.answers,
            reply_token=mail.reply_token,
            is_spam=is_for_nobody,
            is_quiet=is_for_nobody,
            is_automatic=mail.origin is not Origin.PERSON,
            files=tuple(check_all(mail.files)),
        )
    )


def _has_written_too_much(sender: Sender, at: datetime) -> bool:
    if not sender.key:
        return False
    earlier = Entry.objects.filter(kind=Entry.Kind.INCOMING, way=Way.MAIL, at__gt=at - timedelta(hours=1), at__lte=at)
    conversations = Conversation.objects.filter(sender_key=sender.key)
    return earlier.filter(conversation__in=conversations).count() >= MOST_PER_HOUR
