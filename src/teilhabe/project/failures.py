"""What people read where a page fails: which trouble it is, what became of their input, and what to do."""

from __future__ import annotations

import errno
import shutil
import sys
from collections.abc import Iterator
from enum import Enum

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from teilhabe.errors import TeilhabeError
from teilhabe.project.templatetags.assets import asset

RETRY_SECONDS = "10"
NO_ROOM = 100_000
"""Bytes."""


class Trouble(Enum):
    """The HTTP status that tells it to a program."""

    UNKNOWN = "unknown"
    FULL = "full"
    BUSY = "busy"
    UNREACHABLE = "unreachable"

    @property
    def status(self) -> int:
        return {Trouble.UNKNOWN: 500, Trouble.FULL: 507}.get(self, 503)


def failed(request: HttpRequest) -> HttpResponse:
    """The page for an exception that nobody caught; it needs neither the database nor a session."""
    trouble = trouble_of(sys.exc_info()[1])
    page = render_to_string("500.html", {"trouble": trouble.value, "stylesheet": _stylesheet()})
    response = HttpResponse(page, status=trouble.status, headers={"Cache-Control": "no-store"})
    if trouble in (Trouble.BUSY, Trouble.UNREACHABLE):
        response.headers["Retry-After"] = RETRY_SECONDS
    return response


def trouble_of(error: BaseException | None) -> Trouble:
    """Which trouble with storage is behind an exception, if it is any."""
    for each in _chain(error):
        if isinstance(each, OSError) and each.errno in (errno.ENOSPC, errno.EDQUOT):
            return Trouble.FULL
        if isinstance(each, OperationalError | InterfaceError):
            return _trouble_of_database(each)
    return Trouble.UNKNOWN


def _trouble_of_database(error: Exception) -> Trouble:
    """SQLite tells it in words, PostgreSQL by a code (its manual, appendix A)."""
    state = getattr(error.__cause__, "sqlstate", None) or ""
    if state == "53100" or "disk is full" in str(error) or _is_out_of_room(error):
        return Trouble.FULL
    if state in ("55P03", "40P01", "40001") or "locked" in str(error):
        return Trouble.BUSY
    return Trouble.UNREACHABLE


def _is_out_of_room(error: Exception) -> bool:
    """On a disk without a free block SQLite cannot even open its log, and says no more than this."""
    return "disk I/O error" in str(error) and shutil.disk_usage(settings.VAR_DIR).free < NO_ROOM


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _stylesheet() -> str:
    try:
        return asset("site.css")
    except TeilhabeError:
        return ""
