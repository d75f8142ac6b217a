"""The time of a shift becomes an entry by itself: nobody writes down twice that somebody came."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from teilhabe.engagement.hours.models import MINUTES_OF_A_DAY, HourEntry
from teilhabe.engagement.shifts.extensions import ATTENDANCE
from teilhabe.engagement.shifts.models import SignUp


@ATTENDANCE.fill
def note_time(sign_up: SignUp) -> Iterator[int]:
    """Confirmed, because whoever was in charge saw them; taken back where it turns out that they were not there."""
    if sign_up.state != SignUp.State.ATTENDED:
        gone, _rows = HourEntry.objects.filter(sign_up=sign_up).delete()
        yield gone
        return
    shift = sign_up.shift
    minutes = min(round(shift.length.total_seconds() / 60), MINUTES_OF_A_DAY)
    _entry, is_new = HourEntry.objects.get_or_create(
        sign_up=sign_up,
        defaults={
            "volunteer": sign_up.volunteer,
            "opportunity": shift.opportunity,
            "day": timezone.localdate(shift.starts_at),
            "minutes": max(1, minutes),
            "state": HourEntry.State.APPROVED,
            "decided_at": timezone.now(),
        },
    )
    yield int(is_new)
