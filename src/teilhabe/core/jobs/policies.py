"""Who may see the queue and try a job again."""

from __future__ import annotations

from teilhabe.core.access.policy import CHANGE, DELETE, VIEW, Policy, everywhere, register
from teilhabe.core.jobs.models import Job
from teilhabe.core.users.roles import Role

JOBS = register(
    Policy(
        Job,
        {
            VIEW: everywhere(Role.ADMINISTRATOR, Role.AUDITOR, Role.HEAD_OF_OFFICE),
            CHANGE: everywhere(Role.ADMINISTRATOR),
            DELETE: everywhere(Role.ADMINISTRATOR),
        },
    )
)
