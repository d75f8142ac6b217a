"""Who may see what is kept, what was deleted, and everything about one person."""

from __future__ import annotations

from django.db.models import Model

from teilhabe.core.access.policy import DELETE, EXPORT, VIEW, Policy, everywhere, policy_of, register
from teilhabe.core.privacy.models import DeletionProof
from teilhabe.core.privacy.subjects import Human, human_behind
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
    """Administrators do not erase their own account: the last one would leave an office that nobody administers."""
    return row != user and policy_of(type(row)).may(user, DELETE, row)


def human_for(user: User, row: Model) -> Human:
    """The human being behind a row as far as this user may see everything about them.

    Coordinators say which account is a person's own; what is stored about a colleague's account is not theirs to read.
    """
    if is_about(user, row) or all(_may_handle(user, account) for account in accounts_behind(row)):
        return human_behind(row)
    return human_behind(row, with_account=False)


def may_erase_account(user: User, row: Model) -> bool:
    """A volunteer's account goes with the person; those of staff are ended by the administration only."""
    accounts = [] if isinstance(row, User) else accounts_behind(row)
    return bool(accounts) and all(_may_handle(user, account) for account in accounts)


def _may_handle(user: User, account: User) -> bool:
    return not account.standing.is_staff or may_erase(user, account)


def accounts_behind(row: Model) -> list[User]:
    """Every account of the human being, also those that were tied to merged duplicates."""
    keys = [subject.key for subject in human_behind(row) if subject.label == User._meta.label_lower]
    return list(User.objects.filter(pk__in=keys))
