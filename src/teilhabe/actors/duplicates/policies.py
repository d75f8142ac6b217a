"""Who may look through possible duplicates and decide about them."""

from __future__ import annotations

from teilhabe.actors.duplicates.models import PossibleDuplicate
from teilhabe.actors.policies import COORDINATION
from teilhabe.core.access.policy import CHANGE, VIEW, Policy, register

POSSIBLE_DUPLICATES = register(Policy(PossibleDuplicate, {VIEW: COORDINATION, CHANGE: COORDINATION}))
