"""Who may see and answer what people offer."""

from __future__ import annotations

from teilhabe.actors.policies import COORDINATION
from teilhabe.core.access.policy import ADD, CHANGE, DELETE, EXPORT, VIEW, Policy, register
from teilhabe.engagement.offers.models import Offer

KEEPERS = COORDINATION
"""Roles that look after offers."""

OFFERS = register(
    Policy(
        Offer,
        {
            VIEW: COORDINATION,
            ADD: COORDINATION,
            CHANGE: COORDINATION,
            EXPORT: COORDINATION,
            DELETE: COORDINATION,
        },
    )
)
