"""Where sessions are kept: in the database, as Django does, but a database that fails says so."""

from __future__ import annotations

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import OperationalError


class SessionStore(DatabaseSessions):
    def save(self, must_create: bool = False) -> None:
        """Django takes every failed write for a session that was deleted meanwhile; a full disk is none."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError):
                raise error.__context__ from None
            raise
