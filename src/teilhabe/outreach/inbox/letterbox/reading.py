"""What an asker finds under their code: what they wrote, what we answered, or why there is no answer in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from teilhabe.outreach.inbox.codes import code_hash, folded
from teilhabe.outreach.inbox.models import Conversation, Entry
from teilhabe.outreach.inbox.receiving import Sender
from teilhabe.outreach.languages import is_rtl

State, Kind = Conversation.State, Entry.Kind
CODE = "code"
"""The kind of a sender who is known by nothing but the code with which they wrote."""


@dataclass(frozen=True)
class Said:
    """One contribution as the asker sees it."""

    is_answer: bool
    text: str
    language: str
    at: datetime

    @property
    def is_rtl(self) -> bool:
        return is_rtl(self.language)


@dataclass(frozen=True)
class Thread:
    """`closing` says why it was done without an answer, "" otherwise; `item_id` below which item it was asked."""

    said: Sequence[Said]
    closing: str
    item_id: int | None

    @property
    def is_answered(self) -> bool:
        return any(each.is_answer for each in self.said)


def conversations_under(code: str) -> list[Conversation]:
    """The first and what was split off from it; none for a code that nobody was given, or whose time is over."""
    if not folded(code):
        return []
    rows = Conversation.objects.filter(code_hash=code_hash(code), emptied_at=None)
    return list(rows.select_related("merged_into").order_by("pk"))


def written_with(code_hash: str) -> Q:
    """Entries that were written with a code, wherever they are now: after a merge in a conversation of others."""
    return Q(sender_key=Sender(kind=CODE, address=code_hash).key)


def thread_under(code: str) -> Thread | None:
    """What was asked at first or written with this code, and the answers, also where it was merged or split.

    Nothing else from there: who gave the same address in a form need not be the same person.
    """
    found = conversations_under(code)
    if not found:
        return None
    kept = [each.merged_into or each for each in found]
    entries = Entry.objects.filter(_shown(found), hidden_at=None).order_by("at", "pk")
    said = [Said(entry.kind == Kind.ANSWER, entry.text, entry.language, entry.at) for entry in entries]
    is_closed = all(each.state == State.DONE and each.closing for each in kept)
    return Thread(said, kept[0].closing if is_closed else "", found[0].item_id)


def _shown(found: Sequence[Conversation]) -> Q:
    hashed = found[0].code_hash
    added = Entry.objects.filter(written_with(hashed))
    began = min(each.created_at for each in found)
    places = {each.merged_into_id for each in found} | set(added.values_list("conversation", flat=True))
    answers = Q(conversation__in=found) | Q(conversation__in=places - {None}, at__gte=began)
    asked = Q()
    for each in found:
        asked |= Q(conversation=each, sender_key=each.sender_key)
    return Q(answers, kind=Kind.ANSWER, is_automatic=False) | Q(asked | written_with(hashed), kind=Kind.INCOMING)
