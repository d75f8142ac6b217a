"""django-tasks' database backend, with a `Job` beside each of its tasks, so that none is without lease and attempts."""

from __future__ import annotations

from typing import Any

from asgiref.sync import sync_to_async
from django.db import transaction
from django_tasks_db import DatabaseBackend


class LeasedBackend(DatabaseBackend):
    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        # The backend is made while the first jobs are declared, which may be before the models can be loaded.
        from teilhabe.core.jobs.models import Job
        from teilhabe.core.jobs.terms import terms_of

        with transaction.atomic():
            result: Any = super().enqueue(task, args, kwargs)
            Job.objects.create(task_id=result.id, max_attempts=terms_of(task.module_path).max_attempts)
        return result

    async def aenqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        return await sync_to_async(self.enqueue)(task, args, kwargs)
