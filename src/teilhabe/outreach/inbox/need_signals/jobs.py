"""Every night: the numbers of a month that is over go to the statistics zone."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.jobs.job import daily, job, schedule
from teilhabe.outreach.inbox.need_signals.counting import write_missing

MONTHS = 12
"""Older conversations are deleted: their months cannot be counted any more."""


@job(label=_("Bedarfshinweise in die Dateiablage legen"), in_transaction=False)
def hand_over() -> None:
    write_missing(settings.FILE_DROP, timezone.localdate(), MONTHS)


schedule(hand_over, daily("04:10"))
