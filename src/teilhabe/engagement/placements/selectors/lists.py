"""Proposals and assignments within a user's reach, and what waits for the office or an organisation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from teilhabe.actors.selectors.people import matching
from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.opportunities.policies import OPPORTUNITIES
from teilhabe.engagement.placements.filling import LIVE, running
from teilhabe.engagement.placements.models import Assignment, Proposal
from teilhabe.engagement.placements.policies import ASSIGNMENTS, PROPOSALS
from teilhabe.engagement.volunteers.models import Volunteer

BOTH = ("volunteer__person", "opportunity__organisation")


def proposals_of(user: User) -> QuerySet[Proposal]:
    return PROPOSALS.reach(user).select_related(*BOTH)


def assignments_of(user: User) -> QuerySet[Assignment]:
    return ASSIGNMENTS.reach(user).select_related(*BOTH)


def proposals_with(text: str) -> QuerySet[Any]:
    """Keys of proposals by the name or contact of the volunteer, or by the title of the opportunity."""
    return Proposal.objects.filter(_with(text)).values("pk")


def assignments_with(text: str) -> QuerySet[Any]:
    return Assignment.objects.filter(_with(text)).values("pk")


def _with(text: str) -> Q:
    return Q(volunteer__person__in=matching(text)) | Q(opportunity__title__icontains=text.strip())


def is_running(value: bool) -> Q:
    goes_on = Q(pk__in=running().values("pk"))
    return goes_on if value else ~goes_on


def to_follow_up(user: User, today: date) -> QuerySet[Proposal]:
    """Whose answer is overdue, or who should be called."""
    return PROPOSALS.reach(user).filter(state__in=LIVE, follow_up_on__lte=today)


def to_ask_how_it_goes(user: User, today: date) -> QuerySet[Assignment]:
    return ASSIGNMENTS.reach(user).filter(ends_on=None, follow_up_on__lte=today)


def is_due(today: date) -> Q:
    return Q(follow_up_on__lte=today)


def willing_for(opportunity: Opportunity) -> QuerySet[Proposal]:
    """Who has said yes and waits for the organisation's word."""
    waiting = Proposal.objects.filter(opportunity=opportunity, state=Proposal.State.WILLING)
    return waiting.select_related("volunteer__person").order_by("pk")


def wanting_a_word(user: User) -> QuerySet[Proposal]:
    """The same for all opportunities of the organisations of a member."""
    mine = OPPORTUNITIES.reach(user).filter(organisation__in=user.standing.organisations)
    return Proposal.objects.filter(opportunity__in=mine.values("pk"), state=Proposal.State.WILLING)


def nobody_proposed() -> QuerySet[Opportunity]:
    """Wanted, and neither proposed to anybody nor done by anybody."""
    untouched = Opportunity.objects.filter(state=Opportunity.State.OPEN).exclude(kind=Opportunity.Kind.SHIFTS)
    live = Proposal.objects.filter(state__in=LIVE).values("opportunity")
    return untouched.exclude(pk__in=live).exclude(pk__in=running().values("opportunity"))


def of_volunteer(user: User, volunteer: Volunteer) -> tuple[list[Assignment], list[Proposal]]:
    """What they do and what is under way."""
    doing = assignments_of(user).filter(is_running(True), volunteer=volunteer).order_by("starts_on", "pk")
    proposed = proposals_of(user).filter(volunteer=volunteer, state__in=LIVE).order_by("pk")
    return list(doing), list(proposed)


def of_opportunity(user: User, opportunity: Opportunity) -> tuple[list[Assignment], list[Proposal]]:
    doing = assignments_of(user).filter(is_running(True), opportunity=opportunity).order_by("starts_on", "pk")
    proposed = proposals_of(user).filter(opportunity=opportunity, state__in=LIVE).order_by("pk")
    return list(doing), list(proposed)
