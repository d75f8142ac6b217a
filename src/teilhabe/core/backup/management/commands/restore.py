"""Restores a backup, or tries whether it could be restored."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from teilhabe.core.backup.place import configured, other
from teilhabe.core.backup.restoring import Restored, drill, restore


class Command(BaseCommand):
    help = (
        "Spielt eine Sicherung ein. Restores a backup: teilhabe-office restore var/backups/2026-11-23T040000Z --drill"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", type=Path, help="Ordner der Sicherung · folder of the backup")
        parser.add_argument("--drill", action="store_true", help="nur proben · only try, change nothing")
        parser.add_argument("--to", type=Path, help="anderer Ordner als VAR_DIR · another folder than VAR_DIR")
        parser.add_argument(
            "--replace", action="store_true", help="Vorhandenes ablösen · take the place of what is there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        backup = options["backup"].resolve()
        place = other(options["to"].resolve()) if options["to"] else configured()
        if options["drill"]:
            result = drill(backup, place)
            self.stdout.write(json.dumps(asdict(result), ensure_ascii=False))
            self.stderr.write(_("Die Probe ist gelungen: %(told)s.") % {"told": _told(result)})
        else:
            result = restore(backup, place, options["replace"])
            self.stdout.write(_("Die Sicherung ist eingespielt: %(told)s.") % {"told": _told(result)})
        if result.aside:
            self.stdout.write(_("Was vorher da war, liegt in: %(places)s") % {"places": ", ".join(result.aside)})


def _told(result: Restored) -> str:
    told = _("%(rows)s Zeilen und %(files)s Dateien wie gesichert, %(erased)s Personen erneut gelöscht, %(seconds)s s")
    return told % {
        "rows": result.rows,
        "files": result.files,
        "erased": result.erased_again,
        "seconds": result.seconds,
    }
