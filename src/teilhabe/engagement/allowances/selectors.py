"""Payments within a user's reach, with the sum of the year, its limit and how it stands."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.functions import ExtractYear
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.folding import fold
from teilhabe.actors.selectors.people import matching as matching_people
from teilhabe.core.users.models import User
from teilhabe.engagement.allowances.limits import declares_each_year, limit_rows
from teilhabe.engagement.allowances.models import CENTS, AllowancePayment
from teilhabe.engagement.allowances.policies import PAYMENTS
from teilhabe.engagement.checks.models import Declaration, DeclarationText
from teilhabe.engagement.checks.selectors import current_texts
from teilhabe.engagement.rules.tables import value_on
from teilhabe.engagement.volunteers.models import Volunteer

STANDINGS = {"over": _("über der Grenze"), "near": _("nahe an der Grenze"), "fine": _("unter der Grenze")}
PERCENT = 100


def payments_of(user: User) -> QuerySet[Any]:
    """With `year`, `total` and `limit` in cents, `standing` and `has_declared`; people who are erased are left out."""
    rows = PAYMENTS.reach(user).filter(volunteer__person__erased_at=None)
    return _summed(rows.select_related("volunteer__person", "organisation"))


def totals_of(user: User) -> QuerySet[Any]:
    """One payment for each person, year and kind, the last one, with the same values."""
    groups = AllowancePayment.objects.order_by().values("volunteer", "kind", year=ExtractYear("paid_on"))
    return payments_of(user).filter(pk__in=groups.annotate(last=Max("pk")).values("last"))


def _summed(rows: QuerySet[AllowancePayment]) -> QuerySet[Any]:
    same = AllowancePayment.objects.order_by().filter(
        volunteer=OuterRef("volunteer"), kind=OuterRef("kind"), paid_on__year=OuterRef("year")
    )
    total = Subquery(same.values("volunteer").annotate(sum=Sum("cents")).values("sum"))
    summed = rows.annotate(year=ExtractYear("paid_on")).annotate(total=total, limit=_limit())
    near = value_on("allowances.notice", localdate())
    standing = Case(
        When(total__gt=F("limit"), then=Value("over")),
        When(total__gte=F("limit") * near / PERCENT, then=Value("near")),
        default=Value("fine"),
        output_field=TextField(),
    )
    return summed.annotate(standing=standing, has_declared=_has_declared())


def _limit() -> Case:
    """The limit of the year of a payment, from the dated rules; nothing where none is known any more."""
    cases = [
        When(
            Q(kind=kind, paid_on__gte=row.valid_from) & (Q(paid_on__lte=row.valid_until) if row.valid_until else Q()),
            then=Value(row.value * CENTS),
        )
        for kind, row in limit_rows()
    ]
    return Case(*cases, default=Value(0), output_field=IntegerField())


def _has_declared() -> Exists:
    """Whether what counts now is signed for the year of the payment."""
    signed = _declarations().filter(volunteer=OuterRef("volunteer"), **_for_year(OuterRef("year")))
    return Exists(signed, output_field=BooleanField())


def _for_year(year: Any) -> dict[str, Any]:
    """A signature counts for its own year, or for all that follow where nobody has to sign anew."""
    return {"signed_on__year" if declares_each_year(localdate()) else "signed_on__year__lte": year}


def _declarations() -> QuerySet[Declaration]:
    return Declaration.objects.filter(text__kind=DeclarationText.Kind.ALLOWANCES, text__in=current_texts())


def has_declared(volunteer: Volunteer, year: int) -> bool:
    """Whether they have declared for a calendar year what others pay them."""
    return _declarations().filter(volunteer=volunteer, **_for_year(year)).exists()


def same_activity(volunteer: Volunteer, activity: str, day: date) -> QuerySet[AllowancePayment]:
    """What they got for an activity within the calendar year of a day, however it was written."""
    rows = AllowancePayment.objects.filter(volunteer=volunteer, paid_on__year=day.year)
    keys = [key for key, known in rows.values_list("pk", "activity") if fold(known) == fold(activity)]
    return rows.filter(pk__in=keys)


def paid_between(volunteer: Volunteer, first_day: date, last_day: date) -> QuerySet[AllowancePayment]:
    """Both days included."""
    return AllowancePayment.objects.filter(volunteer=volunteer, paid_on__gte=first_day, paid_on__lte=last_day)


def matching(text: str) -> QuerySet[AllowancePayment]:
    """Keys of payments to people with this name."""
    found = AllowancePayment.objects.filter(volunteer__person__in=matching_people(text))
    return found.values("pk")  # type: ignore[return-value]  # rows with one column, for use as a sub-query


def years() -> list[int]:
    """In which something was paid, the latest first."""
    return [day.year for day in AllowancePayment.objects.dates("paid_on", "year", order="DESC")]


def above(user: User, standing: str, year: int) -> int:
    """How many people stand so in a year."""
    rows = totals_of(user).filter(standing=standing, year=year)
    return rows.order_by().values("volunteer").distinct().count()
