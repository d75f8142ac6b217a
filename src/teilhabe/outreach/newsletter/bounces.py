"""What comes back by mail: the wish to leave, and mails that did not arrive.

An address that does not exist ends at once, others after some times in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.outreach.inbox.extensions import BOUNCES, ERRANDS, Bounce
from teilhabe.outreach.newsletter.models import Delivery, Subscription
from teilhabe.outreach.newsletter.subscribing import leave

LEAVE = re.compile(r"\bunsubscribe ([\w-]{22})(?![\w-])")
"""The subject line of a mail that ends a subscription."""


def most_in_a_row(status: str) -> int:
    """How many mails may fail like this, by the enhanced status code (RFC 3463), "" where there was none."""
    match status.split("."):
        case ["5", "1", _] | ["5", "2", "1"]:  # no such address; a mailbox that takes nothing any more
            return 1
        case ["4", *_] | ["5", "2", "2"] | ["5", "7", _]:  # too long away, full, or our own mails not trusted
            return 5
        case _:
            return 3


@ERRANDS.fill
def leave_by_mail(subject_line: str) -> Iterator[str]:
    """Mail programs that know no links write the mail that `List-Unsubscribe` names (RFC 2369)."""
    found = LEAVE.search(subject_line)
    if found:
        leave(found[1])
        yield _("Rundbrief")


@BOUNCES.fill
def note(bounce: Bounce) -> Iterator[str]:
    """The delivery it is about, noted once; a server that still tries changes nothing yet."""
    found = {each.message_id: each for each in Delivery.objects.filter(message_id__in=bounce.message_ids)}
    meant = next((found[each] for each in bounce.message_ids if each in found), None)
    if meant is not None:
        if bounce.is_permanent:
            note_at(meant, bounce.status)
        yield _("Rundbrief")


@transaction.atomic
def note_at(delivery: Delivery, status: str) -> None:
    """Counted once for each mail; ends the subscription where it has happened too often."""
    if not Delivery.objects.filter(pk=delivery.pk, bounced_at=None).update(bounced_at=timezone.now()):
        return
    subscription = Subscription.objects.select_for_update().get(pk=delivery.subscription_id)
    subscription.bounces += 1
    if subscription.bounces >= most_in_a_row(status) and subscription.ended_at is None:
        subscription.ended_at, subscription.ending = timezone.now(), Subscription.Ending.BOUNCED
    subscription.save(update_fields=["bounces", "ended_at", "ending"])


def forgive() -> None:
    """Whoever got the last mail begins anew: asked before the next ones go out."""
    last = Delivery.objects.filter(subscription=OuterRef("pk"), sent_at__isnull=False).order_by("-sent_at")
    failing = Subscription.objects.filter(bounces__gt=0).annotate(last=Subquery(last.values("bounced_at")[:1]))
    Subscription.objects.filter(pk__in=failing.filter(last=None).values("pk")).update(bounces=0)
