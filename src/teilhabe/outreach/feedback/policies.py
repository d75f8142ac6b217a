"""Who may read and answer what readers say."""

from __future__ import annotations

from teilhabe.core.access.policy import CHANGE, EXPORT, VIEW, Policy, everywhere, register
from teilhabe.core.users.roles import Role
from teilhabe.outreach.feedback.models import Feedback

ANSWERERS = everywhere(Role.EDITOR, Role.HEAD_OF_OFFICE, Role.COORDINATOR)

FEEDBACK = register(Policy(Feedback, {VIEW: ANSWERERS, CHANGE: ANSWERERS, EXPORT: ANSWERERS}))
