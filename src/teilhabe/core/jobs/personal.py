"""What the queue may say about people: by contract nothing; should a job break it, erasure finds it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from teilhabe.core.jobs.models import Job, Worker
from teilhabe.core.privacy.declarations import (
    NOBODY,
    Erasure,
    LegalBasis,
    PersonalData,
    Purpose,
    Retention,
    declare,
    declare_impersonal,
)
from teilhabe.core.privacy.names import give_names

BACKGROUND_WORK = Purpose(
    "background work",
    _("Arbeiten im Hintergrund"),
    _("Mails versenden, Dateien einlesen, Fristen einhalten: Der Auftrag nennt nur Schlüssel, keine Namen."),
)

declare(
    PersonalData(
        model=DBTaskResult,
        subject="",
        fields=("args_kwargs", "return_value", "traceback"),
        mentions=("args_kwargs", "return_value", "traceback"),
        impersonal=(
            "id",
            "status",
            "enqueued_at",
            "started_at",
            "finished_at",
            "priority",
            "task_path",
            "worker_ids",
            "queue_name",
            "backend_name",
            "run_after",
            "exception_class_path",
        ),
        purpose=BACKGROUND_WORK,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(after="finished_at", days=30, reason=_("So lange lassen sich Fehler aufklären.")),
        subject_model=NOBODY,
    ),
    # The task is deleted, and its job with it; a key that names somebody is emptied on its own.
    PersonalData(
        model=Job,
        subject="",
        fields=("key", "last_error"),
        mentions=("key", "last_error"),
        impersonal=("task", "attempts", "max_attempts", "lease_holder", "lease_until", "discarded_at"),
        purpose=BACKGROUND_WORK,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(after="task__finished_at", days=30, reason=_("So lange lassen sich Fehler aufklären.")),
        subject_model=NOBODY,
        on_erasure=Erasure.BLANK,
    ),
)
give_names(
    DBTaskResult,
    _("Auftrag"),
    _("Aufträge"),
    args_kwargs=_("Angaben"),
    return_value=_("Ergebnis"),
    traceback=_("Fehlerbericht"),
    finished_at=_("beendet am"),
)
declare_impersonal(Worker, _("Ein Prozess der Maschine."))
