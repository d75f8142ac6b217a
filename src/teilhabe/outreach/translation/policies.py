"""Who may translate and keep the glossary."""

from __future__ import annotations

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, EXPORT, VIEW, Policy, everywhere, register
from teilhabe.core.users.roles import STAFF, Role
from teilhabe.outreach.translation.models import Remembered, Term

TRANSLATORS = everywhere(Role.EDITOR, Role.HEAD_OF_OFFICE)

TERMS = register(
    Policy(
        Term,
        {VIEW: everywhere(*STAFF), ADD: TRANSLATORS, CHANGE: TRANSLATORS, DELETE: TRANSLATORS, EXPORT: TRANSLATORS},
    )
)
MEMORY = register(Policy(Remembered, {VIEW: TRANSLATORS, DELETE: TRANSLATORS}))
