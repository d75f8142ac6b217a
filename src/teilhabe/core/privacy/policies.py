"""Who may see what is kept and what was deleted."""

from __future__ import annotations

from teilhabe.core.access.policy import VIEW, Policy, everywhere, register
from teilhabe.core.privacy.models import DeletionProof
from teilhabe.core.users.roles import STAFF

DELETION_PROOFS = register(Policy(DeletionProof, {VIEW: everywhere(*STAFF)}))
