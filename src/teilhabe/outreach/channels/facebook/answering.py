"""Answers on Facebook: under the comment, or as a message; sent once, and where nobody can tell, a person decides.

Before each attempt the answer bears `TRIED` and the moment as its number outside; whoever finds that looks on
Facebook first whether it is there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from django.utils import timezone

from teilhabe.outreach.channels.facebook.client import Graph
from teilhabe.outreach.channels.facebook.failures import FacebookFailure, Silent
from teilhabe.outreach.channels.facebook.handling import SITE
from teilhabe.outreach.channels.facebook.settling import wait_until_listed
from teilhabe.outreach.channels.facebook.texts import compared, is_since
from teilhabe.outreach.inbox.losing import reopen
from teilhabe.outreach.inbox.models import Conversation, Entry, Way

TRIED = "tried:"
TRIED_FOR = timedelta(hours=6)
CLOCKS_APART = timedelta(minutes=5)
WINDOW, PRIVATE_WINDOW = timedelta(hours=24), timedelta(days=7)
LONGEST_COMMENT, LONGEST_MESSAGE = 8000, 2000


class Delivery(Protocol):
    """One way of Facebook for an answer."""

    def send(self, api: Graph, entry: Entry, answered: Entry) -> str:
        """Facebook's number of what was sent."""

    def find(self, api: Graph, entry: Entry, answered: Entry, since: datetime) -> str:
        """The same, where it is there already; "" where it is not."""


class UnderTheComment:
    def send(self, api: Graph, entry: Entry, answered: Entry) -> str:
        return str(api.post(f"{_thread(entry.conversation)}/comments", message=entry.text).get("id") or "")

    def find(self, api: Graph, entry: Entry, answered: Entry, since: datetime) -> str:
        path = f"{_thread(entry.conversation)}/comments"
        return _same(entry, api.page, api.pages(path, fields="id,message,created_time,from", limit=100), since)


@dataclass(frozen=True)
class ByMessage:
    """`to_comment`: to whoever wrote the comment, of whom we know no number on Messenger."""

    to_comment: bool = False

    def send(self, api: Graph, entry: Entry, answered: Entry) -> str:
        to = {"comment_id": answered.external_id} if self.to_comment else {"id": _number(answered)}
        words = json.dumps({"text": entry.text}, ensure_ascii=False)
        sent = api.post(f"{api.page}/messages", recipient=json.dumps(to), message=words, messaging_type="RESPONSE")
        return str(sent.get("message_id") or "")

    def find(self, api: Graph, entry: Entry, answered: Entry, since: datetime) -> str:
        fields = "messages.limit(25){id,message,created_time,from}"
        found = api.pages(f"{api.page}/conversations", platform="messenger", user_id=_number(answered), fields=fields)
        messages = [each for thread in found for each in _data(thread.get("messages"))]
        return _same(entry, api.page, messages, since)


DELIVERIES: Mapping[str, Delivery] = {
    "comment": UnderTheComment(),
    "private": ByMessage(to_comment=True),
    "messenger": ByMessage(),
}


def last_question(conversation: Conversation, before: datetime | None = None) -> Entry | None:
    """What an answer answers: what came last from outside, and is still there."""
    rows = conversation.entries.filter(kind=Entry.Kind.INCOMING, way__in=(Way.COMMENT, Way.MESSENGER))
    rows = rows.filter(at__lte=before) if before else rows
    return rows.exclude(external_id="").filter(hidden_at=None).order_by("-at", "-pk").first()


def deliver(api: Graph, entry: Entry, delivery: Delivery) -> None:
    """Once; a FacebookFailure for what is worth a retry, else the entry says how it ended.

    Where it was tried before and Facebook does not let us look, it stays open whether it was said.
    """
    answered = last_question(entry.conversation, entry.at)
    if answered is None:
        _ended(entry, Entry.Delivery.FAILED, error=str(FacebookFailure.sentence))
        return
    was_tried = entry.external_id.startswith(TRIED)
    try:
        number = _found(api, entry, answered, delivery) if was_tried else ""
        was_tried = False
        number = number or _sent(api, entry, answered, delivery)
    except FacebookFailure as failure:
        is_open = was_tried or (isinstance(failure, Silent) and failure.was_sent)
        _failed(entry, failure, is_open=is_open)
    else:
        _ended(entry, Entry.Delivery.SENT if number else Entry.Delivery.UNDECIDED, number or entry.external_id)


def _found(api: Graph, entry: Entry, answered: Entry, delivery: Delivery) -> str:
    tried_at = datetime.fromtimestamp(int(entry.external_id.removeprefix(TRIED)), tz=UTC)
    number = delivery.find(api, entry, answered, tried_at - CLOCKS_APART)
    if not number:
        wait_until_listed(tried_at)
    return number


def _sent(api: Graph, entry: Entry, answered: Entry, delivery: Delivery) -> str:
    entry.external_id = f"{TRIED}{int(timezone.now().timestamp())}"
    entry.save(update_fields=["external_id"])
    return delivery.send(api, entry, answered)


def _failed(entry: Entry, failure: FacebookFailure, *, is_open: bool) -> None:
    """What passes is raised for a while; what then is still open a person decides."""
    if failure.is_passing and timezone.now() < entry.at + TRIED_FOR:
        raise failure
    state = Entry.Delivery.UNDECIDED if is_open else Entry.Delivery.FAILED
    _ended(entry, state, entry.external_id if is_open else "", failure.told())


def _ended(entry: Entry, state: Entry.Delivery, number: str = "", error: str = "") -> None:
    entry.delivery, entry.external_id, entry.delivery_error = state, number, error[:300]
    entry.delivered_at = timezone.now() if state == Entry.Delivery.SENT else None
    entry.save(update_fields=["delivery", "external_id", "delivery_error", "delivered_at"])
    if state != Entry.Delivery.SENT:
        reopen(Entry.objects.filter(pk=entry.pk))


def _same(entry: Entry, page: str, said: Iterable[Mapping[str, Any]], since: datetime) -> str:
    """The number of what the page has said in the same words since then, and no other answer is known by."""
    words = compared(entry.text)
    numbers = [
        str(each["id"])
        for each in said
        if each.get("id") and _author(each) == page and compared(each.get("message")) == words
        and is_since(each.get("created_time"), since)
    ]  # fmt: skip
    known = set(Entry.objects.filter(external_id__in=numbers).values_list("external_id", flat=True))
    return next((number for number in numbers if number not in known), "")


def _author(said: Mapping[str, Any]) -> str:
    author = said.get("from")
    return str(author.get("id")) if isinstance(author, Mapping) else ""


def _data(value: object) -> list[Mapping[str, Any]]:
    data = value.get("data") if isinstance(value, Mapping) else None
    return [each for each in data if isinstance(each, Mapping)] if isinstance(data, list) else []


def _thread(conversation: Conversation) -> str:
    return conversation.path.removeprefix(f"{SITE}/")


def _number(entry: Entry) -> str:
    """Facebook's number of whoever wrote it, for this page only."""
    return entry.sender_key.partition(":")[2]
