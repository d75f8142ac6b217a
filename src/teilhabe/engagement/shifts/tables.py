"""The list of shifts."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from teilhabe.actors.choices import organisation_choices
from teilhabe.core.tables.table import Choice, Column, DateSpan, Table, YesNo
from teilhabe.engagement.shifts.selectors import matching, with_room


def when(shift: Any) -> str:
    """ "Mo 05.05.2031, 12:00–14:00"."""
    begins, ends = localtime(shift.starts_at), localtime(shift.ends_at)
    return f"{date_format(begins, 'D')} {begins:%d.%m.%Y}, {begins:%H:%M}–{ends:%H:%M}"


def _state(shift: Any) -> str:
    if shift.is_cancelled:
        return _now("fällt aus")
    lacking = shift.places - shift.taken
    if lacking < 1:
        return _now("voll")
    return ngettext("%(count)s fehlt", "%(count)s fehlen", lacking) % {"count": lacking}


SHIFTS_LIST = Table(
    name="shifts",
    title=_("Schichten"),
    columns=(
        Column("when", _("Wann"), value=when, order_by=("starts_at",), address=lambda row: str(row.get_absolute_url()),
               exported=lambda row: row.starts_at),
        Column("opportunity", _("Wofür"), value=lambda row: row.opportunity.title,
               order_by=("opportunity__title",)),
        Column("organisation", _("Organisation"), value=lambda row: row.opportunity.organisation.name,
               order_by=("opportunity__organisation__name",)),
        Column("place", _("Treffpunkt"), value=lambda row: row.place or row.opportunity.place),
        Column("taken", _("dabei"), order_by=("taken",), is_number=True),
        Column("places", _("Plätze"), order_by=("places",), is_number=True),
        Column("waiting", _("warten"), order_by=("waiting",), is_number=True),
        Column("state", _("Zustand"), value=_state),
    ),
    filters=(
        YesNo("lacking", _("es fehlt jemand"), lookup=lambda wanted: with_room(is_wanted=wanted)),
        Choice("organisation", _("Organisation"), lookup="opportunity__organisation", choices=organisation_choices),
        DateSpan("day", _("Tag"), lookup="starts_at", is_moment=True),
    ),
    search=("pk__in", matching),
    order=("starts_at",),
    empty=_("Noch gibt es keine Schicht. Legen Sie eine auf der Seite einer Einsatzmöglichkeit an."),
)  # fmt: skip
