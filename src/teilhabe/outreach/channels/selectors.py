"""Reads of the dispatch log: the list, one dispatch, what waits for a person, where an item stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from teilhabe.core.users.models import User
from teilhabe.outreach.channels.channel import Channel
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.policies import DISPATCHES
from teilhabe.outreach.channels.registry import CHANNELS
from teilhabe.outreach.channels.truth import Wrong, now_wrong
from teilhabe.outreach.content.models import Edition, InfoItem

State = Dispatch.State
BADGES = {
    State.PLANNED: "info",
    State.SENDING: "info",
    State.SENT: "success",
    State.UNDECIDED: "warning",
    State.FAILED: "warning",
    State.RECALLING: "info",
}


def dispatches_listed(user: User) -> QuerySet[Dispatch]:
    """What the list shows, in two queries however many there are."""
    return DISPATCHES.reach(user).select_related("item", "made_by").prefetch_related("item__variants")


def to_decide() -> QuerySet[Dispatch]:
    """Of which nobody knows whether they are out."""
    return Dispatch.objects.filter(state=State.UNDECIDED)


def not_sent() -> QuerySet[Dispatch]:
    return Dispatch.objects.filter(state=State.FAILED)


def channel_name(key: str) -> str:
    channel = CHANNELS.get(key)
    return str(channel.label) if channel is not None else key


@dataclass(frozen=True)
class Mails:
    """How far the mails of a dispatch got."""

    total: int
    sent: int
    refused: int

    @property
    def waiting(self) -> int:
        return self.total - self.sent - self.refused


@dataclass(frozen=True)
class DispatchPage:
    dispatch: Dispatch
    channel: Channel | None
    wrong: Wrong | None
    corrections: tuple[Dispatch, ...]
    mails: Mails

    @property
    def badge(self) -> str:
        return BADGES.get(State(self.dispatch.state), "")


def dispatch_page(dispatch: Dispatch) -> DispatchPage:
    """Everything about one dispatch in a fixed number of queries."""
    wrong = now_wrong([dispatch]) if dispatch.state in (State.SENT, State.PLANNED, State.FAILED) else []
    counted = dispatch.addressees.aggregate(
        total=Count("pk"),
        sent=Count("pk", filter=~Q(message__sent_at=None)),
        refused=Count("pk", filter=~Q(message__refused_at=None)),
    )
    return DispatchPage(
        dispatch,
        CHANNELS.get(dispatch.channel),
        wrong[0] if wrong else None,
        tuple(dispatch.corrections.order_by("-made_at")),
        Mails(**counted),
    )


def where_it_stands(item: InfoItem) -> list[Dispatch]:
    """Its newest dispatches, whatever became of them."""
    return list(Dispatch.objects.filter(item=item).select_related("made_by")[:10])


def languages_on_the_website(item: InfoItem) -> list[str]:
    """In which languages readers of the website get it now."""
    if item.withdrawn_at is not None:
        return []
    found = Edition.objects.filter(variant__item=item).values_list("variant__language", flat=True)
    return sorted(set(found))
