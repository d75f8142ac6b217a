"""How long a session lives, and what it remembers about how it was opened.

`began_at` and `seen_at` are seconds since 1970. Django's session holds them, so that no request needs a query for them.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

from allauth.account.internal.flows.login import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from teilhabe.core.users.models import User

BEGAN_AT, SEEN_AT, SECOND_FACTOR = "began_at", "seen_at", "second_factor"
WRITE_AFTER_SECONDS = 60


def begin(session: SessionBase, *, with_second_factor: bool = False) -> None:
    session[BEGAN_AT] = session[SEEN_AT] = time.time()
    session[SECOND_FACTOR] = with_second_factor


def mark_second_factor(session: SessionBase) -> None:
    session[SECOND_FACTOR] = True


def has_second_factor(session: SessionBase) -> bool:
    return bool(session.get(SECOND_FACTOR))


def proved_a_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether the sign-in that just ends asked for one: here, or at a provider that the office trusts with it."""
    methods = {record["method"] for record in get_authentication_records(request, user)}
    return "mfa" in methods or came_from_trusted_provider(request, user)


def came_from_trusted_provider(request: HttpRequest, user: User) -> bool:
    methods = [record["method"] for record in get_authentication_records(request, user)]
    return settings.OIDC_SECOND_FACTOR_TRUSTED and methods[-1:] == ["socialaccount"]


def is_over(session: SessionBase, *, is_staff: bool) -> bool:
    """After twelve hours for everybody; for staff also after `IDLE_MINUTES` without a request."""
    now = time.time()
    too_old = now - session[BEGAN_AT] > settings.SESSION_COOKIE_AGE
    return too_old or (is_staff and now - session[SEEN_AT] > settings.IDLE_MINUTES * 60)


def note_seen(session: SessionBase) -> None:
    """Remember that the session is in use, with at most one write a minute."""
    if time.time() - session[SEEN_AT] >= WRITE_AFTER_SECONDS:
        session[SEEN_AT] = time.time()
        UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=datetime.now(UTC))


def keep_signed_in(request: HttpRequest, user: User) -> None:
    """After a new password: this session goes on, under a new key."""
    former = request.session.session_key
    update_session_auth_hash(request, user)
    UserSession.objects.filter(session_key=former).update(session_key=request.session.session_key)


def end_sessions(user: User, *, key: int | None = None, except_key: str | None = None) -> int:
    """End the user's sessions: all, only the one with the primary key `key`, or all but the current; how many."""
    rows = UserSession.objects.filter(user_id=user.pk)
    if key is not None:
        rows = rows.filter(pk=key)
    keys = list(rows.exclude(session_key=except_key or "").values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)
