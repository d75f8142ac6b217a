"""The hourly backup, and the list of tombstones that follows more closely."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from teilhabe.core.backup.place import configured
from teilhabe.core.backup.taking import take_backup
from teilhabe.core.backup.tombstones import add_tombstones
from teilhabe.core.jobs.job import every, job, schedule


@job(max_attempts=3, label=_("Stündliche Sicherung"), in_transaction=False)
def hourly_backup() -> None:
    """At most an hour is lost with a machine."""
    take_backup(settings.BACKUP_DIR)


@job(max_attempts=3, label=_("Löschliste neben die Sicherungen legen"), in_transaction=False)
def keep_tombstones() -> None:
    """Whoever was erased a few minutes before a machine is lost stays erased."""
    if settings.BACKUP_DIR.is_dir():
        add_tombstones(configured().tombstones, settings.BACKUP_DIR)


schedule(hourly_backup, every(minutes=60))
schedule(keep_tombstones, every(minutes=5))
