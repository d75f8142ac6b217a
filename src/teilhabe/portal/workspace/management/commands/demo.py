"""Fills an empty database with the invented office of Musterstadt."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from teilhabe.core.accounts.selectors import DEMO_DOMAIN
from teilhabe.core.audit.action import Operator
from teilhabe.core.audit.models import AuditEntry
from teilhabe.errors import InputError, UsageError
from teilhabe.portal.workspace.actions import MakeDemonstration
from teilhabe.portal.workspace.demonstration import is_empty

MOST_PERSONS = 100_000


class Command(BaseCommand):
    help = (
        "Legt erfundene Personen und Konten an. Makes invented people and accounts: teilhabe-office demo --persons 200"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--persons", type=int, default=200, help="wie viele Personen · how many people (200)")

    def handle(self, *args: Any, **options: Any) -> None:
        if AuditEntry.objects.filter(action=MakeDemonstration.logged_as()).exists():
            self.stdout.write(_("Die Vorführung ist schon da."))
            return
        persons = _make(options["persons"])
        self.stdout.write(
            _("%(count)s erfundene Personen und ein Konto für jede Rolle sind angelegt, zum Beispiel %(example)s.")
            % {"count": persons, "example": f"coordinator@{DEMO_DOMAIN}"}
        )


def _make(persons: int) -> int:
    if not 1 <= persons <= MOST_PERSONS:
        raise UsageError(
            f"Bitte zwischen 1 und {MOST_PERSONS} Personen wählen.", f"Please choose 1 to {MOST_PERSONS} people."
        )
    if not is_empty():
        raise InputError(
            "In dieser Datenbank gibt es schon Konten oder Personen. Die Vorführung braucht eine leere. "
            "Bitte für die Vorführung VAR_DIR oder DATABASE_URL auf eine andere setzen.",
            "This database holds accounts, people or organisations already. Invented ones go into an empty one only; "
            "please set VAR_DIR or DATABASE_URL to another one for the demonstration.",
        )
    return MakeDemonstration(by=Operator("teilhabe-office demo"), persons=persons).run()
