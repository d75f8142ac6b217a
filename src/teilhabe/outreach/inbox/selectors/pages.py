"""All that the page of one conversation shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from teilhabe.actors.models import Person
from teilhabe.actors.policies import PERSONS
from teilhabe.actors.reaching import contact_key
from teilhabe.actors.selectors.people import matching as people_matching
from teilhabe.actors.selectors.people import people_of
from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.extensions import NavigationItem, Section
from teilhabe.core.users.models import User
from teilhabe.outreach.inbox.extensions import BECOMES, CONVERSATION_SECTIONS, ENTRY_LINKS, REPLY_WAYS, ReplyWay
from teilhabe.outreach.inbox.models import Conversation, Entry, Way
from teilhabe.outreach.inbox.policies import CONVERSATIONS
from teilhabe.outreach.inbox.search.words import searchable
from teilhabe.outreach.inbox.selectors.lists import next_open

SAME_WITHIN = timedelta(days=14)
MOST_CANDIDATES = 8


@dataclass(frozen=True)
class ShownEntry:
    """A contribution with what may be done with it; `came_with` is the conversation it was merged from, if any."""

    entry: Entry
    links: Sequence[NavigationItem] = ()
    came_with: Conversation | None = None


@dataclass(frozen=True)
class ConversationPage:
    conversation: Conversation
    entries: list[ShownEntry]
    merged: list[Conversation]
    doubles: list[Conversation]
    others: list[Conversation]
    """What the same sender asked besides."""
    ways: list[ReplyWay]
    becomes: list[NavigationItem]
    sections: list[Section]
    next_open: Conversation | None
    may_change: bool
    sees_people: bool
    seen: str = field(default="")


def conversation_page(user: User, conversation: Conversation) -> ConversationPage:
    """In a fixed number of queries, and those of the slots."""
    merged = list(conversation.merged_from.order_by("created_at"))
    entries = list(entries_of(conversation))
    relatives = of_same_sender(conversation)
    doubles = doubles_of(conversation, entries, relatives)
    return ConversationPage(
        conversation=conversation,
        entries=[_shown(entry, conversation, merged, user) for entry in entries],
        merged=merged,
        doubles=doubles,
        others=[each for each in relatives if each not in doubles],
        ways=reply_ways(conversation),
        becomes=BECOMES.collect(conversation, user),
        sections=CONVERSATION_SECTIONS.collect(conversation, user),
        next_open=next_open(user, conversation),
        may_change=CONVERSATIONS.allows(user, CHANGE),
        sees_people=PERSONS.allows(user, VIEW),
        seen=last_said(entries),
    )


def entries_of(conversation: Conversation) -> QuerySet[Entry]:
    """Its contributions and those of what was merged into it, in their order."""
    family = Q(conversation=conversation) | Q(conversation__merged_into=conversation)
    rows = Entry.objects.filter(family).select_related("author", "translated_by")
    return rows.prefetch_related("attachments").order_by("at", "pk")


def last_said(entries: Sequence[Entry]) -> str:
    """The newest contribution between us and the person: what somebody had read who answers now."""
    return str(max((entry.pk for entry in entries if entry.kind != Entry.Kind.NOTE), default=""))


def reply_ways(conversation: Conversation) -> list[ReplyWay]:
    """The ways that are still open, that on which it came first."""
    now = timezone.now()
    ways = [way for way in REPLY_WAYS.collect(conversation) if way.until is None or way.until > now]
    return sorted(ways, key=lambda way: way.key != conversation.way)


def doubles_of(
    conversation: Conversation, entries: Sequence[Entry], relatives: Sequence[Conversation]
) -> list[Conversation]:
    """Conversations in which the same sender said the same within two weeks."""
    said = {searchable(entry.text): entry.at for entry in entries if entry.kind == Entry.Kind.INCOMING and entry.text}
    if not said or not relatives:
        return []
    incoming = Entry.objects.filter(conversation__in=relatives, kind=Entry.Kind.INCOMING)
    same = {
        entry.conversation_id
        for entry in incoming.only("text", "at", "conversation_id")
        if searchable(entry.text) in said and abs(entry.at - said[searchable(entry.text)]) <= SAME_WITHIN
    }
    return [each for each in relatives if each.pk in same]


def people_who_may_be(user: User, conversation: Conversation, typed: str = "") -> list[Person]:
    """Those who can be reached under the address from which it came; with `typed`, those who match that."""
    people = people_of(user)
    if typed:
        return list(
            people.filter(pk__in=people_matching(typed)).order_by("family_name", "given_name")[:MOST_CANDIDATES]
        )
    if not conversation.sender_key:
        return []
    kind, _colon, key = conversation.sender_key.partition(":")
    reached = people.filter(contact_points__kind=kind, contact_points__key=contact_key(kind, key))
    return list(reached.distinct().order_by("family_name", "given_name")[:MOST_CANDIDATES])


def of_same_sender(conversation: Conversation) -> list[Conversation]:
    """The latest of the same sender or person."""
    same = Q()
    if conversation.sender_key:
        same |= Q(sender_key=conversation.sender_key)
    if conversation.person_id:
        same |= Q(person=conversation.person_id)
    if not same:
        return []
    rows = Conversation.objects.filter(same, merged_into=None).exclude(pk=conversation.pk)
    return list(rows.exclude(state=Conversation.State.SPAM).order_by("-last_entry_at")[:MOST_CANDIDATES])


def _shown(entry: Entry, conversation: Conversation, merged: Sequence[Conversation], user: User) -> ShownEntry:
    came_with = next((each for each in merged if each.pk == entry.conversation_id), None)
    entry.conversation = came_with or conversation
    return ShownEntry(entry, ENTRY_LINKS.collect(entry, user), came_with)


def is_spoken(way: str) -> bool:
    """Whether it happened face to face or by telephone."""
    return way in (Way.PHONE, Way.VISIT)
