"""The list of pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from teilhabe.core.tables.table import Choice, Column, Label, Table
from teilhabe.outreach.languages import own_name
from teilhabe.outreach.pictures.models import Picture
from teilhabe.outreach.pictures.selectors import (
    alternative_languages,
    is_ending,
    is_usable,
    missing_languages,
    used,
    widths_of,
)

THUMBNAIL = 96
_STATES: dict[str, Callable[[], Q]] = {
    "shown": is_usable,
    "ending": is_ending,
    "hidden": lambda: ~is_usable(),
    "unused": lambda: ~used(),
}


def _thumbnail(picture: Picture) -> SafeString:
    width = widths_of(picture)[0]
    address = reverse("pictures:file", kwargs={"picture": picture.pk, "width": width})
    height = max(1, round(picture.height * THUMBNAIL / picture.width))
    return format_html(
        '<img src="{}" alt="" width="{}" height="{}" loading="lazy">', address, THUMBNAIL, height
    )  # its name stands beside it


def _state(picture: Picture) -> str:
    if not getattr(picture, "is_usable", True):
        return gettext("nicht zu sehen")
    return gettext("läuft bald ab") if getattr(picture, "is_ending", False) else gettext("nutzbar")


def _missing(picture: Picture) -> str:
    return ", ".join(own_name(code) for code in missing_languages(picture))


def _states() -> Sequence[tuple[str, Label]]:
    return [
        ("shown", _("nutzbar")),
        ("ending", _("läuft bald ab")),
        ("hidden", _("nicht zu sehen")),
        ("unused", _("nirgends verwendet")),
    ]


LIST = Table(
    name="pictures",
    title=_("Bilder"),
    columns=(
        Column("thumbnail", _("Bild"), value=_thumbnail),
        Column("name", _("Bezeichnung"), order_by=("name",), address=lambda row: str(row.get_absolute_url())),
        Column("state", _("Zustand"), value=_state),
        Column("usable_until", _("nutzbar bis"), order_by=("usable_until",)),
        Column("missing", _("Alternativtext fehlt"), value=_missing),
        Column("author", _("Urheber"), order_by=("author",)),
        Column("added_at", _("aufgenommen am"), order_by=("added_at",)),
    ),
    filters=(
        Choice(
            "state",
            _("Zustand"),
            lookup=lambda value: _STATES[value](),
            choices=_states,
        ),
        Choice(
            "missing",
            _("Ohne Alternativtext"),
            lookup=lambda code: Q(is_decorative=False) & ~Q(alternatives__has_key=code),
            choices=lambda: [(code, own_name(code)) for code in alternative_languages()],
        ),
    ),
    search=("name__icontains", str),
    order=("-added_at",),
    empty=_("Noch gibt es kein Bild."),
)
