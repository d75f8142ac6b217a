"""Which conversations there are for a user, how they are found, and how many wait in which way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db import connection
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, When
from django.db.models.expressions import RawSQL
from django.utils import timezone

from teilhabe.actors.models import Person
from teilhabe.core.users.models import User
from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.inbox.models import Conversation, Entry
from teilhabe.outreach.inbox.policies import CONVERSATIONS
from teilhabe.outreach.inbox.search.index import conversations_with, keys
from teilhabe.outreach.inbox.search.words import words_in

State = Conversation.State
MOST_WORDS = 6
UNDELIVERED = (Entry.Delivery.FAILED, Entry.Delivery.UNDECIDED)


def conversations_of(user: User) -> QuerySet[Conversation]:
    """Those that stand for themselves: one that was merged into another is shown there."""
    rows: QuerySet[Conversation] = CONVERSATIONS.reach(user).filter(merged_into=None)
    return rows


def listed(user: User) -> QuerySet[Conversation]:
    """The same with what a list shows; `turn` is 0 for what waits for us, 1 for them who asked, 2 for the rest."""
    turns = When(state=State.OPEN, then=0), When(state=State.WAITING, then=1)
    rows = conversations_of(user).select_related("topic", "assigned_to").defer("words")
    return rows.annotate(turn=Case(*turns, default=2, output_field=IntegerField()))


def of_person(user: User, person: Person) -> QuerySet[Conversation]:
    """Everything that somebody asked, also what was asked by those found to be the same person."""
    return listed(user).filter(Q(person=person) | Q(person__merged_into=person))


def open_about(user: User, item: InfoItem) -> QuerySet[Conversation]:
    """What readers of an item wrote and nobody has answered yet, the longest waiting first."""
    return listed(user).filter(is_about(item.pk), state=State.OPEN).order_by("created_at")


def is_about(item: int) -> Q:
    """Of an item, itself or with something that was merged into it."""
    merged = Conversation.objects.filter(item=item).exclude(merged_into=None).order_by()
    return Q(item=item) | Q(pk__in=merged.values("merged_into"))


def matching(text: str) -> RawSQL:
    """Keys of conversations in which every word begins one of theirs, in whatever script it was typed.

    Looked for at once, one query for each word: what reads the keys may do so twice. A conversation has the words of
    those that were merged into it.
    """
    words = list(dict.fromkeys(words_in(text)))[:MOST_WORDS]
    merged = Conversation.objects.exclude(merged_into=None).order_by().values_list("pk", "merged_into")
    kept = {key: into for key, into in merged if into is not None}
    found = [{kept.get(key, key) for key in conversations_with(connection, word)} for word in words]
    return keys(connection, set.intersection(*found) if found else ())


def is_overdue(now: datetime) -> Q:
    return Q(state=State.OPEN, due_at__lt=now)


def counts(user: User) -> Mapping[str, int]:
    """How many wait, by why, in one query: open ones and those waiting for a person, which an index keeps together."""
    waiting = conversations_of(user).filter(state__in=(State.OPEN, State.WAITING)).order_by()
    rows = waiting.values("state", "assigned_to").annotate(
        count=Count("pk"), overdue=Count("pk", filter=Q(due_at__lt=timezone.now()))
    )
    number: Counter[str] = Counter()
    for state, assigned_to, count, overdue in rows.values_list("state", "assigned_to", "count", "overdue"):
        number[state] += count
        if state == State.OPEN:
            number["overdue"] += overdue
            whose = {user.pk: "mine", None: "nobodys"}.get(assigned_to, "others")
            number[whose] += count
            number[f"{whose}_overdue"] += overdue
    return number


def calls_to_make(user: User) -> int:
    """How many people wait to be called back by this user today."""
    due = Q(call_back_on__lte=timezone.localdate(), assigned_to=user, state__in=(State.OPEN, State.WAITING))
    return conversations_of(user).filter(due).count()


def undelivered() -> int:
    """How many answers did not arrive, or nobody knows whether they did."""
    return Entry.objects.filter(kind=Entry.Kind.ANSWER, delivery__in=UNDELIVERED).count()


def next_open(user: User, conversation: Conversation) -> Conversation | None:
    """The one to answer after this: one's own or nobody's, the urgent ones first, then the longest due."""
    mine = Q(assigned_to=user) | Q(assigned_to=None)
    rows = conversations_of(user).filter(mine, state=State.OPEN).exclude(pk=conversation.pk)
    return rows.order_by("-is_urgent", F("due_at").asc(nulls_last=True), "pk").first()
