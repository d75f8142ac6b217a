"""Volunteering in a month or a year as numbers: who was active, what was wanted and offered, how long it took.

Numbers only, no text and no name. They are not protected here: they go to the statistics zone and nowhere else, where
the gate decides what of them may be told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import quantiles

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Sum

from teilhabe.engagement.figures.spans import Span
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.opportunities.models import Opportunity, Requirement
from teilhabe.engagement.placements.models import Assignment
from teilhabe.engagement.rules.periods import age_on, later
from teilhabe.engagement.shifts.models import SignUp
from teilhabe.engagement.volunteers.models import Volunteer

CITY, ALL, UNKNOWN = "city", "ALL", "unknown"
AGES = ((0, 18, "Y_LT18"), (18, 27, "Y18T26"), (27, 45, "Y27T44"), (45, 65, "Y45T64"), (65, 200, "Y_GE65"))
MINUTES = 60

Counts = Counter[tuple[str, str]]
"""By area and breakdown."""


@dataclass(frozen=True, order=True)
class Figure:
    """One row of the file; its fields are the columns.

    `ref_area` is a district as the office writes it, or "city" for all of it; `breakdown` is "ALL", or a kind and a
    code, such as "language:ar". Somebody with two languages counts in both: breakdowns do not add up to "ALL".
    """

    time_period: str
    variable: str
    ref_area: str
    breakdown: str
    obs_value: int


def figures(span: Span) -> list[Figure]:
    """In the order of the columns; in a number of queries that does not grow with the people."""
    counted = {
        "active_volunteers": _active(span),
        "opportunities_published": _wanted(span),
        "offers_received": _offered(span),
        "days_to_fill": _filled(span),
        "volunteers_begun_a_year_before": _begun(span),
        "volunteers_lost_within_a_year": _begun(span, has_stopped=True),
        "volunteer_hours": _hours(span),
        "sign_ups": _signed_up(span),
    }
    return sorted(
        Figure(span.name, variable, area, breakdown, value)
        for variable, counts in counted.items()
        for (area, breakdown), value in counts.items()
    )


def _active(span: Span) -> Counts:
    """Who had an assignment, came to a shift or gave confirmed time; by language, district, age and field."""
    fields = _fields_of_active(span)
    rows = Volunteer.objects.filter(pk__in=fields).values_list("pk", "person__district", "person__languages", "born_on")
    counts = _nobody()
    for key, district, languages, born_on in rows:
        age = {_age_group(born_on, span.after)}
        counts.update(_told([district], {"language": languages, "age": age, "field": fields[key]}))
    return counts


def _fields_of_active(span: Span) -> Mapping[int, set[str]]:
    """By volunteer the fields of action of what they did."""
    first, after = span.moments
    running = Q(starts_on__lt=span.after) & (Q(ends_on=None) | Q(ends_on__gte=span.first))
    came = SignUp.objects.filter(state=SignUp.State.ATTENDED, shift__starts_at__gte=first, shift__starts_at__lt=after)
    found: dict[int, set[str]] = defaultdict(set)
    for rows in (
        Assignment.objects.filter(running).values_list("volunteer", "opportunity__fields"),
        came.values_list("volunteer", "shift__opportunity__fields"),
        _approved(span).values_list("volunteer", "opportunity__fields"),
    ):
        for volunteer, fields in rows.order_by().iterator():
            found[volunteer].update(fields)
    return found


def _wanted(span: Span) -> Counts:
    first, after = span.moments
    rows = Opportunity.objects.filter(published_at__gte=first, published_at__lt=after)
    asked: dict[int, list[str]] = defaultdict(list)
    languages = Requirement.objects.filter(kind=Requirement.Kind.LANGUAGE, opportunity__in=rows)
    for key, code in languages.values_list("opportunity", "code"):
        asked[key].append(code)
    counts = _nobody()
    for key, district, fields in rows.values_list("pk", "district", "fields"):
        counts.update(_told([district], {"language": asked[key], "field": fields}))
    return counts


def _offered(span: Span) -> Counts:
    """Of time and help, whatever became of it."""
    first, after = span.moments
    rows = Offer.objects.filter(kind=Offer.Kind.HELP, created_at__gte=first, created_at__lt=after)
    counts = _nobody()
    for districts, language, fields in rows.values_list("districts", "language", "fields"):
        counts.update(_told(districts, {"language": [language] if language else [], "field": fields}))
    return counts


def _nobody() -> Counts:
    """Nothing was counted: that is a zero, too."""
    return Counter({(CITY, ALL): 0})


def _told(districts: Collection[str], breakdowns: Mapping[str, Collection[str]]) -> Counts:
    """One of them: in the city, in each of its districts, and under each of its codes."""
    told = {(CITY, ALL)} | {(district or UNKNOWN, ALL) for district in districts or [UNKNOWN]}
    for kind, codes in breakdowns.items():
        told |= {(CITY, f"{kind}:{code}") for code in codes or [UNKNOWN]}
    return Counter(told)


def _filled(span: Span) -> Counts:
    """How many found everybody, and after how many days: the middle one and the quartiles."""
    first, after = span.moments
    rows = Opportunity.objects.filter(filled_at__gte=first, filled_at__lt=after, published_at__lte=F("filled_at"))
    lasted = ExpressionWrapper(F("filled_at") - F("published_at"), DurationField())
    days = [each.days for each in rows.annotate(lasted=lasted).values_list("lasted", flat=True)]
    if not days:
        return _nobody()
    parts = quantiles(days, method="inclusive") if len(days) > 1 else days * 3
    told = dict(zip(("days:lower", "days:median", "days:upper"), map(round, parts), strict=True))
    return Counter({(CITY, ALL): len(days)} | {(CITY, part): number for part, number in told.items()})


def _begun(span: Span, *, has_stopped: bool = False) -> Counts:
    """Who began in the same span a year before; or those of them who stopped before their first year was over."""
    first, after = later(span.first, years=-1), later(span.after, years=-1)
    counts = _nobody()
    for since, ended_on in Volunteer.objects.filter(since__gte=first, since__lt=after).values_list("since", "ended_on"):
        is_lost = ended_on is not None and ended_on < later(since, years=1)
        counts[CITY, ALL] += is_lost if has_stopped else 1
    return counts


def _hours(span: Span) -> Counts:
    """Confirmed hours, rounded; in every field of what was done."""
    minutes = _nobody()
    rows = _approved(span).order_by().values_list("opportunity", "opportunity__fields").annotate(sum=Sum("minutes"))
    for _opportunity, fields, number in rows:
        for breakdown in (ALL, *(f"field:{code}" for code in fields or [UNKNOWN])):
            minutes[CITY, breakdown] += number
    return Counter({key: round(number / MINUTES) for key, number in minutes.items()})


def _approved(span: Span) -> QuerySet[HourEntry]:
    return HourEntry.objects.filter(state=HourEntry.State.APPROVED, day__gte=span.first, day__lt=span.after)


def _signed_up(span: Span) -> Counts:
    """To the shifts of the span, by what became of it."""
    first, after = span.moments
    rows = SignUp.objects.filter(shift__starts_at__gte=first, shift__starts_at__lt=after, shift__is_cancelled=False)
    by_state = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
    outcomes = {(CITY, f"outcome:{state}"): by_state.get(state, 0) for state in SignUp.State.values}
    return Counter({(CITY, ALL): sum(by_state.values())} | outcomes)


def _age_group(born_on: date | None, day: date) -> str:
    if born_on is None:
        return UNKNOWN
    age = age_on(born_on, day)
    return next(code for first, after, code in AGES if first <= age < after)
