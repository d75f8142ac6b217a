"""Who may see how helpful pages are."""

from __future__ import annotations

from teilhabe.core.access.policy import VIEW, Policy, everywhere, register
from teilhabe.core.users.roles import Role
from teilhabe.outreach.feedback.models import Feedback

FEEDBACK = register(Policy(Feedback, {VIEW: everywhere(Role.EDITOR, Role.HEAD_OF_OFFICE, Role.COORDINATOR)}))
