"""Slots of moderation: channels say here how what was said on them is hidden there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from teilhabe.core.extensions import Slot
from teilhabe.outreach.inbox.models import Entry


@dataclass(frozen=True)
class Hider:
    """`address` is where the entry is to be seen.

    `tell` and `delete` are called in the transaction that changed the entry, and enqueue a job: `tell` makes the place
    outside show or hide it as `hidden_at` says; `delete` removes it there for good.
    """

    label: str
    address: str
    tell: Callable[[Entry], None]
    delete: Callable[[Entry], None]


HIDERS: Slot[[Entry], Hider] = Slot("where an entry can be hidden")
