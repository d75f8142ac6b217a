"""Who may see and change accounts and roles, and who may enter the pages of the libraries."""

from __future__ import annotations

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, OWN, VIEW, Policy, everywhere, register
from teilhabe.core.access.routes import declare, only
from teilhabe.core.users.models import Membership, User
from teilhabe.core.users.roles import Role

ADMINISTRATION = everywhere(Role.ADMINISTRATOR)

USERS = register(
    Policy(
        User,
        {
            VIEW: {**dict.fromkeys(Role, OWN), **ADMINISTRATION, **everywhere(Role.AUDITOR)},
            ADD: ADMINISTRATION,
            CHANGE: {**dict.fromkeys(Role, OWN), **ADMINISTRATION},
            DELETE: ADMINISTRATION,
        },
        owner="pk",
    )
)
MEMBERSHIPS = register(
    Policy(
        Membership,
        {
            VIEW: {**dict.fromkeys(Role, OWN), **ADMINISTRATION, **everywhere(Role.AUDITOR)},
            ADD: ADMINISTRATION,
            CHANGE: ADMINISTRATION,
            DELETE: ADMINISTRATION,
        },
        owner="user",
    )
)

declare({"admin:": only(Role.ADMINISTRATOR)})
