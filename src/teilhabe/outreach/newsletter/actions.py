"""Writes of the office about the newsletter: draft an issue, decide about mails nobody knows of, erase an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.core.jobs.queue import revive
from teilhabe.errors import InputError
from teilhabe.outreach.channels.actions import ComposeDispatch
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.newsletter import sending
from teilhabe.outreach.newsletter.halting import halted_jobs_of
from teilhabe.outreach.newsletter.models import Subscription
from teilhabe.outreach.newsletter.selectors import KEY, undecided
from teilhabe.outreach.newsletter.writing import issue


@dataclass(frozen=True, kw_only=True)
class DraftIssue(Action[Sequence[Dispatch]]):
    """One draft for each language, to be read before it goes out; `items` by language, none of them empty."""

    verb = ADD
    sentence = _("hat eine Ausgabe des Rundbriefs entworfen")
    items: Mapping[str, Sequence[InfoItem]]
    topics: Sequence[str] = ()

    @property
    def target(self) -> type[Dispatch]:
        return Dispatch

    def perform(self) -> Sequence[Dispatch]:
        audience: dict[str, object] = {"topics": list(self.topics), "languages": list(self.items)}
        return [
            ComposeDispatch(
                by=self.by,
                channel=KEY,
                item=items[0] if len(items) == 1 else None,
                draft=replace(issue(items, language), audience=audience),
                is_draft=True,
            ).run()
            for language, items in self.items.items()
        ]


@dataclass(frozen=True, kw_only=True)
class DecideMails(Action[int]):
    """Of the mails of which nobody knows: they count as sent, or go out once more with the Message-ID they have."""

    verb = CHANGE
    sentence = _("hat über E-Mails von „{target}“ entschieden, von denen niemand weiß, ob sie angekommen sind")
    dispatch: Dispatch
    are_out: bool

    @property
    def target(self) -> Dispatch:
        return self.dispatch

    def perform(self) -> int:
        rows = undecided(self.dispatch)
        count = rows.count()
        if not count:
            raise InputError("Es ist nichts mehr zu entscheiden.", "There is nothing left to decide.")
        if self.are_out:
            rows.update(sent_at=F("attempted_at"))
        else:
            sending.send_again(self.dispatch, rows)
        return count


@dataclass(frozen=True, kw_only=True)
class GoOnSending(Action[None]):
    """An issue that came to a halt goes on; what was begun and has no answer still waits for a decision."""

    verb = CHANGE
    sentence = _("lässt „{target}“ weiter versenden")
    dispatch: Dispatch

    @property
    def target(self) -> Dispatch:
        return self.dispatch

    def perform(self) -> None:
        jobs = list(halted_jobs_of(self.dispatch))
        if not jobs:
            raise InputError("Der Versand läuft schon oder ist fertig.", "It is being sent already, or is done.")
        for each in jobs:
            revive(each)


@dataclass(frozen=True, kw_only=True)
class EraseSubscription(Action[None]):
    """At the wish of its owner: the address and everything about it."""

    verb = CHANGE
    sentence = _("hat auf Wunsch ein {target} gelöscht")
    unlogged = frozenset({"address", "token", "language", "topics"})
    subscription: Subscription

    @property
    def target(self) -> Subscription:
        return self.subscription

    def perform(self) -> None:
        self.subscription.delete()

    def after(self, row: Any) -> dict[str, Any]:
        return {}
