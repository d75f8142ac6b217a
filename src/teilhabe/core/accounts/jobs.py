"""Clears away what is over: sessions and their rows in the list of devices."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command

from teilhabe.core.jobs.job import daily, job, schedule


@job()
def clear_sessions() -> None:
    call_command("clearsessions")
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


schedule(clear_sessions, daily(at="03:40"))
