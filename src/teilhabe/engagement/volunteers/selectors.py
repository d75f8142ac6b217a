"""Volunteers within a user's reach, and all that the page of one shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add

from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.utils.timezone import localdate

from teilhabe.actors.models import ContactPoint, Person
from teilhabe.actors.policies import CONTACT_POINTS
from teilhabe.actors.selectors.people import holds, matching
from teilhabe.core.extensions import PERSON_SECTIONS, Section
from teilhabe.core.users.models import User
from teilhabe.engagement.rules.periods import age_on
from teilhabe.engagement.rules.tables import value_on
from teilhabe.engagement.volunteers.extensions import RUNNING
from teilhabe.engagement.volunteers.models import Absence, Level, Volunteer
from teilhabe.engagement.volunteers.policies import VOLUNTEERS


def volunteers_of(user: User) -> QuerySet[Volunteer]:
    """Within the user's reach, without people who are erased or part of somebody else."""
    return VOLUNTEERS.reach(user).filter(person__merged_into=None, person__erased_at=None).select_related("person")


def known_volunteer(person: Person) -> Volunteer | None:
    """The volunteer that this person is; asked for once, however many parts of a page want to know."""
    return getattr(person, "volunteer", None)


def volunteers_listed(user: User) -> QuerySet[Volunteer]:
    """The same with the number of their running tasks as `running`, in the same query."""
    nothing: Combinable = Value(0, output_field=IntegerField())
    return volunteers_of(user).annotate(running=reduce(add, RUNNING.collect(), nothing))


def with_text(text: str) -> QuerySet[Person]:
    """Keys of the people whose name or contact has it."""
    return matching(text)


def with_time(mask: str) -> Q:
    """Who has time in one of the parts, at least."""
    free = Volunteer.objects.annotate(shared=F("week").bitand(int(mask))).filter(shared__gt=0)
    return Q(pk__in=free.values("pk"))


def who_would_go_to(district: str) -> Q:
    """Who named this district, or none at all."""
    return holds("districts", district) | Q(districts=[])


def who_wishes(field: str) -> Q:
    """Who named this field of action, or none at all."""
    return holds("wishes", field) | Q(wishes=[])


def german_from(level: str) -> Q:
    """Who speaks German at this level or better."""
    return Q(language_levels__de__in=Level.values[Level.values.index(level) :])


@dataclass(frozen=True)
class VolunteerPage:
    """`sections` are those of the person's page, without the one that leads here."""

    volunteer: Volunteer
    contact_points: list[ContactPoint]
    absences: list[Absence]
    sections: list[Section]
    is_away: bool
    needs_guardian: bool


def volunteer_page(user: User, volunteer: Volunteer) -> VolunteerPage:
    """In two queries and those of the sections."""
    points = CONTACT_POINTS.reach(user).filter(person=volunteer.person_id)
    today = localdate()
    absences = list(volunteer.absences.filter(last_day__gte=today))
    sections = PERSON_SECTIONS.collect(volunteer.person, user)
    return VolunteerPage(
        volunteer=volunteer,
        contact_points=list(points.order_by("-is_preferred", "pk")),
        absences=absences,
        sections=[each for each in sections if each.address != volunteer.get_absolute_url()],
        is_away=any(each.first_day <= today for each in absences),
        needs_guardian=needs_guardian(volunteer, today),
    )


def needs_guardian(volunteer: Volunteer, today: date) -> bool:
    """Whether they are not of age and nobody has agreed for them yet."""
    return is_minor(volunteer.born_on, today) and volunteer.guardian_agreed_on is None


def is_minor(born_on: date | None, day: date) -> bool:
    """Whether somebody is not of age on a day; nobody is of whom we do not know it."""
    return born_on is not None and age_on(born_on, day) < value_on("age.majority", day)


def is_silent() -> Q:
    """Who was reminded of the question whether all is right and has not answered: the coordinator calls them."""
    is_there = Q(state__in=(Volunteer.State.INTERESTED, Volunteer.State.ACTIVE), may_ask=True)
    return is_there & Q(reminded_at__isnull=False, checked_at__lt=F("asked_at"))


def to_confirm_again(user: User) -> QuerySet[Volunteer]:
    return volunteers_of(user).filter(is_silent())


def to_welcome(user: User) -> QuerySet[Volunteer]:
    """Who would like to help and whom nobody has taken in as active yet."""
    return volunteers_of(user).filter(state=Volunteer.State.INTERESTED)
