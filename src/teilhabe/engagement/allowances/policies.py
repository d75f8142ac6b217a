"""Who may see and note what was paid."""

from __future__ import annotations

from teilhabe.actors.policies import COORDINATION
from teilhabe.core.access.policy import ADD, DELETE, EXPORT, OWN, VIEW, Policy, register
from teilhabe.core.users.roles import Role
from teilhabe.engagement.allowances.models import AllowancePayment

# What others pay is no business of an organisation: even its own payments stand beside the total of all.
PAYMENTS = register(
    Policy(
        AllowancePayment,
        {
            VIEW: {**COORDINATION, Role.VOLUNTEER: OWN},
            ADD: COORDINATION,
            DELETE: COORDINATION,
            EXPORT: COORDINATION,
        },
        owner="volunteer__person__user",
    )
)
