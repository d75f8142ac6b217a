"""Sends the link to a new password; clears away sessions that are over, and their rows in the list of devices."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils.translation import gettext_lazy as _

from teilhabe.core.accounts.letters import reset_letter
from teilhabe.core.jobs.job import daily, job, schedule
from teilhabe.core.users.models import User


@job(label=_("Link für ein neues Passwort senden"))
def send_reset_letter(user_key: str, site: str) -> None:
    """Nothing where there is no such account: the request takes as long for an address that nobody has."""
    user = User.objects.filter(pk=user_key, is_active=True).first()
    if user:
        reset_letter(user, site)


@job(label=_("Abgelaufene Sitzungen entfernen"))
def clear_sessions() -> None:
    call_command("clearsessions")
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


schedule(clear_sessions, daily(at="03:40"))
