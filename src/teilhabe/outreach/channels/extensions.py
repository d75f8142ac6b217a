"""Slots on the page of a dispatch: what a channel of its own app says about what became of it."""

from __future__ import annotations

from teilhabe.core.extensions import Section, Slot
from teilhabe.core.users.models import User
from teilhabe.outreach.channels.models import Dispatch

DISPATCH_SECTIONS: Slot[[Dispatch, User], Section] = Slot("sections of a dispatch's page")
