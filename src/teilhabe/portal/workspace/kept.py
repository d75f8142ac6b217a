"""What waits for somebody, read once and kept until anything in the office changes, for a minute at most.

Every change is an `Action` and leaves an entry in the audit log, so the newest entry tells whether what was read still
holds; what jobs change without one is seen after the minute.
"""

from __future__ import annotations

import time
from functools import lru_cache

from django.utils.translation import get_language

from teilhabe.core.audit.selectors import newest_entry
from teilhabe.core.extensions import Waiting
from teilhabe.core.users.models import Standing, User
from teilhabe.portal.workspace.selectors import waiting_for

KEPT_SECONDS = 60
MOST_USERS = 200


def kept_waiting_for(user: User) -> tuple[Waiting, ...]:
    """As `selectors.waiting_for`, mostly in one small query."""
    span = int(time.monotonic() // KEPT_SECONDS)
    return _read(user, user.standing, get_language() or "", newest_entry(), span)


@lru_cache(maxsize=MOST_USERS)
def _read(user: User, standing: Standing, language: str, newest: int, span: int) -> tuple[Waiting, ...]:
    return tuple(waiting_for(user))
