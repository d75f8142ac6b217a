"""What is on the schedule is enqueued once for each time, whoever looks and however often."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.core.jobs import samples
from tests.core.jobs.clock import Clock

from teilhabe.core.jobs import job as jobs
from teilhabe.core.jobs import planning
from teilhabe.core.jobs.job import daily, every, schedule
from teilhabe.core.jobs.models import Job
from teilhabe.core.jobs.planning import plan
from teilhabe.core.jobs.queue import claim
from teilhabe.core.jobs.working import work_off

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_schedule(monkeypatch: pytest.MonkeyPatch) -> None:
    empty: dict[str, object] = {}
    monkeypatch.setattr(jobs, "SCHEDULE", empty)
    monkeypatch.setattr(planning, "SCHEDULE", empty)


@pytest.fixture
def noon(clock: Clock) -> Clock:
    clock.now = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
    return clock


def _live(clock: Clock, days: float, steps_per_hour: int = 4) -> int:
    """Workers look and work for some days; how many jobs ran."""
    ran = 0
    for _step in range(int(days * 24 * steps_per_hour)):
        clock.forward(hours=1 / steps_per_hour)
        plan()
        plan()  # another worker, or the same one after a restart
        ran += work_off()
    return ran


def test_each_time_is_enqueued_once_however_often_somebody_looks(noon: Clock) -> None:
    schedule(samples.nothing, daily(at="03:15"))
    plan()
    work_off()
    assert _live(noon, days=5) == 5


def test_both_jumps_of_the_clock_make_no_difference(noon: Clock) -> None:
    schedule(samples.nothing, daily(at="02:30"))
    for start in (datetime(2026, 3, 27, 12, tzinfo=UTC), datetime(2026, 10, 23, 12, tzinfo=UTC)):
        noon.now = start
        plan()
        work_off()
        assert _live(noon, days=3) == 3


def test_after_three_days_without_a_worker_a_daily_job_runs_once(noon: Clock) -> None:
    schedule(samples.nothing, daily(at="03:15"))
    plan()
    work_off()
    noon.forward(days=3)
    plan()
    assert work_off() == 1
    plan()
    assert work_off() == 0


def test_no_slot_is_added_while_the_one_before_is_under_way(noon: Clock) -> None:
    schedule(samples.nothing, every(minutes=5))
    plan()
    assert claim("a slow worker") is not None
    noon.forward(seconds=30, minutes=5)
    assert plan() == 0
    assert Job.objects.count() == 1


def test_a_slot_that_failed_does_not_stop_the_next_one(noon: Clock) -> None:
    schedule(samples.despair, every(minutes=5))
    assert _live(noon, days=1 / 24, steps_per_hour=12) == 12
