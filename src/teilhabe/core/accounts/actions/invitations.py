"""Invite somebody, invite anew, take it back, accept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE, DELETE
from teilhabe.core.accounts.letters import invitation_letter
from teilhabe.core.accounts.models import Invitation, new_token
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import Membership, Organisation, User
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError


@dataclass(frozen=True, kw_only=True)
class Invite(Action[User]):
    """An account with roles, and a letter with its link; `site` is the address of the site, no slash at its end."""

    verb = ADD
    sentence = _("hat „{target}“ eingeladen")
    email: str
    full_name: str
    language: str
    roles: frozenset[Role]
    organisation_row: Organisation | None = None
    site: str
    token: str = field(default_factory=new_token, repr=False)

    @property
    def target(self) -> type[User]:
        return User

    def perform(self) -> User:
        self._require_sense()
        user = User.objects.create_user(self.email, name=self.full_name, language=self.language)
        for role in sorted(self.roles):
            home = self.organisation_row if role is Role.ORGANISATION_MEMBER else None
            Membership.objects.create(user=user, role=role, organisation=home)
        invitation_letter(Invitation.objects.issue(user, self.token), self.token, self.site)
        return user

    def _require_sense(self) -> None:
        if not self.roles:
            raise InputError("Bitte wählen Sie mindestens eine Rolle.", "Please choose at least one role.")
        if Role.ORGANISATION_MEMBER in self.roles and self.organisation_row is None:
            raise InputError("Bitte wählen Sie die Organisation.", "Please choose the organisation.")
        if User.objects.filter(email=self.email.strip().lower()).exists():
            raise InputError(
                "Zu dieser E-Mail-Adresse gibt es schon ein Konto.", "There is an account with this address already."
            )

    def after(self, row: Any) -> dict[str, Any]:
        return {**super().after(row), "roles": sorted(self.roles)}

    def organisation(self) -> Organisation | None:
        return self.organisation_row


@dataclass(frozen=True, kw_only=True)
class InviteAnew(Action[User]):
    """A new letter; the link in the former one dies."""

    verb = ADD
    sentence = _("hat „{target}“ noch einmal eingeladen")
    user_row: User
    site: str
    token: str = field(default_factory=new_token, repr=False)

    @property
    def target(self) -> User:
        return self.user_row

    def perform(self) -> User:
        if self.user_row.last_login or not self.user_row.is_active:
            raise InputError("Dieses Konto braucht keine Einladung.", "This account needs no invitation.")
        invitation_letter(Invitation.objects.issue(self.user_row, self.token), self.token, self.site)
        return self.user_row


@dataclass(frozen=True, kw_only=True)
class WithdrawInvitation(Action[None]):
    """The account that nobody has used yet goes, and its link with it."""

    verb = DELETE
    sentence = _("hat die Einladung von „{target}“ zurückgenommen")
    user_row: User

    @property
    def target(self) -> User:
        return self.user_row

    def perform(self) -> None:
        if self.user_row.last_login or not Invitation.objects.filter(user=self.user_row, accepted_at=None).exists():
            raise InputError("Die Einladung ist schon angenommen.", "The invitation has been accepted already.")
        self.user_row.delete()


@dataclass(frozen=True, kw_only=True)
class AcceptInvitation(Action[User]):
    """Set the first password; the link is used up."""

    verb = CHANGE
    sentence = _("hat die Einladung angenommen")
    invitation: Invitation
    password: str = field(repr=False)

    @property
    def target(self) -> User:
        return self.invitation.user

    def is_allowed(self) -> bool:
        return self.by == self.invitation.user

    def perform(self) -> User:
        unused = Invitation.objects.filter(
            pk=self.invitation.pk, token_fingerprint=self.invitation.token_fingerprint, accepted_at=None
        )
        if not unused.update(accepted_at=timezone.now()):
            raise InputError("Dieser Link ist schon benutzt.", "This link has been used already.")
        self.target.set_password(self.password)
        self.target.save(update_fields=["password"])
        return self.target
