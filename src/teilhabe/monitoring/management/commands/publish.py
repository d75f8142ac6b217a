"""Opens an approved release to the public."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from teilhabe.core.audit.action import Operator
from teilhabe.monitoring.actions import publish
from teilhabe.monitoring.management.person import person


class Command(BaseCommand):
    help = "Veröffentlicht eine freigegebene Fassung. Publishes an approved release: teilhabe-office publish DIRECTORY"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path, help="Ordner der Fassung · folder of the release")
        parser.add_argument("--by", default=person(), help="wer veröffentlicht · who publishes")

    def handle(self, *args: Any, **options: Any) -> None:
        publication = publish(options["directory"], Operator(options["by"]))
        text = _("%(city)s: Fassung %(release)s ist veröffentlicht.")
        self.stdout.write(text % {"city": publication.city, "release": publication.release_id})
