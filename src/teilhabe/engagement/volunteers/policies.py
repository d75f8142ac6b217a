"""Who may see and change what is known about volunteers."""

from __future__ import annotations

from teilhabe.actors.policies import COORDINATION
from teilhabe.core.access.policy import ADD, CHANGE, DELETE, EXPORT, OWN, VIEW, Policy, everywhere, register
from teilhabe.core.users.roles import STAFF, Role
from teilhabe.engagement.volunteers.models import Absence, Skill, Volunteer

# Organisations see who was agreed with them (Assignment) and who comes (SignUp), never the profile.
OWN_TOO = {**COORDINATION, Role.VOLUNTEER: OWN}

VOLUNTEERS = register(
    Policy(
        Volunteer,
        {VIEW: OWN_TOO, ADD: COORDINATION, CHANGE: OWN_TOO, EXPORT: COORDINATION, DELETE: COORDINATION},
        owner="person__user",
    )
)
ABSENCES = register(
    Policy(
        Absence,
        {VIEW: OWN_TOO, ADD: OWN_TOO, CHANGE: OWN_TOO, DELETE: OWN_TOO},
        owner="volunteer__person__user",
    )
)
SKILLS = register(Policy(Skill, {VIEW: everywhere(*STAFF), ADD: COORDINATION, CHANGE: COORDINATION}))
