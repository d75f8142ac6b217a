"""Who may see and change tandems; who a client is, only their own coordinator may know."""

from __future__ import annotations

from teilhabe.actors.policies import COORDINATION
from teilhabe.core.access.policy import ADD, CHANGE, DELETE, EXPORT, OWN, VIEW, Policy, everywhere, register
from teilhabe.core.users.roles import Role
from teilhabe.engagement.tandems.models import CheckIn, Client, ClientIdentity, Meeting, Tandem, VolunteerWishes

COORDINATORS = everywhere(Role.COORDINATOR)
THEIR_OWN = {Role.COORDINATOR: OWN}

# Everybody who coordinates sees who waits, by pseudonym; decisions are those of the client's own coordinator.
CLIENTS = register(
    Policy(
        Client, {VIEW: COORDINATION, ADD: COORDINATORS, CHANGE: THEIR_OWN, EXPORT: COORDINATION}, owner="coordinator"
    )
)
# Not the head of office, not the administration, not another coordinator; and nobody takes it out in a list.
IDENTITIES = register(
    Policy(
        ClientIdentity,
        {VIEW: THEIR_OWN, ADD: COORDINATORS, CHANGE: THEIR_OWN, DELETE: THEIR_OWN},
        owner="client__coordinator",
    )
)
WISHES = register(Policy(VolunteerWishes, {VIEW: COORDINATION, ADD: COORDINATION, CHANGE: COORDINATION}))
TANDEMS = register(
    Policy(
        Tandem, {VIEW: COORDINATION, ADD: COORDINATORS, CHANGE: THEIR_OWN, EXPORT: COORDINATION}, owner="coordinator"
    )
)
CHECK_INS = register(
    Policy(CheckIn, {VIEW: COORDINATION, ADD: THEIR_OWN, CHANGE: THEIR_OWN}, owner="tandem__coordinator")
)
MEETINGS = register(
    Policy(Meeting, {VIEW: COORDINATION, ADD: THEIR_OWN, CHANGE: THEIR_OWN}, owner="tandem__coordinator")
)
