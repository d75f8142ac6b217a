"""Every night: evidence with data of minors that nobody asked for goes. Every few minutes: a word to the late."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.jobs.job import daily, every, job, schedule
from teilhabe.outreach.moderation.out_of_hours import reply_to_the_late
from teilhabe.outreach.moderation.selectors import minors_over


@job(label=_("Daten von Minderjährigen aus Beweisen löschen"))
def forget_minors() -> None:
    minors_over().delete()


@job(label=_("Außerhalb der Öffnungszeiten antworten"))
def reply_out_of_hours() -> None:
    reply_to_the_late()


schedule(reply_out_of_hours, every(5))
schedule(forget_minors, daily(at="03:40"))
