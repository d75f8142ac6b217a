"""A job happens once and whole: or it is undone, told, and tried again."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.db import transaction
from tests.core.jobs import samples
from tests.core.jobs.clock import Clock

from teilhabe.core.jobs.job import enqueue
from teilhabe.core.jobs.models import Job
from teilhabe.core.jobs.queue import LEASE, claim
from teilhabe.core.jobs.working import work_off
from teilhabe.core.users.models import Organisation

pytestmark = pytest.mark.django_db


def _names() -> list[str]:
    return list(Organisation.objects.order_by("name").values_list("name", flat=True))


def test_jobs_run_in_the_order_in_which_they_came() -> None:
    for name in ("A", "B", "C"):
        enqueue(samples.found, name)
    assert work_off(limit=2) == 2
    assert _names() == ["A", "B"]
    assert (work_off(), work_off()) == (1, 0)
    assert _names() == ["A", "B", "C"]


def test_a_job_that_is_done_is_marked_as_done() -> None:
    job = enqueue(samples.found, "A")
    work_off()
    job.refresh_from_db()
    assert (job.task.status, job.attempts, job.lease_holder, job.lease_until) == ("SUCCESSFUL", 1, "", None)


def test_a_task_of_django_tasks_is_a_job_like_any_other() -> None:
    samples.found.enqueue("A")
    assert work_off() == 1
    assert _names() == ["A"]


def test_a_job_waits_for_its_time(clock: Clock) -> None:
    enqueue(samples.found, "A", run_after=clock.now + timedelta(hours=1))
    assert work_off() == 0
    clock.forward(hours=1)
    assert work_off() == 1


def test_a_job_goes_with_the_transaction_that_asked_for_it() -> None:
    with transaction.atomic():
        enqueue(samples.found, "A")
        transaction.set_rollback(True)
    assert work_off() == 0


def test_a_key_that_is_known_leads_to_its_job() -> None:
    first = enqueue(samples.found, "A", key="the one")
    assert enqueue(samples.found, "A", key="the one") == first
    work_off()
    assert enqueue(samples.found, "A", key="the one") == first
    assert work_off() == 0


def test_what_a_failing_job_did_is_undone_and_the_job_tried_again_after_growing_pauses(clock: Clock) -> None:
    job = enqueue(samples.found_and_fail, "A")
    for pause in (timedelta(seconds=30), timedelta(minutes=2)):
        assert work_off() == 1
        job.task.refresh_from_db()
        assert job.task.status == "READY"
        assert pause * 0.75 <= job.task.run_after - clock.now <= pause * 1.25
        assert work_off() == 0
        clock.now = job.task.run_after
    assert work_off() == 1
    job.refresh_from_db()
    assert (job.task.status, job.attempts, job.last_error) == ("FAILED", 3, "RuntimeError")
    clock.forward(days=30)
    assert work_off() == 0
    assert _names() == []


def test_a_failure_that_no_attempt_can_mend_fails_at_once() -> None:
    job = enqueue(samples.despair)
    work_off()
    job.refresh_from_db()
    assert (job.task.status, job.attempts, job.last_error) == ("FAILED", 1, "PermanentFailure")


def test_once_the_last_attempt_failed_and_not_before_the_job_that_follows_is_asked_for(clock: Clock) -> None:
    enqueue(samples.hope_in_vain, "A")
    for _attempt in range(2):
        work_off()
        clock.forward(days=1)
    assert _names() == []
    work_off()
    assert _names() == ["A"]


def test_what_follows_is_asked_for_where_the_job_killed_its_workers(clock: Clock) -> None:
    job = enqueue(samples.hope_in_vain, "A")
    for _attempt in range(job.max_attempts):
        assert claim("worker")
        clock.now += LEASE + timedelta(seconds=1)
    work_off()
    assert _names() == ["A"]


def test_neither_queue_nor_log_keep_what_an_error_says(caplog: pytest.LogCaptureFixture, clock: Clock) -> None:
    with caplog.at_level(logging.DEBUG):
        job = enqueue(samples.found_and_fail, "A")
        work_off()
        clock.forward(days=1)
        work_off()
    job.refresh_from_db()
    told = "\n".join(
        record.getMessage() + str(record.exc_info) for record in caplog.records if "django" not in record.name
    )
    assert "found_and_fail failed in attempt 1 of 3: RuntimeError at samples.py:" in told
    assert "secret" not in told
    assert "secret" not in f"{job.last_error}{job.task.traceback}{job.task.exception_class_path}"


def test_a_job_whose_function_is_gone_fails_like_any_other() -> None:
    job = enqueue(samples.found, "A")
    job.task.task_path = "tests.core.jobs.samples.gone"
    job.task.save()
    assert work_off() == 1
    job.refresh_from_db()
    assert job.last_error == "ImportError"


def test_the_job_of_a_worker_that_died_is_done_by_another_one_once_the_lease_is_over(clock: Clock) -> None:
    enqueue(samples.found, "A")
    assert claim("the one that dies") is not None
    assert work_off() == 0
    clock.now += LEASE + timedelta(seconds=1)
    assert work_off() == 1
    assert _names() == ["A"]


def test_a_job_that_kills_its_workers_ends_as_failed(clock: Clock) -> None:
    job = enqueue(samples.found, "A")
    for _death in range(3):
        assert claim("the one that dies") is not None
        clock.now += LEASE + timedelta(seconds=1)
    assert work_off() == 0
    job.refresh_from_db()
    assert (job.task.status, job.last_error) == ("FAILED", "WorkerLost")


def test_who_has_lost_the_lease_undoes_everything() -> None:
    job = enqueue(samples.lose_the_lease, "A")
    assert work_off(limit=1) == 1
    job.refresh_from_db()
    assert _names() == []
    assert job.task.status == "RUNNING"


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_a_job_makes_its_own() -> None:
    enqueue(samples.found_outside, "A")
    work_off()
    assert _names() == ["A"]
    assert Job.objects.get().task.status == "SUCCESSFUL"
