"""Who may hide what was said in public, and see the evidence."""

from __future__ import annotations

from teilhabe.core.access.policy import ADD, CHANGE, EXPORT, VIEW, Policy, everywhere, register
from teilhabe.core.users.roles import Role
from teilhabe.outreach.moderation.models import Evidence

MODERATORS = everywhere(Role.EDITOR, Role.HEAD_OF_OFFICE)

EVIDENCE = register(
    Policy(Evidence, {VIEW: MODERATORS, ADD: MODERATORS, CHANGE: MODERATORS, EXPORT: everywhere(Role.HEAD_OF_OFFICE)})
)
