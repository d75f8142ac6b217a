"""Who may see and change what was proved and signed."""

from __future__ import annotations

from teilhabe.actors.policies import COORDINATION
from teilhabe.core.access.policy import ADD, CHANGE, DELETE, OWN, VIEW, Policy, everywhere, register
from teilhabe.core.users.roles import STAFF, Role
from teilhabe.engagement.checks.models import CertificateRequest, Declaration, DeclarationText, Inspection

# "Protected from the access of those who have no business with it" (§ 72a (5) SGB VIII): not even the head of office.
COORDINATORS = everywhere(Role.COORDINATOR)

INSPECTIONS = register(
    Policy(Inspection, {VIEW: COORDINATORS, ADD: COORDINATORS, CHANGE: COORDINATORS, DELETE: COORDINATORS})
)
REQUESTS = register(
    Policy(CertificateRequest, {VIEW: COORDINATORS, ADD: COORDINATORS, CHANGE: COORDINATORS, DELETE: COORDINATORS})
)
TEXTS = register(Policy(DeclarationText, {VIEW: everywhere(*STAFF), ADD: COORDINATION}))
DECLARATIONS = register(
    Policy(
        Declaration,
        {VIEW: {**COORDINATION, Role.VOLUNTEER: OWN}, ADD: COORDINATION, DELETE: COORDINATION},
        owner="volunteer__person__user",
    )
)
