"""Writes what people ask about, as numbers, for the statistics zone."""  # noqa: N999  # the name of the command

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.outreach.inbox.need_signals.counting import write_missing, write_month
from teilhabe.outreach.inbox.need_signals.jobs import MONTHS


class Command(BaseCommand):
    help = (
        "Legt die Zahl der Gespräche nach Thema, Sprache und Stadtteil in die Dateiablage. "
        "Puts the number of conversations by topic, language and district into the file drop: "
        "teilhabe-office need-signals --month 2026-10"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--month", help="JJJJ-MM; ohne Angabe alle fertigen Monate, die noch fehlen")

    def handle(self, *args: Any, month: str | None = None, **options: Any) -> None:
        today = timezone.localdate()
        paths = [write_month(_month(month, today), settings.FILE_DROP)] if month else self._missing(today)
        for path in paths:
            self.stdout.write(str(path))

    def _missing(self, today: date) -> list[Any]:
        paths = write_missing(settings.FILE_DROP, today, MONTHS)
        if not paths:
            self.stderr.write(_("Es fehlt kein Monat."))
        return paths


def _month(written: str, today: date) -> date:
    """CommandError for what is no month, and for one that is not over: its numbers would change."""
    try:
        month = date.fromisoformat(f"{written}-01")
    except ValueError as error:
        raise CommandError(
            _("%(month)s ist kein Monat. Schreiben Sie zum Beispiel 2026-10.") % {"month": written}
        ) from error
    if month >= today.replace(day=1):
        raise CommandError(_("Der Monat %(month)s ist noch nicht vorbei.") % {"month": written})
    return month
