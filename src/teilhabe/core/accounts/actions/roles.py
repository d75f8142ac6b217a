"""Give and take roles; the last administrator stays, and nobody cuts off the branch they sit on."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE, DELETE
from teilhabe.core.accounts.sessions import end_sessions
from teilhabe.core.audit.action import Action, By
from teilhabe.core.users.models import Membership, Organisation, User
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError


def require_another_administrator(user: User, by: By) -> None:
    """InputError where `user` is the one who acts, or the only administrator who can sign in."""
    if user == by:
        raise InputError(
            "Das können Sie bei Ihrem eigenen Konto nicht tun. Bitten Sie eine andere Person aus der Administration.",
            "You cannot do this to your own account. Please ask another administrator.",
        )
    # Locked, so that two administrators cannot remove each other at the same moment.
    administrators = list(Membership.objects.select_for_update().filter(role=Role.ADMINISTRATOR, user__is_active=True))
    if {each.user_id for each in administrators} == {user.pk}:
        raise InputError(
            "Eine Person muss die Administration behalten. Geben Sie die Rolle zuerst einer anderen Person.",
            "Somebody has to stay administrator. Please give the role to somebody else first.",
        )


@dataclass(frozen=True, kw_only=True)
class GrantRole(Action[Membership]):
    verb = ADD
    sentence = _("hat eine Rolle vergeben: {target}")
    user_row: User
    role: Role
    organisation_row: Organisation | None = None

    @property
    def target(self) -> type[Membership]:
        return Membership

    def perform(self) -> Membership:
        if (self.role is Role.ORGANISATION_MEMBER) != (self.organisation_row is not None):
            raise InputError(
                "Eine Organisation gehört zur Rolle „Mitglied einer Organisation“ und zu keiner anderen.",
                "An organisation belongs to the role “member of an organisation” and to no other.",
            )
        held, is_new = Membership.objects.get_or_create(
            user=self.user_row, role=self.role, organisation=self.organisation_row
        )
        if not is_new:
            raise InputError("Das Konto hat diese Rolle schon.", "The account has this role already.")
        return held

    def organisation(self) -> Organisation | None:
        return self.organisation_row


@dataclass(frozen=True, kw_only=True)
class RevokeRole(Action[None]):
    verb = DELETE
    sentence = _("hat eine Rolle entzogen: {target}")
    membership: Membership

    @property
    def target(self) -> Membership:
        return self.membership

    def perform(self) -> None:
        if self.membership.role == Role.ADMINISTRATOR:
            require_another_administrator(self.membership.user, self.by)
        self.membership.delete()

    def organisation(self) -> Organisation | None:
        return self.membership.organisation


@dataclass(frozen=True, kw_only=True)
class Deactivate(Action[User]):
    """Nobody signs in with the account any more; whoever is in is out at once."""

    verb = DELETE
    sentence = _("hat das Konto von „{target}“ gesperrt")
    user_row: User

    @property
    def target(self) -> User:
        return self.user_row

    def perform(self) -> User:
        require_another_administrator(self.user_row, self.by)
        self.user_row.is_active = False
        self.user_row.save(update_fields=["is_active"])
        end_sessions(self.user_row)
        return self.user_row


@dataclass(frozen=True, kw_only=True)
class Activate(Action[User]):
    verb = DELETE
    sentence = _("hat das Konto von „{target}“ wieder freigegeben")
    user_row: User

    @property
    def target(self) -> User:
        return self.user_row

    def perform(self) -> User:
        self.user_row.is_active = True
        self.user_row.save(update_fields=["is_active"])
        return self.user_row


@dataclass(frozen=True, kw_only=True)
class ChangeName(Action[User]):
    verb = CHANGE
    sentence = _("hat Name oder Sprache des Kontos von „{target}“ geändert")
    user_row: User
    full_name: str
    language: str

    @property
    def target(self) -> User:
        return self.user_row

    def is_allowed(self) -> bool:
        return self.by == self.user_row or super().is_allowed()

    def perform(self) -> User:
        self.user_row.name, self.user_row.language = self.full_name, self.language
        self.user_row.save(update_fields=["name", "language"])
        return self.user_row
