"""Shifts of Musterstadt in the demonstration: some are past, one is full and has a waiting list. All are invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from teilhabe.core.users.models import User
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements.models import Assignment
from teilhabe.engagement.shifts.models import Series, Shift, SignUp
from teilhabe.engagement.volunteers.models import Volunteer

State = SignUp.State
TUESDAY, SATURDAY = 1, 5
MOST_WEEKS = 52
"""Hours are told for so long."""


@dataclass(frozen=True)
class Planned:
    """Shifts of an opportunity in some weeks, counted from this one.

    `people` is the place of the first of those who come, `coming` how many they are; who finds no place waits.
    """

    opportunity: int
    weekday: int
    hour: int
    hours: int
    weeks: range
    places: int
    people: int
    coming: int


PLANNED = (
    Planned(0, TUESDAY, 17, 2, range(-4, 5), 4, 0, 3),
    Planned(2, TUESDAY, 14, 3, range(-2, 4), 2, 7, 4),
    Planned(4, SATURDAY, 9, 4, range(-1, 4), 3, 12, 1),
    Planned(5, SATURDAY, 14, 3, range(-3, 4), 4, 16, 3),
    Planned(6, SATURDAY, 10, 5, range(2, 3), 10, 20, 6),
)


def fill_shifts(active: Sequence[Volunteer], opportunities: Sequence[Opportunity]) -> None:
    shifts = [
        (shift, active[plan.people : plan.people + plan.coming])
        for plan in PLANNED
        for shift in _laid_out(plan, opportunities[plan.opportunity])
    ]
    signed = SignUp.objects.bulk_create(each for shift, people in shifts for each in _sign_ups(shift, people))
    HourEntry.objects.bulk_create(_given(each) for each in signed if each.state == State.ATTENDED)


def _laid_out(plan: Planned, opportunity: Opportunity) -> list[Shift]:
    """Those that come again belong to a series."""
    today = localdate()
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(weeks=week, days=plan.weekday) for week in plan.weeks]
    length, place = timedelta(hours=plan.hours), opportunity.place
    series = None
    if len(days) > 1:
        series = Series.objects.create(
            opportunity=opportunity,
            rule="FREQ=WEEKLY",
            starts_at=_at(days[0], plan.hour),
            length=length,
            places=plan.places,
            place=place,
            laid_out_until=days[-1],
        )
    return Shift.objects.bulk_create(
        Shift(
            opportunity=opportunity,
            series=series,
            starts_at=_at(day, plan.hour),
            ends_at=_at(day, plan.hour) + length,
            places=plan.places,
            place=place,
        )
        for day in days
    )


def _sign_ups(shift: Shift, people: Sequence[Volunteer]) -> Iterator[SignUp]:
    """In the past one was missed; of last week nobody has noted yet who came."""
    now = timezone.now()
    is_noted = shift.ends_at < now - timedelta(days=7)
    for number, volunteer in enumerate(people):
        state = State.BOOKED if number < shift.places else State.WAITING
        if is_noted:
            state = State.ATTENDED if number < 2 else State.MISSED if state == State.BOOKED else State.CANCELLED
        asked_at = min(now, shift.starts_at) - timedelta(days=9, hours=number)
        yield SignUp(shift=shift, volunteer=volunteer, state=state, created_at=asked_at)


def _given(sign_up: SignUp) -> HourEntry:
    shift = sign_up.shift
    return HourEntry(
        volunteer=sign_up.volunteer,
        opportunity=shift.opportunity,
        sign_up=sign_up,
        day=localdate(shift.starts_at),
        minutes=int(shift.length.total_seconds()) // 60,
        state=HourEntry.State.APPROVED,
        reported_at=shift.ends_at,
        decided_at=shift.ends_at,
    )


def fill_hours(coordinator: User) -> None:
    """What people with assignments reported week by week; the last report still waits."""
    HourEntry.objects.bulk_create(
        entry
        for assignment in Assignment.objects.select_related("opportunity")
        for entry in _weeks(assignment, coordinator)
    )


def _weeks(assignment: Assignment, coordinator: User) -> Iterator[HourEntry]:
    last = min(assignment.ends_on or localdate(), localdate() - timedelta(days=1))
    for week in range(min(MOST_WEEKS, (last - assignment.starts_on).days // 7)):
        day = last - timedelta(weeks=week)
        waits = week == 0 and assignment.ends_on is None
        yield HourEntry(
            volunteer_id=assignment.volunteer_id,
            opportunity=assignment.opportunity,
            day=day,
            minutes=60 * (assignment.hours_per_week or 1),
            state=HourEntry.State.REPORTED if waits else HourEntry.State.APPROVED,
            decided_by=None if waits else coordinator,
            decided_at=None if waits else _at(day, 12) + timedelta(days=3),
            reported_at=_at(day, 20),
        )


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
