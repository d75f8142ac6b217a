"""The dispatch log as a list."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from teilhabe.core.tables.table import Choice, Column, DateSpan, Label, Table, label_of
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.registry import CHANNELS
from teilhabe.outreach.channels.selectors import channel_name
from teilhabe.outreach.content.models import InfoItem


def _channels() -> Sequence[tuple[str, Label]]:
    return [(channel.key, channel.label) for channel in CHANNELS.values()]


def _items() -> Sequence[tuple[str, Label]]:
    items = InfoItem.objects.filter(dispatches__isnull=False).distinct().prefetch_related("variants")
    return sorted(((str(item.pk), str(item)) for item in items), key=lambda pair: pair[1].casefold())


def _title(row: Dispatch) -> str:
    """Between words of the office: it may run the other way."""
    return format_html('<bdi dir="auto">{}</bdi>', Truncator(str(row)).chars(80))


DISPATCHES_LIST = Table(
    name="dispatches",
    title=_("Aussendungen"),
    columns=(
        Column("title", _("Was"), value=_title, address=lambda row: str(row.get_absolute_url()), exported=str),
        Column("channel", _("Kanal"), value=lambda row: channel_name(row.channel), order_by=("channel",)),
        Column("language", _("Sprache"), value=lambda row: dict(settings.LANGUAGES).get(row.language, row.language)),
        Column("state", _("Zustand"), value=label_of("state"), order_by=("state",)),
        Column("item", _("Information"), value=lambda row: str(row.item) if row.item else ""),
        Column("made_by", _("verfasst von"), value=lambda row: row.made_by.name if row.made_by else ""),
        Column("made_at", _("verfasst"), order_by=("made_at",)),
        Column("sent_at", _("gesendet"), order_by=("sent_at",)),
        Column("address", _("Adresse"), only_exported=True),
        Column("text", _("Text"), only_exported=True),
    ),
    filters=(
        Choice("channel", _("Kanal"), lookup="channel", choices=_channels),
        Choice("state", _("Zustand"), lookup="state", choices=lambda: Dispatch.State.choices),
        Choice("language", _("Sprache"), lookup="language", choices=lambda: list(settings.LANGUAGES)),
        Choice("item", _("Information"), lookup="item", choices=_items),
        DateSpan("sent", _("gesendet"), lookup="sent_at", is_moment=True),
    ),
    search=("text__icontains", str.strip),
    order=("-made_at",),
    empty=_("Noch ist nichts ausgesandt. Öffnen Sie eine Information und wählen Sie „Aussenden“."),
)
