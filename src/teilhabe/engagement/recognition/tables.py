"""The list from which letters are printed for many at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import EXPORT
from teilhabe.core.tables.table import BulkAction, Choice, Column, Table, YesNo, label_of
from teilhabe.core.users.models import User
from teilhabe.engagement import sheets
from teilhabe.engagement.recognition import letters
from teilhabe.engagement.recognition.card import MINUTES, verdicts
from teilhabe.engagement.recognition.selectors import engaged
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.engagement.volunteers.selectors import with_text
from teilhabe.errors import InputError


def _apply(user: User, rows: Iterable[Volunteer]) -> HttpResponse:
    """For those who meet every condition; the others are left out."""
    today = localdate()
    ready = [row for row in rows if all(each.is_met for each in verdicts(engaged(row, today), today))]
    if not ready:
        raise InputError(
            "Von diesen Personen erfüllt noch keine die Bedingungen der Ehrenamtskarte. Was fehlt, steht auf ihrer "
            "Seite.",
            "None of these people meets the conditions of the Ehrenamtskarte yet. Their pages say what is missing.",
        )
    return sheets.respond(letters.collective(ready), "ehrenamtskarte")


def _confirm(user: User, rows: Iterable[Volunteer]) -> HttpResponse:
    """For those who gave time within the last year."""
    today = localdate()
    made = [sheet for row in rows if engaged(row, today).minutes for sheet in letters.confirmation(row)]
    if not made:
        raise InputError(
            "Von diesen Personen sind im letzten Jahr keine Stunden bestätigt.",
            "No hours of these people were confirmed within the last year.",
        )
    return sheets.respond(made, "bestaetigungen")


def _thank(user: User, rows: Iterable[Volunteer]) -> HttpResponse:
    return sheets.respond([letters.thanks(row, letters.thanks_text(row)) for row in rows], "dank")


RECOGNITION = Table(
    name="recognition",
    title=_("Nachweise und Dank"),
    columns=(
        Column("name", _("Name"), value=str, order_by=("person__family_name", "person__given_name"),
               address=lambda row: str(row.get_absolute_url())),
        Column("state", _("Zustand"), value=label_of("state"), order_by=("state",)),
        Column("since", _("dabei seit"), order_by=("since",)),
        Column("minutes", _("Stunden im letzten Jahr"), value=lambda row: row.minutes // MINUTES,
               order_by=("minutes",), is_number=True),
        Column("has_hours", _("genug für die Ehrenamtskarte"), order_by=("has_hours",)),
    ),
    filters=(
        YesNo("enough", _("genug für die Ehrenamtskarte"), lookup="has_hours"),
        Choice("state", _("Zustand"), lookup="state", choices=lambda: Volunteer.State.choices),
    ),
    search=("person__in", with_text),
    order=("-minutes", "person__family_name", "person__given_name"),
    bulk=(
        BulkAction("apply", _("Ehrenamtskarte beantragen (PDF)"), EXPORT, _apply),
        BulkAction("confirm", _("Bestätigungen (PDF)"), EXPORT, _confirm),
        BulkAction("thank", _("Dankschreiben (PDF)"), EXPORT, _thank),
    ),
    empty=_("Noch ist niemand dabei."),
)  # fmt: skip
