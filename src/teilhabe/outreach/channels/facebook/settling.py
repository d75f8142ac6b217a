"""Whether Facebook shows already what it has just taken."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from teilhabe.outreach.channels.facebook.failures import NotListedYet

SETTLES = timedelta(minutes=2)
"""Facebook reads its lists from copies, which lag behind by seconds and by no time that it promises. What is missing
sooner after an attempt may be on its way: sending it again then would say it twice."""


def wait_until_listed(attempted_at: datetime) -> None:
    """NotListedYet while it is too early to say that something is not there."""
    if timezone.now() < attempted_at + SETTLES:
        raise NotListedYet
