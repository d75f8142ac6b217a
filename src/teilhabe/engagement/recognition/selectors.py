"""What somebody has given, over all organisations."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, Min, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from teilhabe.core.users.models import User
from teilhabe.engagement.allowances.selectors import paid_between
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.placements.models import Assignment
from teilhabe.engagement.recognition.card import MINUTES, Engaged, year_before
from teilhabe.engagement.rules.tables import value_on
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.engagement.volunteers.selectors import volunteers_of


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


def with_hours(user: User, day: date) -> QuerySet[Any]:
    """Volunteers with `minutes` confirmed within the year before a day and `has_hours`, enough for the card."""
    counted = Q(
        hour_entries__state=HourEntry.State.APPROVED,
        hour_entries__day__gte=year_before(day),
        hour_entries__day__lte=day,
    )
    rows = volunteers_of(user).annotate(minutes=Coalesce(Sum("hour_entries__minutes", filter=counted), 0))
    least = value_on("card.hours_per_year", day) * MINUTES
    return rows.annotate(has_hours=Case(When(minutes__gte=least, then=True), default=False))
