"""What repeats is due at the same local time all year round, and once on each day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.core.jobs.rhythm import Rhythm, daily, every

MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # hypothesis adds the zone
RHYTHMS = st.sampled_from([daily("03:15"), daily("02:30"), daily("00:00"), every(5), every(60), every(1440)])


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _slots(rhythm: Rhythm, since: datetime, until: datetime) -> list[datetime]:
    """The slots that somebody meets who looks every ten minutes."""
    moments = [since + timedelta(minutes=10) * n for n in range(int((until - since) / timedelta(minutes=10)) + 1)]
    return sorted({rhythm.latest(moment).due_at for moment in moments})


@pytest.mark.parametrize(
    ("day", "due"),
    [("2026-01-15", "2026-01-15T02:15"), ("2026-07-15", "2026-07-15T01:15"), ("2026-03-29", "2026-03-29T01:15")],
)
def test_a_daily_job_is_due_at_its_local_time_in_winter_and_in_summer(day: str, due: str) -> None:
    slot = daily("03:15").latest(_utc(f"{day}T12:00"))
    assert (slot.name, slot.due_at) == (day, _utc(due))


def test_a_time_that_the_clock_leaves_out_is_made_good_an_hour_later() -> None:
    rhythm = daily("02:30")  # 29 March 2026: from 02:00 straight to 03:00
    assert _slots(rhythm, _utc("2026-03-28T12:00"), _utc("2026-03-29T12:00"))[1:] == [_utc("2026-03-29T01:30")]


def test_a_time_that_comes_twice_is_due_once() -> None:
    rhythm = daily("02:30")  # 25 October 2026: after 03:00 it is 02:00 again
    assert _slots(rhythm, _utc("2026-10-24T12:00"), _utc("2026-10-25T12:00"))[1:] == [_utc("2026-10-25T00:30")]


def test_every_few_minutes_means_the_same_minutes_for_everybody() -> None:
    slot = every(minutes=15).latest(_utc("2026-05-04T10:44:59"))
    assert (slot.name, slot.due_at) == ("2026-05-04T10:30Z", _utc("2026-05-04T10:30"))
    assert every(minutes=15).next(_utc("2026-05-04T10:45")).due_at == _utc("2026-05-04T11:00")


@given(rhythm=RHYTHMS, now=MOMENTS)
def test_the_latest_slot_has_come_and_the_next_one_has_not(rhythm: Rhythm, now: datetime) -> None:
    latest, following = rhythm.latest(now), rhythm.next(now)
    assert latest.due_at <= now < following.due_at
    assert rhythm.latest(following.due_at) == following
    assert rhythm.next(latest.due_at) == following


def test_a_daily_job_is_due_once_on_each_day_of_a_year() -> None:
    rhythm, slots = daily("02:30"), [daily("02:30").latest(_utc("2026-01-01T12:00"))]
    while len(slots) < 366:
        slots.append(rhythm.next(slots[-1].due_at))
    assert len({slot.name for slot in slots}) == 366
    assert {b.due_at - a.due_at for a, b in pairwise(slots)} == {timedelta(hours=hours) for hours in (23, 24, 25)}


@pytest.mark.parametrize("wrong", [{}, {"minutes": 5, "at": "03:15"}, {"at": "25:00"}, {"at": "soon"}])
def test_a_rhythm_that_is_none_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # ours and the library's are both told in words of their own
        Rhythm(**wrong)  # type: ignore[arg-type]
