"""Whether the site does its work, for monitoring systems: a few milliseconds, no session, no secrets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from teilhabe.core.backup.kept import newest_backup
from teilhabe.core.backup.space import LEAST_FREE, space_at
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
        cities, lag = current_publications().count(), _job_lag()
    except DatabaseError:
        return Health(False, None, None, _backup_age(), _free())
    return Health(True, cities, lag, _backup_age(), _free())


def _job_lag() -> int:
    """Since when the job waits that has been due longest; 0 where none is."""
    now = timezone.now()
    due = DBTaskResult.objects.ready()
    asked = due.filter(run_after=get_date_max()).order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    timed = due.exclude(run_after=get_date_max()).order_by("run_after").values_list("run_after", flat=True).first()
    since = min(filter(None, (asked, timed)), default=now)
    return int((now - since).total_seconds())


def _backup_age() -> int | None:
    newest = newest_backup(settings.BACKUP_DIR)
    return int((datetime.now(UTC) - newest.made_at).total_seconds()) if newest else None


def _free() -> int | None:
    try:
        return space_at(settings.VAR_DIR).free
    except OSError:
        return None
