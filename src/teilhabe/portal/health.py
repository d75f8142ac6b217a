"""Whether the site does its work, for monitoring systems: a few milliseconds, no session, no secrets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import DatabaseError

from teilhabe.core.backup.kept import newest_backup
from teilhabe.core.backup.space import LEAST_FREE, space_at
from teilhabe.core.jobs.selectors import lag
from teilhabe.monitoring.selectors import current_publications

LONGEST_JOB_LAG = timedelta(minutes=15)
OLDEST_BACKUP = timedelta(hours=26)


@dataclass(frozen=True)
class Health:
    """Seconds and bytes; None where there is nothing to measure."""

    database: bool
    cities: int | None
    job_lag_seconds: int | None
    backup_age_seconds: int | None
    disk_free_bytes: int | None

    @property
    def problems(self) -> list[str]:
        found = {
            "database": not self.database,
            "jobs": (self.job_lag_seconds or 0) > LONGEST_JOB_LAG.total_seconds(),
            "backup": (self.backup_age_seconds or 0) > OLDEST_BACKUP.total_seconds(),
            "disk": self.disk_free_bytes is None or self.disk_free_bytes < LEAST_FREE,
        }
        return [name for name, is_bad in found.items() if is_bad]


def health_now() -> Health:
    """Nothing raises: what cannot be measured is a problem or None."""
    try:
        cities, waited = current_publications().count(), int(lag().total_seconds())
    except DatabaseError:
        return Health(False, None, None, _backup_age(), _free())
    return Health(True, cities, waited, _backup_age(), _free())


def _backup_age() -> int | None:
    newest = newest_backup(settings.BACKUP_DIR)
    return int((datetime.now(UTC) - newest.made_at).total_seconds()) if newest else None


def _free() -> int | None:
    try:
        return space_at(settings.VAR_DIR).free
    except OSError:
        return None
