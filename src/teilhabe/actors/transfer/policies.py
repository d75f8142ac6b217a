"""Who may take over lists of people."""

from __future__ import annotations

from teilhabe.actors.policies import COORDINATION
from teilhabe.actors.transfer.models import PeopleImport
from teilhabe.core.access.policy import ADD, CHANGE, DELETE, VIEW, Policy, register

IMPORTS = register(
    Policy(PeopleImport, {VIEW: COORDINATION, ADD: COORDINATION, CHANGE: COORDINATION, DELETE: COORDINATION})
)
