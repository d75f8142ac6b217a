"""Takes a city's figures from the public."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from teilhabe.core.audit.action import Operator
from teilhabe.monitoring.actions import withdraw
from teilhabe.monitoring.management.person import person


class Command(BaseCommand):
    help = "Nimmt die Fassung einer Stadt zurück. Withdraws a city's release: teilhabe-office withdraw musterstadt"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("city", help="Kennung der Stadt · id of the city")
        parser.add_argument(
            "release", nargs="?", default="", help="Fassung, sonst die aktuelle · release, else the current"
        )
        parser.add_argument("--by", default=person(), help="wer zurücknimmt · who withdraws")

    def handle(self, *args: Any, **options: Any) -> None:
        publication = withdraw(options["city"], Operator(options["by"]), options["release"])
        text = _("%(city)s: Fassung %(release)s ist zurückgenommen.")
        self.stdout.write(text % {"city": publication.city, "release": publication.release_id})
