"""Given time within a user's reach, and its sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import ExtractYear

from teilhabe.actors.selectors.people import matching as matching_people
from teilhabe.core.users.models import User
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.hours.policies import HOUR_ENTRIES
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.volunteers.models import Volunteer

State = HourEntry.State


def entries_of(user: User) -> QuerySet[HourEntry]:
    return HOUR_ENTRIES.reach(user).select_related("volunteer__person", "opportunity__organisation")


def matching(text: str) -> QuerySet[HourEntry]:
    """Keys of entries of people with this name."""
    found = HourEntry.objects.filter(volunteer__person__in=matching_people(text))
    return found.values("pk")  # type: ignore[return-value]  # rows with one column, for use as a sub-query


@dataclass(frozen=True)
class Total:
    """Confirmed minutes of an organisation in a year, and how many people gave them."""

    year: int
    organisation: str
    minutes: int
    people: int

    @property
    def hours(self) -> float:
        return round(self.minutes / 60, 1)


def totals(entries: QuerySet[HourEntry]) -> list[Total]:
    """By year, the latest first, and organisation; in one query."""
    name = "opportunity__organisation__name"
    rows = entries.filter(state=State.APPROVED).order_by().values(name, year=ExtractYear("day"))
    summed = rows.annotate(sum=Sum("minutes"), people=Count("volunteer", distinct=True))
    found = [Total(row["year"], row[name], row["sum"], row["people"]) for row in summed]
    return sorted(found, key=lambda total: (-total.year, total.organisation))


def hours_in(minutes: Iterable[int]) -> float:
    return round(sum(minutes) / 60, 1)


def to_decide(user: User) -> int:
    return HOUR_ENTRIES.reach(user).filter(state=State.REPORTED).count()


def opportunities_of(volunteer: Volunteer) -> QuerySet[Opportunity]:
    """What they have done something for: assignments and shifts."""
    assigned = Opportunity.objects.filter(assignments__volunteer=volunteer)
    came = Opportunity.objects.filter(shifts__sign_ups__volunteer=volunteer)
    both = Opportunity.objects.filter(pk__in=assigned.values("pk")) | Opportunity.objects.filter(
        pk__in=came.values("pk")
    )
    return both.select_related("organisation").order_by("title")
