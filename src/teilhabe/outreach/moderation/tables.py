"""The list of evidence."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from teilhabe.core.tables.table import Choice, Column, DateSpan, Table, label_of
from teilhabe.outreach.moderation.models import Evidence

EXCERPT = 90


def _excerpt(row: Evidence) -> str:
    return format_html('<bdi dir="auto">{}</bdi>', Truncator(row.text).chars(EXCERPT))


EVIDENCE_LIST = Table(
    name="evidence",
    title=_("Beweise"),
    columns=(
        Column("text", _("Text"), value=_excerpt, address=lambda row: str(row.get_absolute_url())),
        Column("reason", _("Grund"), value=label_of("reason")),
        Column("sender_name", _("Name"), order_by=("sender_name",)),
        Column("said_at", _("geschrieben am"), order_by=("said_at",)),
        Column("escalated_to", _("weitergegeben an"), value=label_of("escalated_to")),
        Column("taken_by", _("gesichert von"), value=lambda row: row.taken_by.name if row.taken_by else ""),
        Column("taken_at", _("gesichert am"), order_by=("taken_at",)),
        Column("digest", _("Prüfsumme"), only_exported=True),
    ),
    filters=(
        Choice("reason", _("Grund"), lookup="reason", choices=lambda: Evidence.Reason.choices),
        Choice(
            "escalated_to",
            _("weitergegeben an"),
            lookup="escalated_to",
            choices=lambda: [each for each in Evidence.Path.choices if each[0]],
        ),
        DateSpan("taken_at", _("gesichert am"), lookup="taken_at", is_moment=True),
    ),
    order=("-taken_at",),
    empty=_("Noch ist nichts gesichert. Unter jedem Beitrag von außen steht im Gespräch „Moderieren“."),
)
