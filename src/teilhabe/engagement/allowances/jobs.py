"""Payments go when the term for receipts is over."""

from __future__ import annotations

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.core.audit.action import Operator
from teilhabe.core.jobs.job import daily, job, schedule
from teilhabe.engagement.allowances.actions import RemovePayment
from teilhabe.engagement.allowances.limits import last_day_to_keep
from teilhabe.engagement.allowances.models import AllowancePayment

BY = Operator("teilhabe-office")


@job(label=_("Alte Aufwandspauschalen löschen"))
def delete_old_payments() -> None:
    """Those whose year ended so long ago that the dated rule no longer wants them kept."""
    old = AllowancePayment.objects.filter(paid_on__lte=last_day_to_keep(localdate()))
    for row in old.select_related("volunteer__person"):
        RemovePayment(by=BY, payment=row).run()


schedule(delete_old_payments, daily(at="03:15"))
