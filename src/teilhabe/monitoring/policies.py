"""Who may open releases to the public and close them again."""

from __future__ import annotations

from teilhabe.core.access.policy import ADD, CHANGE, VIEW, Policy, everywhere, register
from teilhabe.core.users.roles import STAFF, Role
from teilhabe.monitoring.models import Publication

PUBLICATIONS = register(
    Policy(
        Publication,
        {VIEW: everywhere(*STAFF), ADD: everywhere(Role.HEAD_OF_OFFICE), CHANGE: everywhere(Role.HEAD_OF_OFFICE)},
    )
)
