"""Who may see the subscribers; an address of one's own is everybody's own business."""

from __future__ import annotations

from teilhabe.core.access.policy import CHANGE, VIEW, Policy, everywhere, register
from teilhabe.core.users.roles import Role
from teilhabe.outreach.newsletter.models import Delivery, Subscription

SENDERS = everywhere(Role.EDITOR, Role.HEAD_OF_OFFICE)

SUBSCRIPTIONS = register(Policy(Subscription, {VIEW: SENDERS, CHANGE: SENDERS}))
DELIVERIES = register(Policy(Delivery, {VIEW: SENDERS}))
