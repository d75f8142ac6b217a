"""Series are laid out ahead, and whoever comes is reminded, once, in their language."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.jobs.job import daily, every, job, schedule
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.shifts import letters
from teilhabe.engagement.shifts.models import Series, SignUp
from teilhabe.engagement.shifts.scheduling import AHEAD, lay_out

REMINDED_BEFORE = timedelta(hours=36)
TOO_NEW = timedelta(hours=12)
"""Whoever signed up just now knows it still."""
AT_ONCE = 200
GOING_ON = (Opportunity.State.OPEN, Opportunity.State.FILLED)


@job(label=_("Termine einer Reihe anlegen"))
def lay_out_series() -> None:
    until = timezone.localdate() + AHEAD
    going_on = Series.objects.filter(ended_at=None, opportunity__state__in=GOING_ON)
    for series in going_on.select_related("opportunity"):
        lay_out(series, until)


@job(label=_("An Einsätze erinnern"))
def remind() -> None:
    """Marked in the transaction that stores the mail: killed at any moment, nobody is reminded twice."""
    now = timezone.now()
    due = SignUp.objects.filter(
        state=SignUp.State.BOOKED,
        reminded_at=None,
        created_at__lte=now - TOO_NEW,
        shift__is_cancelled=False,
        shift__starts_at__gt=now,
        shift__starts_at__lte=now + REMINDED_BEFORE,
    )
    for each in due.select_related("shift__opportunity", "volunteer__person")[:AT_ONCE]:
        letters.remind(each)
        each.reminded_at = now
        each.save(update_fields=["reminded_at"])


schedule(lay_out_series, daily(at="04:20"))
schedule(remind, every(15))
