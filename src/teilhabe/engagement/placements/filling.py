"""Whether an opportunity has places left: it is filled with its last place and wanted again when somebody leaves."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements.models import Assignment, Proposal

LIVE = (Proposal.State.OPEN, Proposal.State.ASKED, Proposal.State.WILLING)
UNANSWERED = (Proposal.State.OPEN, Proposal.State.ASKED)


def running() -> QuerySet[Assignment]:
    """Assignments that go on after today; a place is free again on the last day of whoever had it."""
    return Assignment.objects.filter(Q(ends_on=None) | Q(ends_on__gt=timezone.localdate()))


def places_left(opportunity: Opportunity) -> int:
    return max(0, opportunity.places - running().filter(opportunity=opportunity).count())


def settle(opportunity: Opportunity) -> None:
    """Its state after somebody came or went; whoever was asked for a place that is gone need not answer any more.

    Who has said yes keeps their proposal: they get a personal word.
    """
    is_full = places_left(opportunity) == 0
    if is_full and opportunity.state in (Opportunity.State.OPEN, Opportunity.State.PAUSED):
        _put(opportunity, Opportunity.State.FILLED)
        unanswered = Proposal.objects.filter(opportunity=opportunity, state__in=UNANSWERED)
        unanswered.update(state=Proposal.State.LAPSED, decided_at=timezone.now(), follow_up_on=None)
    elif not is_full and opportunity.state == Opportunity.State.FILLED:
        _put(opportunity, Opportunity.State.OPEN)


def _put(opportunity: Opportunity, state: Opportunity.State) -> None:
    opportunity.state = state
    opportunity.filled_at = timezone.now() if state == Opportunity.State.FILLED else None
    opportunity.save(update_fields=["state", "filled_at"])
