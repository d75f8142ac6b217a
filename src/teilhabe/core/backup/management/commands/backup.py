"""Takes a backup now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from teilhabe.core.backup.kept import examine
from teilhabe.core.backup.taking import take_backup


class Command(BaseCommand):
    help = "Sichert alles. Backs everything up: teilhabe-office backup --to /mnt/backups"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, default=settings.BACKUP_DIR, help="Ordner · folder (BACKUP_DIR)")

    def handle(self, *args: Any, **options: Any) -> None:
        made = take_backup(options["to"].resolve())
        manifest = examine(made)
        self.stdout.write(
            _("Gesichert und geprüft: %(backup)s (Tabellen: %(tables)s, Zeilen: %(rows)s, Dateien: %(files)s).")
            % {
                "backup": made,
                "rows": manifest.rows,
                "tables": len(manifest.tables),
                "files": len(manifest.files),
            }
        )
