"""The list of given time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from teilhabe.actors.choices import organisation_choices
from teilhabe.core.access.policy import CHANGE
from teilhabe.core.tables.table import BulkAction, Choice, Column, DateSpan, Table, label_of
from teilhabe.core.users.models import User
from teilhabe.engagement.hours.actions import ApproveHours, ReopenHours
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.hours.selectors import matching

State = HourEntry.State


def _approve(user: User, rows: QuerySet[HourEntry]) -> str:
    done = [ApproveHours(by=user, entry=row).run() for row in rows.select_related("opportunity__organisation")]
    told = ngettext("%(count)s Meldung ist bestätigt.", "%(count)s Meldungen sind bestätigt.", len(done))
    return told % {"count": len(done)}


def _reopen(user: User, keys: Sequence[Any]) -> str:
    rows = HourEntry.objects.filter(pk__in=keys).select_related("opportunity__organisation")
    done = [ReopenHours(by=user, entry=row).run() for row in rows]
    told = ngettext("%(count)s Meldung ist wieder offen.", "%(count)s Meldungen sind wieder offen.", len(done))
    return told % {"count": len(done)}


HOURS_LIST = Table(
    name="hours",
    title=_("Stunden"),
    columns=(
        Column("volunteer", _("Wer"), value=lambda row: str(row.volunteer),
               order_by=("volunteer__person__family_name", "volunteer__person__given_name"),
               address=lambda row: reverse("hours:entry", args=[row.pk])),
        Column("day", _("Tag"), order_by=("day",)),
        Column("hours", _("Stunden"), value=lambda row: round(row.minutes / 60, 2), order_by=("minutes",),
               is_number=True),
        Column("opportunity", _("Wofür"), value=lambda row: row.opportunity.title, order_by=("opportunity__title",)),
        Column("organisation", _("Organisation"), value=lambda row: row.opportunity.organisation.name,
               order_by=("opportunity__organisation__name",)),
        Column("state", _("Zustand"), value=label_of("state"), order_by=("state",)),
        Column("note", _("Notiz"), only_exported=True),
    ),
    filters=(
        Choice("state", _("Zustand"), lookup="state", choices=lambda: State.choices),
        Choice("organisation", _("Organisation"), lookup="opportunity__organisation", choices=organisation_choices),
        DateSpan("day", _("Tag"), lookup="day"),
    ),
    search=("pk__in", matching),
    order=("-day", "-pk"),
    bulk=(
        BulkAction("approve", _("Bestätigen"), CHANGE, _approve, undo=_reopen, only=Q(state=State.REPORTED)),
    ),
    empty=_("Noch sind keine Stunden gemeldet. Aus Schichten werden sie von selbst, wenn jemand vermerkt, wer da war."),
)  # fmt: skip
OWN_HOURS_LIST = replace(HOURS_LIST, bulk=())
"""For volunteers: others confirm."""
