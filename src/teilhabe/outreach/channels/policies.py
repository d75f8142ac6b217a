"""Who may speak for the office on its channels."""

from __future__ import annotations

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, EXPORT, VIEW, Policy, everywhere, register
from teilhabe.core.users.roles import Role
from teilhabe.outreach.channels.models import Addressee, Dispatch

SPEAKERS = everywhere(Role.EDITOR, Role.HEAD_OF_OFFICE)
READERS = everywhere(Role.EDITOR, Role.HEAD_OF_OFFICE, Role.COORDINATOR, Role.AUDITOR)

DISPATCHES = register(
    Policy(Dispatch, {VIEW: READERS, EXPORT: READERS} | dict.fromkeys((ADD, CHANGE, DELETE), SPEAKERS))
)
ADDRESSEES = register(Policy(Addressee, {}))
