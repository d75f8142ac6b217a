"""Who suits an opportunity, and which opportunities suit somebody: with reasons, what is missing, and who was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.opportunities.wording import Names
from teilhabe.engagement.placements.filling import LIVE, running
from teilhabe.engagement.placements.models import Proposal
from teilhabe.engagement.placements.selectors.reading import people, suggestible, tasks
from teilhabe.engagement.placements.wording import need_in_words, reasons
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.matching.crowd import Crowd
from teilhabe.matching.ranking import Suggestion, nearly, rank, rank_tasks
from teilhabe.matching.unfilled import lacks
from teilhabe.matching.values import Person, Task

TOP, NEARLY, WHY = 10, 5, 5


@dataclass(frozen=True)
class SuggestedPerson:
    """`proposal` is the latest one for the same opportunity."""

    volunteer: Volunteer
    score: int
    reasons: Sequence[str]
    lacks: Sequence[str]
    proposal: Proposal | None

    @property
    def can_be_asked(self) -> bool:
        return self.proposal is None or self.proposal.state not in LIVE


@dataclass(frozen=True)
class SuggestedTask:
    opportunity: Opportunity
    score: int
    reasons: Sequence[str]
    proposal: Proposal | None

    @property
    def can_be_asked(self) -> bool:
        return self.proposal is None or self.proposal.state not in LIVE


@dataclass(frozen=True)
class ForOpportunity:
    """`why` says how many would fit if one thing were not asked for: a sentence each."""

    able: Sequence[SuggestedPerson]
    nearly: Sequence[SuggestedPerson]
    why: Sequence[tuple[str, int]]
    number: int


def for_opportunity(opportunity: Opportunity) -> ForOpportunity:
    """In a number of queries that does not grow with the volunteers."""
    doing = running().filter(opportunity=opportunity).values("volunteer")
    rows = {row.pk: row for row in suggestible().exclude(pk__in=doing).select_related("person")}
    crowd = Crowd(people(rows.values()))
    (task,) = tasks(Opportunity.objects.filter(pk=opportunity.pk))
    best, close = rank([task], crowd, TOP)[task.key], nearly(task, crowd, NEARLY)
    latest, names = _latest_by_volunteer(opportunity, best + close), Names.now()
    by_key = {person.key: person for person in crowd.people}

    def shown(found: Suggestion) -> SuggestedPerson:
        return _person(found, by_key[found.person], task, rows[found.person], latest.get(found.person), names)

    return ForOpportunity(
        able=[shown(each) for each in best],
        nearly=[shown(each) for each in close],
        why=[(need_in_words(lack.need, names), lack.people) for lack in lacks(task, crowd)[:WHY]],
        number=crowd.able(task).bit_count(),
    )


def for_volunteer(volunteer: Volunteer) -> list[SuggestedTask]:
    """Open opportunities with places left, the best first."""
    (person,) = people([volunteer])
    wanted = Opportunity.objects.filter(state=Opportunity.State.OPEN).exclude(ends_on__lt=localdate())
    wanted = wanted.exclude(pk__in=running().filter(volunteer=volunteer).values("opportunity"))
    found = {task.key: task for task in tasks(wanted)}
    best = rank_tasks(person, found.values(), TOP)
    rows = Opportunity.objects.select_related("organisation").in_bulk([each.task for each in best])
    latest, names = _latest_by_opportunity(volunteer, list(rows)), Names.now()
    return [
        SuggestedTask(
            rows[each.task],
            each.score,
            reasons(person, found[each.task], each.points, names),
            latest.get(each.task),
        )
        for each in best
    ]


def _person(
    found: Suggestion, person: Person, task: Task, volunteer: Volunteer, proposal: Proposal | None, names: Names
) -> SuggestedPerson:
    return SuggestedPerson(
        volunteer=volunteer,
        score=found.score,
        reasons=reasons(person, task, found.points, names),
        lacks=[need_in_words(need, names) for need in found.lacks],
        proposal=proposal,
    )


def _latest_by_volunteer(opportunity: Opportunity, found: Sequence[Suggestion]) -> dict[int, Proposal]:
    rows = Proposal.objects.filter(opportunity=opportunity, volunteer__in=[each.person for each in found])
    return {row.volunteer_id: row for row in rows.order_by("created_at", "pk")}


def _latest_by_opportunity(volunteer: Volunteer, keys: Sequence[int]) -> dict[int, Proposal]:
    rows = Proposal.objects.filter(volunteer=volunteer, opportunity__in=keys)
    return {row.opportunity_id: row for row in rows.order_by("created_at", "pk")}
