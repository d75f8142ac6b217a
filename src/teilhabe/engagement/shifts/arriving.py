"""Who has arrived says so with the code of the day that hangs at the place; nobody needs an account for it.

The code is made from the shift, its day and the key of this installation: it is stored nowhere, and another day has
another one.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from unicodedata import digit

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from teilhabe.core.audit.action import Operator
from teilhabe.engagement.shifts.actions import NoteAttended
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

BY = Operator("Code vor Ort")
DIGITS = 6
"""Digits, because they are read in every alphabet."""
AROUND = timedelta(hours=2)
"""So long before its beginning and after its end a shift can be arrived at."""
MOST_ATTEMPTS = 10
PAUSE = timedelta(minutes=15)


def code_of(shift: Shift) -> str:
    made = salted_hmac("teilhabe.engagement.shifts.arriving", f"{shift.pk} {timezone.localdate(shift.starts_at)}")
    return str(int(made.hexdigest(), 16) % 10**DIGITS).zfill(DIGITS)


def going_on(now: datetime) -> QuerySet[Shift]:
    """Shifts that can be arrived at."""
    return Shift.objects.filter(is_cancelled=False, starts_at__lte=now + AROUND, ends_at__gte=now - AROUND)


def is_going_on(shift: Shift, now: datetime) -> bool:
    return not shift.is_cancelled and shift.starts_at - AROUND <= now <= shift.ends_at + AROUND


def arrive(people: Collection[Volunteer], code: str) -> SignUp:
    """Notes the one of them who has a place where this code hangs; twice is once. InputError where it fits nobody.

    Several may be reached in the same way. Whoever has tried too often waits.
    """
    attempts = [_attempts(each) for each in people]
    if max(attempts, default=0) > MOST_ATTEMPTS:
        raise InputError(
            "Das waren zu viele Versuche. Bitte warten Sie eine Viertelstunde, oder sagen Sie vor Ort Bescheid.",
            "These were too many attempts. Please wait a quarter of an hour, or tell somebody at the place.",
        )
    places = SignUp.objects.filter(
        volunteer__in=people, state__in=SignUp.TAKING_A_PLACE, shift__in=going_on(timezone.now())
    ).select_related("shift__opportunity__organisation", "volunteer__person")
    found = [each for each in places if constant_time_compare(code_of(each.shift), _digits(code))]
    if len(found) != 1:
        raise InputError(
            "Dieser Code passt gerade zu keinem Ihrer Termine. Bitte sehen Sie auf dem Aushang nach.",
            "This code fits none of your dates at the moment. Please look at the notice at the place.",
        )
    place = found[0]
    return place if place.state == SignUp.State.ATTENDED else NoteAttended(by=BY, sign_up=place).run()


def _attempts(volunteer: Volunteer) -> int:
    """How many there were lately, with this one."""
    key = f"shifts:arriving:{volunteer.pk}"
    cache.add(key, 0, PAUSE.total_seconds())
    return cache.incr(key)


def _digits(code: str) -> str:
    """Of whichever script; blanks between them do not matter."""
    return "".join(str(digit(each)) for each in code if each.isdigit())
