"""Shifts as calendar entries: one `uid` for a shift everywhere, so that a second file replaces the first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from teilhabe.core.mail.attachments import Attachment
from teilhabe.engagement.opportunities.selectors import title_in
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.outreach.calendar.icalendar import CANCEL, PUBLISH, Entry, calendar_bytes
from teilhabe.outreach.calendar.occurrences import Happening


def uid(shift: Shift) -> str:
    return f"shift-{shift.pk}@teilhabe"


def entry(shift: Shift, address: str, language: str, changed_at: datetime | None = None, later: int = 0) -> Entry:
    """As of its last change, or as of `changed_at`; `later` is added to its sequence."""
    return Entry(
        uid=uid(shift),
        happening=Happening(shift.starts_at, shift.ends_at),
        title=title_in(shift.opportunity, language),
        description=shift.note,
        location=shift.place or shift.opportunity.place,
        address=address,
        changed_at=changed_at or shift.changed_at,
        language=language,
        sequence=shift.sequence + later,
        is_cancelled=shift.is_cancelled,
    )


def for_mail(sign_up: SignUp, address: str, language: str) -> Attachment:
    """Puts the shift into a calendar; takes it out once it is cancelled, by them or by those who planned it."""
    shift, given_back = sign_up.shift, _given_back(sign_up)
    made = entry(shift, address, language, timezone.now(), given_back)
    is_gone = shift.is_cancelled or sign_up.state == SignUp.State.CANCELLED
    method = CANCEL if is_gone else PUBLISH
    content = calendar_bytes(made.title, language, [replace(made, is_cancelled=is_gone)], method)
    return Attachment("einsatz.ics", f"text/calendar; method={method}; charset=utf-8", content)


def _given_back(sign_up: SignUp) -> int:
    """How often they gave this place back: each time their calendar lost it, and may get it again."""
    earlier = SignUp.objects.filter(shift=sign_up.shift, volunteer=sign_up.volunteer, state=SignUp.State.CANCELLED)
    return earlier.count()
