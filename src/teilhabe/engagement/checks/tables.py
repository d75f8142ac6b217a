"""The lists of certificates and of wordings."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from teilhabe.core.tables.table import Choice, Column, Table
from teilhabe.engagement.checks.selectors import SHOWN, STANDINGS
from teilhabe.engagement.checks.terms import counts_until
from teilhabe.engagement.volunteers.selectors import with_text


def _until(row: Any) -> date | None:
    return counts_until(row.inspected_on) if row.standing in SHOWN else None


CERTIFICATES = Table(
    name="checks",
    title=_("Führungszeugnisse"),
    columns=(
        Column(
            "name",
            _("Name"),
            value=str,
            order_by=("person__family_name", "person__given_name"),
            address=lambda row: reverse("checks:volunteer", kwargs={"volunteer": row.pk}),
        ),
        Column("standing", _("Zustand"), value=lambda row: STANDINGS[row.standing], order_by=("standing",)),
        Column("due_on", _("vorzulegen bis"), order_by=("due_on",)),
        Column("until", _("gilt bis"), value=_until),
    ),
    filters=(
        Choice(
            "standing",
            _("Zustand"),
            lookup="standing",
            choices=lambda: [(key, str(name)) for key, name in STANDINGS.items() if key != "none"],
        ),
    ),
    search=("person__in", with_text),
    order=("person__family_name", "person__given_name"),
    empty=_(
        "Hier steht, wer ein Führungszeugnis braucht oder gezeigt hat. Ob eine Aufgabe es verlangt, steht bei der "
        "Einsatzmöglichkeit."
    ),
)

TEXT_LIST = Table(
    name="declaration_texts",
    title=_("Erklärungen"),
    columns=(
        Column(
            "name",
            _("Art der Erklärung"),
            value=lambda row: row.get_kind_display(),
            address=lambda row: row.get_absolute_url(),
        ),
        Column("version", _("Nummer der Fassung"), is_number=True),
        Column("published_on", _("gilt seit")),
    ),
    order=("kind", "-version"),
    empty=_("Noch kein Wortlaut. Legen Sie fest, was Ehrenamtliche unterschreiben, zum Beispiel zur Verschwiegenheit."),
)
