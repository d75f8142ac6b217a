"""`/healthz` tells monitoring systems what is wrong, fast and without secrets."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from time import thread_time
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries, Settings

from teilhabe.core.backup.space import Space
from teilhabe.core.jobs.job import enqueue, job
from teilhabe.portal import health

LIMIT_MS = 5


@job()
def waits() -> None: ...


@pytest.fixture(autouse=True)
def office(published: Path, tmp_path: Path, settings: Settings) -> None:
    settings.VAR_DIR, settings.BACKUP_DIR = tmp_path, tmp_path / "backups"


def _ask(client: Client) -> tuple[int, dict[str, Any]]:
    response = client.get("/healthz")
    assert "sessionid" not in response.cookies
    return response.status_code, response.json()


def test_a_working_site_says_so(client: Client) -> None:
    status, content = _ask(client)
    assert (status, content["status"], content["problems"], content["cities"]) == (200, "ok", [], 2)
    assert (content["job_lag_seconds"], content["backup_age_seconds"]) == (0, None)
    assert content["disk_free_bytes"] > 0


def test_a_database_that_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise DatabaseError

    monkeypatch.setattr(health, "current_publications", broken)
    status, content = _ask(client)
    assert (status, content["problems"]) == (503, ["database"])


def test_a_job_that_waits_for_long(client: Client) -> None:
    enqueue(waits)
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    status, content = _ask(client)
    assert (status, content["problems"]) == (503, ["jobs"])
    assert content["job_lag_seconds"] >= 3600


def test_a_job_for_later_does_not_lag(client: Client) -> None:
    enqueue(waits, run_after=timezone.now() + timedelta(hours=1))
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(days=1))
    assert _ask(client)[0] == 200


def test_a_backup_that_is_late(client: Client, tmp_path: Path) -> None:
    (tmp_path / "backups/2020-01-01T000000Z").mkdir(parents=True)
    assert _ask(client)[1]["problems"] == ["backup"]


def test_a_full_disk(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "space_at", lambda _folder: Space(free=1000, total=10**12))
    assert _ask(client)[1]["problems"] == ["disk"]


def test_it_takes_three_queries_and_a_few_milliseconds(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _ask(client)
    with django_assert_max_num_queries(3):
        _ask(client)
    times = []
    for _attempt in range(20):
        start = thread_time()
        client.get("/healthz")
        times.append((thread_time() - start) * 1000)
    assert min(times) <= LIMIT_MS  # what it takes when nobody else keeps the processor busy
