"""What the pages about accounts read."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from teilhabe.core.accounts.devices import device
from teilhabe.core.accounts.models import Invitation
from teilhabe.core.accounts.policies import USERS
from teilhabe.core.users.models import User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What a sign-in asks for; recovery codes only stand in for them."""

DEMO_DOMAIN = "musterstadt.example"
"""Of all invented addresses; reserved for examples (RFC 2606)."""


@dataclass(frozen=True)
class Device:
    """One session of a user, as they would recognise it."""

    name: str
    row: UserSession
    is_current: bool


@dataclass(frozen=True)
class Factors:
    app: Authenticator | None
    passkeys: list[Authenticator]
    codes_left: int | None

    @property
    def has_any(self) -> bool:
        return self.app is not None or bool(self.passkeys)


def factors_of(user: User) -> Factors:
    held = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    codes = next((each for each in held if each.type == Authenticator.Type.RECOVERY_CODES), None)
    return Factors(
        app=next((each for each in held if each.type == Authenticator.Type.TOTP), None),
        passkeys=[each for each in held if each.type == Authenticator.Type.WEBAUTHN],
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
    )


def may_lose(authenticator: Authenticator) -> bool:
    """Whether its user may remove it: staff keep at least one second factor."""
    user: User = authenticator.user
    if settings.DEMO or not user.standing.is_staff:
        return True
    others = Authenticator.objects.filter(user=user, type__in=FACTORS).exclude(pk=authenticator.pk)
    return bool(others.exists())


def devices_of(user: User, current_key: str | None = None) -> list[Device]:
    """The user's sessions, the current one first, then the one used last."""
    rows = UserSession.objects.filter(user_id=user.pk).order_by("-last_seen_at")
    devices = [Device(device(row.user_agent), row, row.session_key == current_key) for row in rows]
    return sorted(devices, key=lambda each: not each.is_current)


def accounts(user: User) -> QuerySet[User]:
    """The accounts that this user may see, with `has_second_factor` and the rows that the list shows."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    rows: QuerySet[User] = USERS.reach(user).annotate(has_second_factor=Exists(factors))
    # Distinct: a filter by role meets a member of two organisations twice.
    return rows.select_related("invitation").prefetch_related("memberships__organisation").distinct()


def open_invitation(user: User) -> Invitation | None:
    """The invitation that this user has not accepted yet."""
    if user.last_login is not None:
        return None
    return Invitation.objects.filter(user=user, accepted_at=None).first()


def demonstration_accounts() -> QuerySet[User]:
    """The invented people of the demonstration; nobody outside of it."""
    if not settings.DEMO:
        return User.objects.none()
    rows = User.objects.filter(email__endswith=f"@{DEMO_DOMAIN}", is_active=True)
    return rows.prefetch_related("memberships__organisation").order_by("name")


def site_address(request: HttpRequest) -> str:
    """What links in mails begin with: the address that the city set, not the one that a stranger asked for."""
    return str(settings.PUBLIC_ADDRESS or f"{request.scheme}://{request.get_host()}")
