"""Shifts within a user's reach, with how many places are taken, and who is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.engagement.shifts.policies import SHIFTS, SIGN_UPS
from teilhabe.engagement.volunteers.models import Volunteer

State = SignUp.State


def counted(rows: QuerySet[Shift]) -> QuerySet[Shift]:
    """With `taken` places, and `waiting` for one."""
    return rows.annotate(taken=_count(SignUp.TAKING_A_PLACE), waiting=_count((State.WAITING,)))


def _count(states: Iterable[str]) -> Coalesce:
    found = SignUp.objects.filter(shift=OuterRef("pk"), state__in=tuple(states)).order_by()
    return Coalesce(Subquery(found.values("shift").annotate(rows=Count("pk")).values("rows")), 0)


def shifts_of(user: User) -> QuerySet[Shift]:
    return counted(SHIFTS.reach(user)).select_related("opportunity__organisation")


def with_room(*, is_wanted: bool) -> Q:
    """Shifts to come that lack somebody, or all others."""
    to_come = Shift.objects.filter(is_cancelled=False, starts_at__gt=timezone.now())
    lacking = to_come.alias(given=_count(SignUp.TAKING_A_PLACE)).filter(given__lt=F("places"))
    condition = Q(pk__in=lacking.values("pk"))
    return condition if is_wanted else ~condition


def matching(text: str) -> QuerySet[Shift]:
    """Keys of shifts whose opportunity, organisation or place has the text."""
    at = ("opportunity__title", "opportunity__organisation__name", "place", "note")
    condition = Q()
    for name in at:
        condition |= Q(**{f"{name}__icontains": text.strip()})
    return Shift.objects.filter(condition).values("pk")  # type: ignore[return-value]  # one column, as a sub-query


def span_of(day: date) -> tuple[datetime, datetime]:
    """A day of the city, in summer and in winter."""
    begins = timezone.make_aware(datetime.combine(day, time()))
    return begins, timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def on_day(user: User, day: date) -> list[Shift]:
    """All of a day in their order, with `present`: those who have a place and may be seen."""
    begins, ends = span_of(day)
    people = SIGN_UPS.reach(user).filter(state__in=SignUp.TAKING_A_PLACE).select_related("volunteer__person")
    rows = shifts_of(user).filter(starts_at__gte=begins, starts_at__lt=ends)
    return list(
        rows.order_by("starts_at", "opportunity__title", "pk").prefetch_related(
            Prefetch("sign_ups", queryset=people, to_attr="present")
        )
    )


def upcoming_of(opportunity: Opportunity, most: int) -> list[Shift]:
    """The next ones, with those that began today."""
    begins, _ends = span_of(timezone.localdate())
    rows = counted(opportunity.shifts.filter(starts_at__gte=begins))
    return list(rows.order_by("starts_at")[:most])


@dataclass(frozen=True)
class People:
    """Who has a place, who waits and who will not come."""

    booked: list[SignUp]
    waiting: list[SignUp]
    gone: list[SignUp]


def people_of(user: User, shift: Shift) -> People:
    """In the order in which they signed up, as far as the user may see them; in one query and one for how to reach."""
    rows = list(
        SIGN_UPS.reach(user)
        .filter(shift=shift)
        .select_related("volunteer__person", "shift__opportunity")
        .order_by("created_at", "pk")
    )
    gone = (State.CANCELLED,)
    return People(
        [each for each in rows if each.state not in (*gone, State.WAITING)],
        [each for each in rows if each.state == State.WAITING],
        [each for each in rows if each.state in gone],
    )


def who_can_be_signed_up(user: User, shift: Shift) -> QuerySet[Volunteer]:
    """For the office everybody who is active; for an organisation those whom it knows from its own shifts or tasks."""
    people = Volunteer.objects.exclude(state=Volunteer.State.ENDED).filter(person__erased_at=None)
    people = people.exclude(sign_ups__in=shift.sign_ups.filter(state__in=SignUp.IN_FORCE))
    if not user.standing.is_staff:
        own = user.standing.organisations
        known = Q(sign_ups__shift__opportunity__organisation__in=own)
        known |= Q(assignments__opportunity__organisation__in=own)
        people = people.filter(pk__in=Volunteer.objects.filter(known).values("pk"))
    return people.select_related("person").order_by("person__family_name", "person__given_name", "pk")
