"""Organisations are asked every three months whether an opportunity is still right; without an answer it pauses."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.audit.action import Operator
from teilhabe.core.jobs.job import daily, job, schedule
from teilhabe.engagement.opportunities.actions import AskWhetherRight, PauseOpportunity
from teilhabe.engagement.opportunities.selectors import to_ask, unanswered

FRESHNESS = Operator("Aktualität der Einsatzmöglichkeiten")


@job(label=_("Organisationen fragen, ob ihre Einsatzmöglichkeiten noch stimmen"))
def keep_fresh() -> None:
    today = timezone.localdate()
    for row in unanswered(today).select_related("organisation"):
        PauseOpportunity(by=FRESHNESS, opportunity=row).run()
    for row in to_ask(today).select_related("organisation"):
        AskWhetherRight(by=FRESHNESS, opportunity=row).run()


schedule(keep_fresh, daily(at="06:40"))
