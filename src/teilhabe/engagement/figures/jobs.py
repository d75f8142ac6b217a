"""Every night: the numbers of a month or year that is over go to the statistics zone."""

from __future__ import annotations

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.core.jobs.job import daily, job, schedule
from teilhabe.engagement.figures.handing_over import write_missing


@job(label=_("Zahlen zum Ehrenamt in die Dateiablage legen"), in_transaction=False)
def hand_over_figures() -> None:
    write_missing(settings.FILE_DROP, localdate())


schedule(hand_over_figures, daily("04:20"))
