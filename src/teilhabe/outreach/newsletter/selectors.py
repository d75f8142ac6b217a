"""Reads for the office: how many read what, and what became of the mails of a dispatch. No address leaves here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.newsletter.audience import active
from teilhabe.outreach.newsletter.models import Delivery, Subscription
from teilhabe.outreach.newsletter.sending import PAUSES

KEY = "newsletter"
"""Of the channel."""
UNDER_WAY = timedelta(minutes=2)
"""A mail that was begun so lately may still get its answer."""

State = Delivery.State


def conditions() -> dict[str, Q]:
    """How a state of a delivery is looked for, at this moment."""
    is_open = Q(sent_at=None, bounced_at=None)
    has_no_answer = is_open & Q(attempted_at__isnull=False, reply_code=None)
    is_given_up = Q(attempted_at=None, attempts__gt=len(PAUSES))
    late = timezone.now() - UNDER_WAY
    return {
        State.SENT: Q(sent_at__isnull=False, bounced_at=None),
        State.BOUNCED: Q(bounced_at__isnull=False),
        State.REFUSED: is_open & (Q(reply_code__gte=500) | is_given_up),
        State.UNDECIDED: has_no_answer & Q(attempted_at__lt=late),
        State.WAITING: is_open
        & (Q(attempted_at=None, attempts__lte=len(PAUSES)) | Q(attempted_at__gte=late, reply_code=None)),
    }


@dataclass(frozen=True)
class Outcome:
    """How many mails of a dispatch are in which state."""

    waiting: int = 0
    sent: int = 0
    refused: int = 0
    bounced: int = 0
    undecided: int = 0

    @property
    def total(self) -> int:
        return self.waiting + self.sent + self.refused + self.bounced + self.undecided


def outcomes(dispatches: Iterable[Dispatch]) -> Mapping[int, Outcome]:
    """By the key of the dispatch; one query."""
    counted = {str(state): Count("pk", filter=condition) for state, condition in conditions().items()}
    deliveries = Delivery.objects.filter(dispatch__in=[each.pk for each in dispatches])
    rows: Any = deliveries.values("dispatch").annotate(**counted)
    return {row["dispatch"]: Outcome(**{name: row[name] for name in counted}) for row in rows}


def undecided(dispatch: Dispatch | None = None) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(conditions()[State.UNDECIDED])
    return rows if dispatch is None else rows.filter(dispatch=dispatch)


def issues() -> QuerySet[Dispatch]:
    return Dispatch.objects.filter(channel=KEY)


@dataclass(frozen=True)
class Readership:
    """How many get the newsletter, by site language and by topic; those without a topic get all of them."""

    total: int
    unconfirmed: int
    languages: Mapping[str, int]
    topics: Mapping[str, int]
    all_topics: int

    @property
    def by_language(self) -> Sequence[tuple[str, int]]:
        """The most read first."""
        return sorted(self.languages.items(), key=lambda pair: (-pair[1], pair[0]))


def readership() -> Readership:
    rows = list(active().values_list("language", "topics"))
    return Readership(
        total=len(rows),
        unconfirmed=Subscription.objects.filter(confirmed_at=None).count(),
        languages=Counter(language for language, _topics in rows),
        topics=Counter(topic for _language, topics in rows for topic in topics),
        all_topics=sum(not topics for _language, topics in rows),
    )
