"""Start page, navigation and doctor hear of the queue."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.core.jobs import samples
from tests.core.jobs.clock import Clock

from teilhabe.core.extensions import Examined
from teilhabe.core.jobs.job import SCHEDULE, enqueue
from teilhabe.core.jobs.models import Worker
from teilhabe.core.jobs.slots import failed_jobs, failures, queue, queue_health, workers_alive
from teilhabe.core.jobs.terms import TERMS
from teilhabe.core.jobs.working import work_off
from teilhabe.core.users.roles import Role

pytestmark = pytest.mark.django_db


def _only(examined: list[Examined]) -> Examined:
    [found] = examined
    return found


def test_failed_jobs_wait_for_administrators_and_for_nobody_else(cast: Cast) -> None:
    enqueue(samples.despair)
    work_off()
    [waiting] = failed_jobs(cast.user(Role.ADMINISTRATOR))
    assert (waiting.count, waiting.is_urgent) == (1, True)
    assert list(failed_jobs(cast.user(Role.AUDITOR))) == []


def test_only_those_who_may_see_the_queue_find_it_in_the_navigation(cast: Cast) -> None:
    assert len(list(queue(cast.user(Role.AUDITOR)))) == 1
    assert list(queue(cast.user(Role.EDITOR))) == []


@pytest.mark.parametrize("is_timed", [False, True])
def test_the_doctor_fails_where_a_due_job_waits_for_long(clock: Clock, is_timed: bool) -> None:
    enqueue(samples.nothing, run_after=clock.now + timedelta(hours=1) if is_timed else None)
    clock.forward(hours=1 if is_timed else 0, minutes=5)
    assert _only(list(queue_health())).is_good
    clock.forward(minutes=6)
    examined = _only(list(queue_health()))
    assert (examined.is_good, examined.is_warning) == (False, False)
    assert "11" in examined.text
    work_off()
    assert _only(list(queue_health())).is_good


def test_the_doctor_warns_where_no_worker_is_alive() -> None:
    Worker.objects.create(name="dead", started_at=timezone.now(), seen_at=timezone.now() - timedelta(minutes=2))
    examined = _only(list(workers_alive()))
    assert (examined.is_good, examined.is_warning) == (False, True)
    Worker.objects.create(name="alive", started_at=timezone.now(), seen_at=timezone.now())
    assert _only(list(workers_alive())).is_good


def test_the_doctor_warns_of_failed_jobs() -> None:
    assert _only(list(failures())).is_good
    enqueue(samples.despair)
    work_off()
    assert not _only(list(failures())).is_good


def test_every_job_of_the_office_has_a_name_that_people_can_read(cast: Cast) -> None:
    ours = {path: terms.label for path, terms in TERMS.items() if path.startswith("teilhabe.")}
    assert ours.keys() >= {path for path in SCHEDULE if path.startswith("teilhabe.")}
    assert [path for path, label in ours.items() if not label] == []
