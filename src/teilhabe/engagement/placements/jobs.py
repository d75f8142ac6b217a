"""Every night: what ended leaves its place free, and the month's numbers go to the statistics zone."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models.functions import TruncDate
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.core.jobs.job import daily, job, schedule
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements.filling import settle
from teilhabe.engagement.placements.models import Assignment
from teilhabe.engagement.placements.need_signals import write_due


@job(label=_("Frei gewordene Plätze wieder ausschreiben"))
def settle_ended() -> None:
    """Only where somebody's time ended after it was filled: an organisation may call it filled with places left."""
    with transaction.atomic():
        for opportunity in Opportunity.objects.select_for_update().filter(pk__in=_with_somebody_gone()):
            settle(opportunity)


def _with_somebody_gone() -> list[int]:
    filled = Assignment.objects.filter(opportunity__state=Opportunity.State.FILLED, ends_on__lte=localdate())
    gone = filled.filter(ends_on__gt=TruncDate("opportunity__filled_at"))
    return list(gone.values_list("opportunity", flat=True).distinct().order_by())


@job(label=_("Hinweise aus der Vermittlung in die Dateiablage legen"), in_transaction=False)
def hand_over() -> None:
    """The file of the running month, made anew each night: the last one of the month stays."""
    write_due(localdate(), settings.FILE_DROP)


schedule(settle_ended, daily("03:20"))
schedule(hand_over, daily("23:40"))
