"""The fixed cast of the office's tests: one user per role, a second organisation, and somebody nobody knows."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.test import Client

from teilhabe.core.accounts.sessions import begin
from teilhabe.core.users.models import Membership, Organisation, User
from teilhabe.core.users.roles import Role

PASSWORD = "ein langes Passwort für Proben"


@dataclass
class Cast:
    """`user(role)` makes its user on first call; members belong to `organisation` unless another one is given."""

    organisation: Organisation
    other_organisation: Organisation
    _users: dict[tuple[Role, int | None], User] = field(default_factory=dict)

    def user(self, role: Role, organisation: Organisation | None = None) -> User:
        home = (organisation or self.organisation) if role is Role.ORGANISATION_MEMBER else None
        key = (role, home.pk if home else None)
        if key not in self._users:
            suffix = f"-{home.pk}" if home else ""
            user = User.objects.create_user(f"{role}{suffix}@probe.example", PASSWORD, name=str(role.label))
            Membership.objects.create(user=user, role=role, organisation=home)
            self._users[key] = user
        return self._users[key]

    def client(self, role: Role, organisation: Organisation | None = None) -> Client:
        """A browser in which this user is signed in, with a second factor where one is mandatory."""
        client = Client()
        user = self.user(role, organisation)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        begin(session, with_second_factor=True)
        session.save()
        return client


def make_cast() -> Cast:
    """Two organisations; users come as they are asked for."""
    return Cast(Organisation.objects.create(name="Verein Probe"), Organisation.objects.create(name="Verein Fremd"))
