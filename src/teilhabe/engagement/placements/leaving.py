"""What somebody does or is asked for ends when they stop."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from teilhabe.core.audit.action import Operator
from teilhabe.engagement.placements.actions import Decline, EndAssignment
from teilhabe.engagement.placements.filling import LIVE, running
from teilhabe.engagement.placements.models import Assignment, Proposal
from teilhabe.engagement.volunteers.extensions import ENDINGS, Ending
from teilhabe.engagement.volunteers.models import Volunteer

STOPPED = Operator("Ende des Ehrenamts")


@ENDINGS.fill
def assignments(volunteer: Volunteer) -> Iterator[Ending]:
    rows = running().filter(volunteer=volunteer).select_related("opportunity__organisation", "volunteer__person")
    for row in rows.order_by("pk"):
        label = _("Einsatz: %(task)s, %(organisation)s") % {
            "task": row.task,
            "organisation": row.opportunity.organisation,
        }
        yield Ending(label, partial(_end, row))


def _end(row: Assignment, reason: str) -> None:
    """Today, or on its first day where that is still to come."""
    ending = reason if reason in Assignment.Ending.values else Assignment.Ending.OTHER
    EndAssignment(by=STOPPED, assignment=row, ends_on=max(localdate(), row.starts_on), ending=ending).run()


@ENDINGS.fill
def proposals(volunteer: Volunteer) -> Iterator[Ending]:
    rows = Proposal.objects.filter(volunteer=volunteer, state__in=LIVE)
    for row in rows.select_related("opportunity__organisation", "volunteer__person").order_by("pk"):
        yield Ending(_("Vorschlag: %(title)s") % {"title": row.opportunity}, partial(_decline, row))


def _decline(row: Proposal, reason: str) -> None:
    why = Proposal.Reason.TIME if reason == Volunteer.Reason.TIME else Proposal.Reason.PERSONAL
    Decline(by=STOPPED, proposal=row, side=Proposal.Side.VOLUNTEER, reason=why).run()
