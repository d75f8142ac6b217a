"""Clients and tandems within a user's reach, what waits, and who could accompany whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.opportunities.wording import Names
from teilhabe.engagement.placements.selectors.reading import LEVELS, need_of, people, suggestible
from teilhabe.engagement.placements.wording import need_in_words
from teilhabe.engagement.tandems.models import CheckIn, Client, Tandem, VolunteerWishes
from teilhabe.engagement.tandems.policies import CLIENTS, TANDEMS
from teilhabe.engagement.tandems.wording import OBSTACLES, reasons_of
from teilhabe.engagement.volunteers.models import Kind, Volunteer
from teilhabe.matching.tandems import Companion, Pairing, Seeker, for_companion, for_seeker
from teilhabe.matching.values import Person

TOP = 10


@dataclass(frozen=True)
class Suggested:
    """`who` is a volunteer or a client; `reasons` and `lacks` in words."""

    who: Volunteer | Client
    score: int
    reasons: list[str]
    lacks: list[str]


def clients_of(user: User) -> QuerySet[Client]:
    return CLIENTS.reach(user).select_related("coordinator", "programme")


def tandems_of(user: User) -> QuerySet[Tandem]:
    due = CheckIn.objects.filter(tandem=OuterRef("pk"), done_on=None).values("due_on")[:1]
    rows: QuerySet[Tandem] = TANDEMS.reach(user).select_related("volunteer__person", "client", "coordinator")
    return rows.annotate(due_on=Subquery(due))


def waiting(user: User) -> QuerySet[Client]:
    """Who waits longest comes first; without those who are erased."""
    rows = clients_of(user).filter(state=Client.State.WAITING, identity__isnull=False)
    return rows.order_by("requested_on", "pk")


def check_ins_due(user: User) -> QuerySet[CheckIn]:
    mine = TANDEMS.reach(user, CHANGE).filter(state=Tandem.State.AGREED).values("pk")
    return CheckIn.objects.filter(tandem__in=mine, done_on=None, due_on__lte=localdate())


def coordinators() -> QuerySet[User]:
    rows = User.objects.filter(is_active=True, memberships__role=Role.COORDINATOR)
    return rows.distinct().order_by("name", "pk")


def programmes() -> QuerySet[Opportunity]:
    """Within which tandems can be agreed."""
    return Opportunity.objects.filter(kind=Kind.TANDEM, state=Opportunity.State.OPEN).order_by("title", "pk")


def suggested_volunteers(client: Client) -> list[Suggested]:
    """The best first, those first whom nothing hinders; in a number of queries that does not grow."""
    rows = {row.pk: row for row in _willing()}
    found = for_seeker(_seeker(client), _companions(rows.values()))[:TOP]
    names = Names.now()
    return [_suggested(each, rows[each.companion.person.key], names) for each in found]


def suggested_clients(volunteer: Volunteer, user: User) -> list[Suggested]:
    """Those who wait, by pseudonym."""
    rows = {row.pk: row for row in waiting(user).prefetch_related("programme__requirements")}
    (companion,) = _companions([volunteer])
    found = for_companion(companion, [_seeker(row) for row in rows.values()])[:TOP]
    names = Names.now()
    return [_suggested(each, rows[each.seeker.key], names) for each in found]


def _willing() -> list[Volunteer]:
    """Who can be asked and has not said that they want other things only."""
    rows = suggestible().select_related("person")
    return [row for row in rows if not row.kinds or Kind.TANDEM in row.kinds]


def _companions(volunteers: Iterable[Volunteer]) -> list[Companion]:
    persons = people(volunteers)
    keys = [person.key for person in persons]
    wishes = {row.volunteer_id: row for row in VolunteerWishes.objects.filter(volunteer__in=keys)}
    return [_companion(person, wishes.get(person.key)) for person in persons]


def _companion(person: Person, wishes: VolunteerWishes | None) -> Companion:
    if wishes is None:
        return Companion(person)
    return Companion(
        person,
        gender=wishes.gender,
        genders=frozenset(filter(None, [wishes.wished_gender])),
        ages=frozenset(wishes.wished_ages),
        topics=frozenset(wishes.topics),
    )


def _seeker(client: Client) -> Seeker:
    asked = client.programme.requirements.all() if client.programme else ()
    return Seeker(
        key=client.pk,
        languages={code: LEVELS.get(level, 0) for code, level in client.language_levels.items()},
        gender=client.gender,
        age=client.age_group,
        genders=frozenset(filter(None, [client.wished_gender])),
        ages=frozenset(client.wished_ages),
        topics=frozenset(client.topics),
        week=client.week,
        district=client.district,
        waiting_days=(localdate() - client.requested_on).days,
        required=frozenset(need_of(each) for each in asked if each.at_least is None),
    )


def _suggested(found: Pairing, who: Volunteer | Client, names: Names) -> Suggested:
    lacks = [str(OBSTACLES[each]) for each in found.obstacles] + [need_in_words(each, names) for each in found.lacks]
    return Suggested(who, found.score, reasons_of(found), lacks)
