"""Every quarter of an hour: whatever its job has given up is laid before a person."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus

from teilhabe.core.jobs.job import every, job, schedule
from teilhabe.core.jobs.models import Job
from teilhabe.core.jobs.queue import WORKER_LOST
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.sending import job_key, note_end, recall_key, said, same_try

State = Dispatch.State
STUCK_AFTER = timedelta(minutes=10)


@job(label=_("Nach liegen gebliebenen Aussendungen sehen"))
def look_after() -> None:
    """What its job has given up waits for a person: not sent where every attempt failed, else undecided."""
    late = timezone.now() - STUCK_AFTER
    for dispatch in Dispatch.objects.filter(state=State.SENDING, attempted_at__lt=late):
        given_up = Job.objects.filter(key=job_key(dispatch), task__status=TaskResultStatus.FAILED).first()
        if given_up is not None:
            is_known = given_up.last_error != WORKER_LOST
            tried = said(_("Auch nach mehreren Versuchen ist es nicht gelungen."))
            note_end(dispatch, State.FAILED if is_known else State.UNDECIDED, error=tried)
    for dispatch in Dispatch.objects.filter(state=State.RECALLING):
        if Job.objects.filter(key=recall_key(dispatch), task__status=TaskResultStatus.FAILED).exists():
            error = said(_("Das Zurückziehen ist nicht gelungen. Bitte versuchen Sie es noch einmal."))
            same_try(dispatch).filter(state=State.RECALLING).update(state=State.SENT, error=error)


schedule(look_after, every(15))
