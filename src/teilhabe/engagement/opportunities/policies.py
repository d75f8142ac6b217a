"""Who may see and change what volunteers are needed for."""

from __future__ import annotations

from teilhabe.actors.policies import COORDINATION
from teilhabe.core.access.policy import (
    ADD,
    CHANGE,
    DELETE,
    EXPORT,
    OWN_ORGANISATION,
    VIEW,
    Policy,
    everywhere,
    register,
)
from teilhabe.core.users.roles import STAFF, Role
from teilhabe.engagement.opportunities.models import Opportunity, Requirement, Translation

# Of its own opportunities an organisation may do everything but put them out: `actions` asks the office for that.
OFFICE_AND_MEMBERS = {**COORDINATION, Role.ORGANISATION_MEMBER: OWN_ORGANISATION}
READERS = {**everywhere(*STAFF), Role.ORGANISATION_MEMBER: OWN_ORGANISATION}

OPPORTUNITIES = register(
    Policy(
        Opportunity,
        {VIEW: READERS, ADD: OFFICE_AND_MEMBERS, CHANGE: OFFICE_AND_MEMBERS, EXPORT: COORDINATION},
        organisation="organisation",
    )
)
TRANSLATIONS = register(
    Policy(
        Translation,
        {VIEW: READERS, ADD: OFFICE_AND_MEMBERS, CHANGE: OFFICE_AND_MEMBERS, DELETE: OFFICE_AND_MEMBERS},
        organisation="opportunity__organisation",
    )
)
REQUIREMENTS = register(
    Policy(
        Requirement,
        {VIEW: READERS, ADD: OFFICE_AND_MEMBERS, CHANGE: OFFICE_AND_MEMBERS, DELETE: OFFICE_AND_MEMBERS},
        organisation="opportunity__organisation",
    )
)
