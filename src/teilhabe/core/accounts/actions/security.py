"""Passwords, second factors and sessions of an account."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.base.internal.flows import delete_dangling_recovery_codes
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import CHANGE, DELETE
from teilhabe.core.accounts.letters import security_letter
from teilhabe.core.accounts.selectors import may_lose
from teilhabe.core.accounts.sessions import end_sessions
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import User
from teilhabe.errors import InputError


@dataclass(frozen=True, kw_only=True)
class OwnAccount(Action[int]):
    """Something that only the account's own user does; the audit log keeps what it was, never a secret."""

    user_row: User

    @property
    def target(self) -> User:
        return self.user_row

    def is_allowed(self) -> bool:
        return self.by == self.user_row


@dataclass(frozen=True, kw_only=True)
class SetPassword(OwnAccount):
    """A new password; every session but the one with `session_key` ends. The number of sessions that ended."""

    verb = CHANGE
    sentence = _("hat das eigene Passwort gesetzt")
    password: str = field(repr=False)
    session_key: str | None = None

    def perform(self) -> int:
        self.user_row.set_password(self.password)
        self.user_row.save(update_fields=["password"])
        security_letter(self.user_row, _("Ihr Passwort wurde geändert."))
        return end_sessions(self.user_row, except_key=self.session_key)


@dataclass(frozen=True, kw_only=True)
class RemoveSecondFactor(OwnAccount):
    verb = CHANGE
    sentence = _("hat einen zweiten Faktor entfernt")
    authenticator: Authenticator

    def perform(self) -> int:
        if not may_lose(self.authenticator):
            raise InputError(
                "Sie brauchen einen zweiten Faktor. Richten Sie zuerst einen anderen ein.",
                "You need a second factor. Please set up another one first.",
            )
        self.authenticator.delete()
        delete_dangling_recovery_codes(self.user_row)
        security_letter(self.user_row, _("Ein zweiter Faktor wurde entfernt."))
        return 1

    def after(self, row: Any) -> dict[str, Any]:
        return {**super().after(row), "second_factor": f"- {self.authenticator.type}"}


@dataclass(frozen=True, kw_only=True)
class EndOwnSessions(OwnAccount):
    """End the session with the primary key `only`, or all others than the current one."""

    verb = CHANGE
    sentence = _("hat sich auf anderen Geräten abgemeldet")
    session_key: str
    only: int | None = None

    def perform(self) -> int:
        return end_sessions(self.user_row, key=self.only, except_key=self.session_key)


@dataclass(frozen=True, kw_only=True)
class EndSessions(Action[int]):
    """Sign somebody out everywhere; the number of sessions that ended."""

    verb = DELETE
    sentence = _("hat „{target}“ auf allen Geräten abgemeldet")
    user_row: User

    @property
    def target(self) -> User:
        return self.user_row

    def perform(self) -> int:
        return end_sessions(self.user_row)


@dataclass(frozen=True, kw_only=True)
class ResetSecondFactor(Action[int]):
    """For somebody who lost theirs: all second factors go, all sessions end, a letter says so."""

    verb = DELETE
    sentence = _("hat den zweiten Faktor von „{target}“ zurückgesetzt")
    user_row: User

    @property
    def target(self) -> User:
        return self.user_row

    def perform(self) -> int:
        if self.user_row == self.by:
            raise InputError(
                "Ihren eigenen zweiten Faktor ändern Sie auf der Seite „Mein Konto“.",
                "Your own second factor can be changed on the page “My account”.",
            )
        count, _rows = Authenticator.objects.filter(user=self.user_row).delete()
        end_sessions(self.user_row)
        security_letter(self.user_row, _("Die Administration hat Ihren zweiten Faktor zurückgesetzt."))
        return int(count)
