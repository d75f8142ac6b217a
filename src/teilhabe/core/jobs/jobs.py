"""What the queue does for itself."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from teilhabe.core.jobs.job import daily, job, schedule
from teilhabe.core.jobs.models import Worker

KEPT = timedelta(days=30)
"""How long a job that is done stays known, and with it its key."""

LOST = timedelta(days=1)
"""How long a worker that did not say goodbye is shown."""


@job(label=_("Warteschlange aufräumen"))
def tidy_up() -> None:
    """Forget the jobs that were done or discarded long ago, and the workers that died."""
    now = timezone.now()
    is_done = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - KEPT)
    is_discarded = Q(status=TaskResultStatus.FAILED, job__discarded_at__lt=now - KEPT)
    DBTaskResult.objects.filter(is_done | is_discarded).delete()
    Worker.objects.filter(seen_at__lt=now - LOST).delete()


schedule(tidy_up, daily(at="04:20"))
