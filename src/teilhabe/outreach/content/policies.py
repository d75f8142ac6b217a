"""Who may write, review and publish information."""

from __future__ import annotations

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, EXPORT, VIEW, Policy, everywhere, register
from teilhabe.core.users.roles import STAFF, Role
from teilhabe.outreach.content.models import (
    Campaign,
    Category,
    ConfirmedWording,
    EventDates,
    Fact,
    InfoItem,
    PlaceDetails,
    Revision,
    Variant,
)

PUBLISH, REVIEW = "publish", "review"
"""Verbs of their own: let something go out, and say of somebody else's text that it may."""

WRITERS = everywhere(Role.EDITOR, Role.HEAD_OF_OFFICE)
READERS = everywhere(*STAFF)

ITEMS = register(
    Policy(
        InfoItem,
        {VIEW: READERS} | dict.fromkeys((ADD, CHANGE, DELETE, EXPORT, PUBLISH, REVIEW), WRITERS),
    )
)
VARIANTS = register(Policy(Variant, {VIEW: READERS, ADD: WRITERS, CHANGE: WRITERS, DELETE: WRITERS, PUBLISH: WRITERS}))
REVISIONS = register(Policy(Revision, {VIEW: READERS, CHANGE: WRITERS, REVIEW: WRITERS}))
FACTS = register(Policy(Fact, {VIEW: READERS, ADD: WRITERS, CHANGE: WRITERS, DELETE: WRITERS, EXPORT: WRITERS}))
CATEGORIES = register(Policy(Category, {VIEW: READERS, ADD: WRITERS, CHANGE: WRITERS, DELETE: WRITERS}))
CAMPAIGNS = register(Policy(Campaign, {VIEW: READERS, ADD: WRITERS, CHANGE: WRITERS, DELETE: WRITERS}))
EVENT_DATES = register(Policy(EventDates, {VIEW: READERS, ADD: WRITERS, CHANGE: WRITERS, DELETE: WRITERS}))
PLACE_DETAILS = register(Policy(PlaceDetails, {VIEW: READERS, ADD: WRITERS, CHANGE: WRITERS, DELETE: WRITERS}))
CONFIRMED_WORDINGS = register(Policy(ConfirmedWording, {VIEW: READERS, ADD: WRITERS, DELETE: WRITERS}))
