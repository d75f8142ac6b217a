"""Who may see and change who was proposed for what, and who does it."""

from __future__ import annotations

from teilhabe.actors.policies import COORDINATION
from teilhabe.core.access.policy import ADD, CHANGE, EXPORT, OWN, OWN_ORGANISATION, VIEW, Policy, register
from teilhabe.core.users.roles import Role
from teilhabe.engagement.placements.models import Assignment, Proposal

# What is only proposed is between the office and the volunteer.
PROPOSALS = register(
    Policy(
        Proposal,
        {
            VIEW: {**COORDINATION, Role.VOLUNTEER: OWN},
            ADD: COORDINATION,
            CHANGE: {**COORDINATION, Role.VOLUNTEER: OWN},
            EXPORT: COORDINATION,
        },
        owner="volunteer__person__user",
    )
)
ASSIGNMENTS = register(
    Policy(
        Assignment,
        {
            VIEW: {**COORDINATION, Role.ORGANISATION_MEMBER: OWN_ORGANISATION, Role.VOLUNTEER: OWN},
            ADD: COORDINATION,
            CHANGE: COORDINATION,
            EXPORT: COORDINATION,
        },
        organisation="opportunity__organisation",
        owner="volunteer__person__user",
    )
)
