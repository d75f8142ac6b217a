"""Every night: an assignment whose agreed end has come leaves its place free."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import TruncDate
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.core.jobs.job import daily, job, schedule
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements.filling import settle
from teilhabe.engagement.placements.models import Assignment


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


schedule(settle_ended, daily("03:20"))
