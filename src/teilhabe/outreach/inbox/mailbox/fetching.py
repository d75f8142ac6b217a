"""New mails are fetched, read and received, each for itself: one that cannot be read keeps no other one waiting."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import OperationalError, transaction
from django.utils import timezone

from teilhabe.outreach.inbox.files.checking import File
from teilhabe.outreach.inbox.mailbox.arriving import arrive
from teilhabe.outreach.inbox.mailbox.models import Mailbox, SetAside
from teilhabe.outreach.inbox.mailbox.reading import read
from teilhabe.outreach.inbox.mailbox.server import Folder, Found, Unreachable, opened

logger = logging.getLogger("teilhabe.mailbox")

MOST_SECONDS = 45
"""Then the rest waits for the next minute."""
PAUSE_AFTER_LOGIN = timedelta(minutes=15)
"""Servers lock an account for which a wrong password is tried again and again."""


@dataclass(frozen=True)
class Place:
    """Where a mail lies in the folder, as the server counts."""

    uid_validity: int
    uid: int


def fetch_new() -> int:
    """How many mails were fetched; a server that cannot be asked is a trouble on record, no failure."""
    if settings.IMAP is None:
        return 0
    mailbox, _is_new = Mailbox.objects.get_or_create(name=settings.IMAP.name)
    if _waits(mailbox):
        return 0
    try:
        with opened() as folder:
            return _fetch(mailbox, folder)
    except Unreachable as failure:
        _note(mailbox, failure.reason)
        return 0


def _waits(mailbox: Mailbox) -> bool:
    is_login = mailbox.trouble == Mailbox.Trouble.LOGIN
    return is_login and mailbox.tried_at is not None and timezone.now() < mailbox.tried_at + PAUSE_AFTER_LOGIN


def _note(mailbox: Mailbox, trouble: str) -> None:
    now = timezone.now()
    mailbox.troubled_since = (mailbox.troubled_since or now) if trouble else None
    mailbox.trouble, mailbox.tried_at = trouble, now
    mailbox.save(update_fields=["trouble", "troubled_since", "tried_at"])


def _fetch(mailbox: Mailbox, folder: Folder) -> int:
    """What came since; where the server counts anew, or for the first time, what nobody has read or is recent."""
    began, validity, newest = timezone.now(), folder.uid_validity, folder.newest_uid
    is_counted = mailbox.uid_validity == validity
    uids = folder.uids_after(mailbox.last_uid) if is_counted else folder.uids_unseen(mailbox.checked_at)
    count = 0
    for uid in _in_time(uids):
        _take(mailbox, folder, Place(validity, uid))
        if is_counted:
            Mailbox.objects.filter(pk=mailbox.pk).update(last_uid=uid)
        count += 1
    if count == len(uids):
        last = uids[-1] if is_counted and uids else mailbox.last_uid if is_counted else newest
        mailbox.uid_validity, mailbox.last_uid, mailbox.checked_at = validity, last, began
        mailbox.save(update_fields=["uid_validity", "last_uid", "checked_at"])
    _note(mailbox, "")
    return count


def _in_time(uids: list[int]) -> Iterator[int]:
    end = time.monotonic() + MOST_SECONDS
    for uid in uids:
        if time.monotonic() > end:
            return
        yield uid


def _take(mailbox: Mailbox, folder: Folder, place: Place) -> None:
    """Marked as read only once it is stored: killed in between, it is fetched again and has no second effect."""
    found = folder.fetch(place.uid)
    if found is None:
        return
    is_stored = _is_stored(mailbox, place, found)
    (folder.mark_as_read if is_stored else folder.mark_for_somebody)(place.uid)


def _is_stored(mailbox: Mailbox, place: Place, found: Found) -> bool:
    try:
        with transaction.atomic():
            _receive(found)
    except OperationalError:
        raise
    except OSError as error:  # the disk: nothing about this mail
        raise OperationalError from error
    except Exception as error:  # noqa: BLE001  # whatever a stranger's mail makes fail, the others are read
        # Neither the mail nor its words: the text of an error may repeat them.
        logger.error("A mail could not be read: %s (number %s)", type(error).__name__, place.uid)
        _set_aside(mailbox, place, found, type(error).__name__)
        return False
    return True


def _receive(found: Found) -> None:
    mail = read(found.content, settings.INBOX_ADDRESS)
    if not found.is_whole:
        mail = replace(mail, files=(File("E-Mail", b"", "message/rfc822", found.size),))
    arrive(mail, _not_later(found.arrived_at))


def _not_later(moment: datetime) -> datetime:
    return min(moment, timezone.now())


def _set_aside(mailbox: Mailbox, place: Place, found: Found, reason: str) -> None:
    SetAside.objects.get_or_create(
        mailbox=mailbox,
        uid_validity=place.uid_validity,
        uid=place.uid,
        defaults={"arrived_at": found.arrived_at, "size": found.size, "reason": reason[:100]},
    )
