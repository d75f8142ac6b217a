"""An invitation: the way in for somebody who has an account but no password yet."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.users.models import User


def new_token() -> str:
    """256 random bits for an address that only its receiver knows."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What is kept of a token: whoever reads the database cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationManager(models.Manager["Invitation"]):
    def issue(self, user: User, token: str) -> Invitation:
        """One invitation per user: a new one takes the place of the former, whose link dies."""
        now = timezone.now()
        values = {
            "token_fingerprint": fingerprint(token),
            "sent_at": now,
            "expires_at": now + timedelta(days=settings.INVITATION_DAYS),
            "accepted_at": None,
        }
        return self.update_or_create(user=user, defaults=values)[0]

    def usable(self, token: str) -> Invitation | None:
        """The invitation behind a link, as long as nobody has used it, its time is not over, its user is active.

        Nor has its user come in another way, by the city's service or a new password: the link would open a second one.
        """
        found = self.select_related("user").filter(token_fingerprint=fingerprint(token), accepted_at=None)
        return found.filter(expires_at__gt=timezone.now(), user__is_active=True, user__last_login=None).first()


class Invitation(models.Model):
    """Sent to the address of its user; good for one use until it expires."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, verbose_name=_("Konto"))
    token_fingerprint = models.CharField(_("Fingerabdruck des Links"), max_length=64, unique=True)
    sent_at = models.DateTimeField(_("versandt am"))
    expires_at = models.DateTimeField(_("gültig bis"))
    accepted_at = models.DateTimeField(_("angenommen am"), null=True)

    objects = InvitationManager()

    class Meta:
        verbose_name = _("Einladung")
        verbose_name_plural = _("Einladungen")

    def __str__(self) -> str:
        return str(self.user)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.user_id

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()
