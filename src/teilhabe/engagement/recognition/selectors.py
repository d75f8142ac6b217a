"""What somebody has given, over all organisations."""

from __future__ import annotations

from datetime import date

from django.db.models import Min, Sum

from teilhabe.engagement.allowances.selectors import paid_between
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.placements.models import Assignment
from teilhabe.engagement.recognition.card import Engaged, year_before
from teilhabe.engagement.volunteers.models import Volunteer


def minutes_of(volunteer: Volunteer, first_day: date, last_day: date) -> dict[str, int]:
    """Confirmed minutes by the name of the organisation, both days included; in one query."""
    rows = HourEntry.objects.filter(
        volunteer=volunteer, state=HourEntry.State.APPROVED, day__gte=first_day, day__lte=last_day
    )
    sums = rows.order_by().values("opportunity__organisation__name").annotate(sum=Sum("minutes"))
    return {
        row["opportunity__organisation__name"]: row["sum"] for row in sums.order_by("opportunity__organisation__name")
    }


def engaged(volunteer: Volunteer, day: date) -> Engaged:
    """Of the year before a day; engaged since the first assignment or the first confirmed hour; in four queries."""
    begun = Assignment.objects.filter(volunteer=volunteer).aggregate(first=Min("starts_on"))["first"]
    hours = HourEntry.objects.filter(volunteer=volunteer, state=HourEntry.State.APPROVED)
    first_hour = hours.aggregate(first=Min("day"))["first"]
    known = [each for each in (begun, first_hour) if each is not None]
    first_day = year_before(day)
    return Engaged(
        born_on=volunteer.born_on,
        since=min(known, default=None),
        minutes=minutes_of(volunteer, first_day, day),
        lump_sums=paid_between(volunteer, first_day, day).count(),
    )
