"""Reads about feedback: what waits, what an asker gets under a code, how helpful an item was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from teilhabe.core.users.models import User
from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.feedback.codes import code_hash, folded
from teilhabe.outreach.feedback.models import Feedback
from teilhabe.outreach.feedback.policies import FEEDBACK
from teilhabe.outreach.languages import is_rtl, language_of

URGENT_AFTER_WORKING_DAYS = 3
GERMAN = "de"

State = Feedback.State
CONDITIONS: dict[str, Q] = {
    State.OPEN: Q(is_spam=False, closed_at=None, answered_at=None, emptied_at=None),
    State.ANSWERED: Q(is_spam=False) & ~Q(answered_at=None),
    State.CLOSED: Q(is_spam=False, answered_at=None) & ~Q(closed_at=None),
    State.EXPIRED: Q(is_spam=False, answered_at=None, closed_at=None) & ~Q(emptied_at=None),
    State.SPAM: Q(is_spam=True),
}
"""How a state is looked for; the same that `Feedback.state` says of a row."""


@dataclass(frozen=True)
class Answer:
    """What an asker finds under their code; `language` is that of `text`, which is German where no other was given."""

    state: Feedback.State
    closing: str
    text: str
    language: str
    question: str
    item_id: int | None
    asked_at: datetime
    answered_at: datetime | None

    @property
    def is_rtl(self) -> bool:
        return is_rtl(self.language)


def answer_under(code: str) -> Answer | None:
    """None for a code that nobody was given and for one whose time is over: we cannot tell them apart any more."""
    if not folded(code):
        return None
    found = Feedback.objects.filter(is_message=True, code_hash=code_hash(code)).first()
    if found is None:
        return None
    is_given = found.state is State.ANSWERED
    return Answer(
        state=State.CLOSED if found.is_spam and found.closed_at else State.OPEN if found.is_spam else found.state,
        closing=found.closing,
        text=(found.answer or found.answer_original) if is_given else "",
        language=language_of(found.language) if found.answer else GERMAN,
        question=found.text,
        item_id=found.item_id,
        asked_at=found.at,
        answered_at=found.answered_at,
    )


def messages_of(user: User) -> QuerySet[Feedback]:
    """Messages with a text, those in the dustbin too, each with how helpful readers found its item."""
    presses = Feedback.objects.filter(item=OuterRef("item"), was_helpful__isnull=False).values("item")
    counted = presses.annotate(yes=Count("pk", filter=Q(was_helpful=True)), all=Count("pk"))
    rows: QuerySet[Feedback] = FEEDBACK.reach(user).filter(is_message=True)
    return (
        rows.select_related("item", "answered_by")
        .prefetch_related("item__variants")
        .annotate(
            presses_yes=Subquery(counted.values("yes"), output_field=IntegerField()),
            presses=Subquery(counted.values("all"), output_field=IntegerField()),
        )
    )


def open_messages() -> QuerySet[Feedback]:
    return Feedback.objects.filter(CONDITIONS[State.OPEN], is_message=True)


def overdue(rows: QuerySet[Feedback], today: date) -> bool:
    """Whether one of them has waited longer than three working days."""
    oldest = rows.order_by("at").values_list("at", flat=True).first()
    return oldest is not None and working_days(timezone.localdate(oldest), today) > URGENT_AFTER_WORKING_DAYS


def working_days(first: date, last: date) -> int:
    """Mondays to Fridays after `first` up to `last`."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 for day in days)


@dataclass(frozen=True)
class Helpful:
    """How readers of one site language pressed."""

    language: str
    yes: int
    no: int


def helpful_by_language(item: InfoItem) -> Sequence[Helpful]:
    rows = Feedback.objects.filter(item=item, was_helpful__isnull=False, is_spam=False).values("language")
    counted = rows.annotate(yes=Count("pk", filter=Q(was_helpful=True)), no=Count("pk", filter=Q(was_helpful=False)))
    return [Helpful(**row) for row in counted.order_by(-F("yes") - F("no"), "language")]


@dataclass(frozen=True)
class Record:
    """How the office answered so far; `expired` messages went unanswered when their time was over."""

    received: int
    answered: int
    expired: int

    @property
    def unanswered_percent(self) -> int:
        return round(100 * self.expired / self.received) if self.received else 0


def record() -> Record:
    return Record(
        **Feedback.objects.filter(is_message=True, is_spam=False).aggregate(
            received=Count("pk"),
            answered=Count("pk", filter=~Q(answered_at=None)),
            expired=Count("pk", filter=CONDITIONS[State.EXPIRED]),
        )
    )
