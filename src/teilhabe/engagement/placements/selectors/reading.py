"""Volunteers and opportunities as the values that matching works with, in a number of queries that never grows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.timezone import localdate

from teilhabe.engagement.opportunities.models import Opportunity, Requirement
from teilhabe.engagement.placements.ages import age_on
from teilhabe.engagement.placements.filling import running
from teilhabe.engagement.volunteers.extensions import HOLDINGS
from teilhabe.engagement.volunteers.models import Level, Volunteer
from teilhabe.matching.feasibility import meets
from teilhabe.matching.values import Mix, Need, NeedKind, Person, Task

ADULT, LONG_AGO = 18, 10_000
LEVELS = {level: number for number, level in enumerate(Level.values, start=1)}
Held = Mapping[int, frozenset[tuple[str, str]]]
Engaged = Mapping[int, tuple[int, int]]


def suggestible() -> QuerySet[Volunteer]:
    """Who can be asked at all: active, and grown up or with the consent of whoever has custody."""
    today = localdate()
    grown_up = Q(born_on=None) | Q(born_on__lte=_years_before(today, ADULT)) | Q(guardian_agreed_on__isnull=False)
    active = Volunteer.objects.filter(grown_up, state=Volunteer.State.ACTIVE)
    return active.filter(person__merged_into=None, person__erased_at=None)


def people(volunteers: Iterable[Volunteer]) -> list[Person]:
    """In two queries and those of the providers of holdings; the volunteers come with their persons."""
    rows, today = list(volunteers), localdate()
    keys = [row.pk for row in rows]
    held, engaged = _held(keys), _engaged(keys)
    return [_person(row, today, held.get(row.pk, frozenset()), engaged.get(row.pk, (0, 0))) for row in rows]


def tasks(opportunities: QuerySet[Opportunity]) -> list[Task]:
    """In four queries and those of the providers of holdings."""
    rows = list(opportunities.prefetch_related("requirements"))
    doing: dict[int, list[int]] = defaultdict(list)
    for opportunity, volunteer in running().filter(opportunity__in=rows).values_list("opportunity", "volunteer"):
        doing[opportunity].append(volunteer)
    busy = {key for keys in doing.values() for key in keys}
    members = people(Volunteer.objects.filter(pk__in=busy).select_related("person")) if busy else []
    by_key = {member.key: member for member in members}
    return [_task(row, [by_key[key] for key in doing[row.pk]]) for row in rows]


def need_of(requirement: Requirement) -> Need:
    kind = NeedKind(requirement.kind)
    number = requirement.number or 0 if kind is NeedKind.AGE else LEVELS.get(requirement.level, 0)
    return Need(kind, requirement.code, number)


def _person(row: Volunteer, today: date, held: frozenset[tuple[str, str]], engaged: tuple[int, int]) -> Person:
    load, hours = engaged
    return Person(
        key=row.pk,
        languages={code: LEVELS.get(row.language_levels.get(code, ""), 0) for code in row.person.languages},
        holds=held | {(NeedKind.SKILL.value, skill) for skill in row.skills},
        week=row.week,
        districts=frozenset(row.districts),
        home=row.person.district,
        wishes=frozenset(row.wishes),
        kinds=frozenset(row.kinds),
        age=age_on(row.born_on, today) if row.born_on else None,
        free_hours=None if row.hours_per_week is None else max(0, row.hours_per_week - hours),
        load=load,
        most=row.most_assignments,
        idle_days=(today - row.called_at.date()).days if row.called_at else LONG_AGO,
    )


def _task(row: Opportunity, members: list[Person]) -> Task:
    asked = [each for each in row.requirements.all() if each.at_least is None]
    mixed = [each for each in row.requirements.all() if each.at_least is not None]
    return Task(
        key=row.pk,
        asked=frozenset(need_of(each) for each in asked),
        mixes=tuple(_mix(each, members) for each in mixed),
        places=max(1, row.places - len(members)),
        week=row.week,
        parts=row.parts_needed,
        hours=row.hours_per_week or 0,
        district="" if row.is_remote else row.district,
        fields=frozenset(row.fields),
        kind=row.kind,
        priority=row.priority,
    )


def _mix(requirement: Requirement, members: list[Person]) -> Mix:
    """How many more are needed, beside those who do it already."""
    need = need_of(requirement)
    there = sum(meets(member, need) for member in members)
    return Mix(need, max(0, (requirement.at_least or 0) - there))


def _held(keys: Collection[int]) -> Held:
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for each in HOLDINGS.collect(keys):
        found[each.volunteer].add((each.kind, each.code))
    return {key: frozenset(held) for key, held in found.items()}


def _engaged(keys: Collection[int]) -> Engaged:
    """How many assignments somebody has, and how many hours a week they take."""
    rows = running().filter(volunteer__in=keys).values("volunteer").order_by()
    counted = rows.annotate(load=Count("pk"), hours=Sum("hours_per_week"))
    return {row["volunteer"]: (row["load"], row["hours"] or 0) for row in counted}


def _years_before(day: date, years: int) -> date:
    """29 February becomes the last day of that month."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
