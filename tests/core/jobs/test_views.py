"""Administrators see what the queue does, and decide about what has failed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.core.jobs import samples

from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.jobs.job import enqueue
from teilhabe.core.jobs.models import Job, Worker
from teilhabe.core.jobs.queue import claim
from teilhabe.core.jobs.working import work_off
from teilhabe.core.users.models import Organisation
from teilhabe.core.users.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(site: Path) -> list[Job]:
    """Two jobs that have failed."""
    jobs = [enqueue(samples.despair) for _number in range(2)]
    work_off()
    return jobs


def _page(cast: Cast, role: Role = Role.ADMINISTRATOR) -> str:
    return cast.client(role).get(reverse("jobs:queue")).content.decode()


def test_the_page_tells_what_waits_runs_has_failed_and_was_done(failed: list[Job], cast: Cast) -> None:
    enqueue(samples.found, "A")
    work_off()
    enqueue(samples.found_outside, "B")
    claim("a worker")
    enqueue(samples.nothing, run_after=timezone.now() + timedelta(hours=3))
    page = _page(cast)
    for told in ("despair", "PermanentFailure", "Verein anlegen", "in Arbeit, begonnen", "wartet bis"):
        assert told in page


def test_an_office_without_a_worker_is_told_so(site: Path, cast: Cast) -> None:
    assert "Kein Hintergrunddienst läuft" in _page(cast)
    Worker.objects.create(name="alive", started_at=timezone.now(), seen_at=timezone.now())
    assert "Kein Hintergrunddienst läuft" not in _page(cast)


def test_an_empty_queue_says_that_all_is_well(site: Path, cast: Cast) -> None:
    page = _page(cast)
    assert "Nichts ist fehlgeschlagen." in page
    assert "Nichts wartet." in page


def test_a_long_queue_takes_no_more_queries_than_a_short_one(
    site: Path, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        enqueue(samples.found, str(number))
        enqueue(samples.despair)
    work_off(limit=60)
    client = cast.client(Role.ADMINISTRATOR)
    with django_assert_max_num_queries(15):
        client.get(reverse("jobs:queue"))


def test_nothing_happens_before_it_is_confirmed(failed: list[Job], cast: Cast) -> None:
    client = cast.client(Role.ADMINISTRATOR)
    for name in ("jobs:retry", "jobs:discard"):
        page = client.get(reverse(name), {"job": str(failed[0].pk)})
        assert "despair" in page.content.decode()
    assert set(Job.objects.values_list("task__status", flat=True)) == {"FAILED"}


def test_failed_jobs_are_tried_again_with_all_their_attempts(failed: list[Job], cast: Cast) -> None:
    address = f"{reverse('jobs:retry')}?job={failed[0].pk}&job={failed[1].pk}"
    page = cast.client(Role.ADMINISTRATOR).post(address, follow=True)
    assert "2 Aufträge laufen gleich noch einmal." in page.content.decode()
    assert list(Job.objects.values_list("task__status", "attempts", "last_error")) == [("READY", 0, "")] * 2
    assert work_off() == 2
    assert AuditEntry.objects.filter(action="jobs.RetryJob").count() == 2


def test_a_discarded_job_is_shown_no_more_and_its_key_stays_known(site: Path, cast: Cast) -> None:
    job = enqueue(samples.despair, key="the one")
    work_off()
    client = cast.client(Role.ADMINISTRATOR)
    page = client.post(f"{reverse('jobs:discard')}?job={job.pk}", follow=True).content.decode()
    assert "1 Auftrag ist verworfen." in page
    assert "Nichts ist fehlgeschlagen." in page
    assert enqueue(samples.despair, key="the one") == job
    assert work_off() == 0
    assert AuditEntry.objects.get(action="jobs.DiscardJob").target_key == str(job.pk)


def test_what_has_not_failed_is_left_alone(site: Path, cast: Cast) -> None:
    job = enqueue(samples.found, "A")
    client = cast.client(Role.ADMINISTRATOR)
    for keys in ([str(job.pk)], ["no key"], []):
        page = client.post(reverse("jobs:discard", query={"job": keys}), follow=True)
        assert "Es ist kein fehlgeschlagener Auftrag ausgewählt." in page.content.decode()
    assert work_off() == 1
    assert Organisation.objects.filter(name="A").exists()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.HEAD_OF_OFFICE])
def test_who_may_only_look_finds_nothing_to_press(failed: list[Job], cast: Cast, role: Role) -> None:
    page = _page(cast, role)
    assert "despair" in page
    assert "erneut versuchen" not in page
    client = cast.client(role)
    for name in ("jobs:retry", "jobs:discard"):
        assert client.post(f"{reverse(name)}?job={failed[0].pk}").status_code == 403


def test_nobody_else_sees_the_queue(site: Path, cast: Cast) -> None:
    assert cast.client(Role.COORDINATOR).get(reverse("jobs:queue")).status_code == 403
