"""Who may see and change shifts and who comes to them."""

from __future__ import annotations

from teilhabe.actors.policies import COORDINATION
from teilhabe.core.access.policy import ADD, CHANGE, DELETE, EXPORT, OWN, OWN_ORGANISATION, VIEW, Policy, register
from teilhabe.core.users.roles import Role
from teilhabe.engagement.opportunities.policies import OFFICE_AND_MEMBERS, READERS
from teilhabe.engagement.shifts.models import Call, Incident, Series, Shift, SignUp

KEEPERS = {VIEW: READERS, ADD: OFFICE_AND_MEMBERS, CHANGE: OFFICE_AND_MEMBERS, DELETE: OFFICE_AND_MEMBERS}
CONCERNED = {**COORDINATION, Role.ORGANISATION_MEMBER: OWN_ORGANISATION, Role.VOLUNTEER: OWN}

SERIES = register(Policy(Series, KEEPERS, organisation="opportunity__organisation"))
SHIFTS = register(Policy(Shift, KEEPERS, organisation="opportunity__organisation"))
SIGN_UPS = register(
    Policy(
        SignUp,
        {VIEW: CONCERNED, ADD: CONCERNED, CHANGE: CONCERNED, EXPORT: COORDINATION},
        organisation="shift__opportunity__organisation",
        owner="volunteer__person__user",
    )
)
CALLS = register(
    Policy(
        Call,
        {VIEW: {**COORDINATION, Role.VOLUNTEER: OWN}, ADD: COORDINATION, CHANGE: {**COORDINATION, Role.VOLUNTEER: OWN}},
        owner="volunteer__person__user",
    )
)
# Whoever is there writes it down; to read it is for the coordination alone.
INCIDENTS = register(
    Policy(
        Incident,
        {VIEW: COORDINATION, ADD: {**COORDINATION, Role.ORGANISATION_MEMBER: OWN_ORGANISATION}},
        organisation="shift__opportunity__organisation",
    )
)
