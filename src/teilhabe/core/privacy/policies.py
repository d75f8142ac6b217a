"""Who may see what is kept, what was deleted, and everything about one person."""

from __future__ import annotations

from django.db.models import Model

from teilhabe.core.access.policy import DELETE, EXPORT, VIEW, Policy, everywhere, policy_of, register
from teilhabe.core.privacy.models import DeletionProof
from teilhabe.core.privacy.subjects import account_of, human_behind
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import STAFF

DELETION_PROOFS = register(Policy(DeletionProof, {VIEW: everywhere(*STAFF)}))


def may_see_everything_about(user: User, row: Model) -> bool:
    """Those who may pass such data on or erase them, and everybody about themselves (Art. 15 GDPR)."""
    policy = policy_of(type(row))
    return is_about(user, row) or policy.may(user, EXPORT, row) or policy.may(user, DELETE, row)


def is_about(user: User, row: Model) -> bool:
    """Whether this row is the user, or the person behind the account."""
    return user.is_active and user.pk in {subject.key for subject in human_behind(row)}


def may_erase(user: User, row: Model) -> bool:
    return policy_of(type(row)).may(user, DELETE, row)


def may_erase_account(user: User, row: Model) -> bool:
    """A volunteer's account goes with the person; those of staff are ended by the administration only."""
    account = account_of(row)
    if not isinstance(account, User):
        return False
    return not account.standing.is_staff or policy_of(User).may(user, DELETE, account)
