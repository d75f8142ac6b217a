"""From a dispatch to the letterboxes of its readers: many mails, each of them once, whatever dies in between.

A job sends a part and asks for the next one, so that other work takes its turn and a limit per minute holds without
anybody waiting. Each mail has its Message-ID from the beginning, and its attempt is stored before the first byte goes
out, its answer after: for a few mails at once, because a disk that is asked for each of them is the slowest of all.
What has an attempt and no answer is sent again by nobody but a person who has seen it (`actions.DecideMails`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from email.utils import make_msgid

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.jobs.job import enqueue, job
from teilhabe.core.jobs.models import Job
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.newsletter import bounces
from teilhabe.outreach.newsletter.audience import readers_of
from teilhabe.outreach.newsletter.composing import issue_of
from teilhabe.outreach.newsletter.lines import NOT_HANDED_OVER, TAKEN, Answer, Lines
from teilhabe.outreach.newsletter.models import Delivery
from teilhabe.outreach.newsletter.printing import Plate

LINES = 4
AT_ONCE = 40
"""So many mails are under way between two looks at the disk: as many may be undecided after a crash."""
PART = 2000
ADDRESSED_AT_ONCE = 500
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 20, 60, 240, 720, 1440))
"""Before each further round for those whose server asked us to come back later."""


class MailServerGone(Exception):
    """The mail server takes no connection, or nothing from us."""


def order(dispatch: Dispatch) -> None:
    """Have it sent, in the caller's transaction; asked twice it is sent once."""
    _enqueue(dispatch.pk, "first", 0, 0)


def is_ordered(dispatch: Dispatch) -> bool:
    return Job.objects.filter(key=_key(dispatch.pk, "first", 0, 0)).exists()


@job(max_attempts=17, label=_("Rundbrief versenden"), in_transaction=False)
def deliver(dispatch_pk: int, chain: str, round_number: int, part: int) -> None:
    """One part of one round; the next one is asked for in the end. `chain` tells one order from the next."""
    dispatch = Dispatch.objects.select_related("corrects").filter(pk=dispatch_pk).first()
    if dispatch is None:
        return
    began = timezone.now()
    if chain == "first" and round_number == 0:
        address(dispatch)
    per_minute: int = settings.NEWSLETTER_PER_MINUTE
    send_some(dispatch, round_number, per_minute or PART)
    pass_over_who_left(dispatch)
    if _due(dispatch, round_number).exists():
        _enqueue(dispatch_pk, chain, round_number, part + 1, began + timedelta(minutes=1) if per_minute else None)
    elif round_number < len(PAUSES) and _due(dispatch, round_number + 1).exists():
        _enqueue(dispatch_pk, chain, round_number + 1, 0, timezone.now() + PAUSES[round_number])


def _enqueue(dispatch_pk: int, chain: str, round_number: int, part: int, run_after: datetime | None = None) -> None:
    key = _key(dispatch_pk, chain, round_number, part)
    enqueue(deliver, dispatch_pk, chain, round_number, part, key=key, run_after=run_after)


def _key(*parts: object) -> str:
    return " ".join(("newsletter", *map(str, parts)))


def address(dispatch: Dispatch) -> None:
    """One delivery for each reader, with its Message-ID; goes on where it was interrupted."""
    bounces.forgive()
    last = dispatch.deliveries.aggregate(last=Max("subscription_id"))["last"] or 0
    left = (key for key in readers_of(dispatch) if key > last)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    for keys in _batches(list(left), ADDRESSED_AT_ONCE):
        Delivery.objects.bulk_create(
            Delivery(dispatch=dispatch, subscription_id=key, message_id=make_msgid(domain=domain)) for key in keys
        )


def _batches(keys: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))


def send_some(dispatch: Dispatch, round_number: int, most: int) -> None:
    """At most so many mails of this round. MailServerGone where nothing can be handed over now."""
    plate = Plate(issue_of(dispatch))
    answered: list[tuple[Delivery, Answer]] = []
    with Lines(LINES) as lines:
        for done in range(0, most, AT_ONCE):
            begun = _noted_and_begun(answered, dispatch, round_number, min(AT_ONCE, most - done))
            answered = _handed_over(lines, plate, begun)
            if not begun:
                break
        note(answered)


@transaction.atomic
def _noted_and_begun(
    answered: Sequence[tuple[Delivery, Answer]], dispatch: Dispatch, round_number: int, most: int
) -> list[Delivery]:
    """What became of the last mails, and the next ones marked as begun, in one transaction."""
    note(answered)
    rows = _due(dispatch, round_number).select_for_update(of=("self",)).select_related("subscription")
    begun = list(rows.order_by("pk")[:most])
    _rows(begun).update(attempted_at=timezone.now(), attempts=F("attempts") + 1, reply_code=None)
    return begun


def _handed_over(lines: Lines, plate: Plate, begun: Sequence[Delivery]) -> list[tuple[Delivery, Answer]]:
    mails = [plate.mail(each.subscription.address, each.message_id, each.subscription.token) for each in begun]
    answers = lines.send(mails)
    if begun and set(answers) == {NOT_HANDED_OVER}:
        _rows(begun).update(attempted_at=None, attempts=F("attempts") - 1)
        raise MailServerGone
    return list(zip(begun, answers, strict=True))


@transaction.atomic
def note(answered: Iterable[tuple[Delivery, Answer]]) -> None:
    """Store what the mail server said. What it did not say stays open: begun, and nobody knows."""
    by_answer: dict[Answer, list[Delivery]] = {}
    for delivery, answer in answered:
        by_answer.setdefault(answer, []).append(delivery)
    for answer, deliveries in by_answer.items():
        _note(answer, deliveries)


def _note(answer: Answer, deliveries: Sequence[Delivery]) -> None:
    rows = _rows(deliveries)
    if answer.code == TAKEN:
        rows.update(sent_at=timezone.now(), reply_code=TAKEN)
    elif answer.code is None:
        rows.update(attempted_at=None)
    elif 400 <= answer.code < 500:
        rows.update(attempted_at=None, reply_code=answer.code)
    elif answer.code >= 500:
        rows.update(reply_code=answer.code)
        if answer.is_about_recipient:
            for delivery in deliveries:
                bounces.note_at(delivery, answer.status)


def _due(dispatch: Dispatch, round_number: int) -> QuerySet[Delivery]:
    """What waits and has not been tried in this round; who has left meanwhile gets nothing."""
    return Delivery.objects.filter(
        dispatch=dispatch, sent_at=None, attempted_at=None, attempts__lte=round_number, subscription__ended_at=None
    )


def pass_over_who_left(dispatch: Dispatch) -> None:
    """Mails that were never begun and are not wanted any more."""
    Delivery.objects.filter(dispatch=dispatch, attempts=0, subscription__ended_at__isnull=False).delete()


def _rows(deliveries: Iterable[Delivery]) -> QuerySet[Delivery]:
    return Delivery.objects.filter(pk__in=[each.pk for each in deliveries])


def send_again(dispatch: Dispatch, deliveries: QuerySet[Delivery]) -> None:
    """Somebody has decided that these are to go out once more, with the Message-ID they have."""
    deliveries.update(attempted_at=None, attempts=0)
    _enqueue(dispatch.pk, f"again {timezone.now().timestamp():.0f}", 0, 0)
