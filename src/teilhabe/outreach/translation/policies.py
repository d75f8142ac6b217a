"""Who may translate and keep the glossary."""

from __future__ import annotations

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, EXPORT, VIEW, Policy, everywhere, register
from teilhabe.core.users.roles import STAFF, Role
from teilhabe.outreach.translation.models import MachineRun, Remembered, SpeakerEstimate, Term

TRANSLATORS = everywhere(Role.EDITOR, Role.HEAD_OF_OFFICE)

TERMS = register(
    Policy(
        Term,
        {VIEW: everywhere(*STAFF), ADD: TRANSLATORS, CHANGE: TRANSLATORS, DELETE: TRANSLATORS, EXPORT: TRANSLATORS},
    )
)
MEMORY = register(Policy(Remembered, {VIEW: TRANSLATORS, DELETE: TRANSLATORS}))
ESTIMATES = register(Policy(SpeakerEstimate, {VIEW: everywhere(*STAFF), CHANGE: TRANSLATORS, ADD: TRANSLATORS}))
RUNS = register(Policy(MachineRun, {VIEW: everywhere(*STAFF), ADD: TRANSLATORS}))
