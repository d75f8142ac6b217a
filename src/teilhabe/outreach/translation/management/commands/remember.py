"""Makes the translation memory anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from teilhabe.outreach.translation.actions.memory import rebuild


class Command(BaseCommand):
    help = (
        "Baut den Übersetzungsspeicher aus allen Übersetzungen neu auf. "
        "Makes the translation memory anew from all translations: teilhabe-office remember"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            count = rebuild()
        self.stdout.write(_("Der Übersetzungsspeicher hat %(count)s Einträge.") % {"count": count})
