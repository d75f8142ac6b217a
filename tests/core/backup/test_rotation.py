"""Backups are kept densely for a day, daily for two weeks, monthly for a year."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from teilhabe.core.backup.rotation import Keep, superseded

KEEP = Keep(hourly=24, daily=14, monthly=12)
NOW = datetime(2026, 11, 23, 12, 5, tzinfo=UTC)


def _run_hourly(days: int) -> set[datetime]:
    """What is left after so many days of hourly backups, each followed by the rotation."""
    kept: set[datetime] = set()
    for hour in range(days * 24, -1, -1):
        kept.add(NOW - timedelta(hours=hour))
        kept -= superseded(kept, KEEP)
    return kept


def test_two_years_of_hourly_backups_leave_a_day_two_weeks_and_a_year() -> None:
    kept = _run_hourly(730)
    assert {NOW - timedelta(hours=hour) for hour in range(24)} <= kept
    assert {(NOW - timedelta(days=day)).date() for day in range(14)} <= {moment.date() for moment in kept}
    assert len({(moment.year, moment.month) for moment in kept}) == 12
    assert len(kept) <= 24 + 14 + 12


def test_a_backup_taken_by_hand_before_a_change_is_not_replaced_by_the_next_one() -> None:
    by_hand = NOW - timedelta(minutes=3)
    assert superseded({NOW, by_hand}, KEEP) == set()


def test_after_a_long_pause_the_old_ones_stay() -> None:
    old = {NOW - timedelta(days=400 + day) for day in range(3)}
    assert superseded({NOW, *old}, KEEP) == set()


@given(st.sets(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), min_size=1))  # noqa: DTZ001  # the zone is the strategy's
def test_the_newest_one_always_stays_and_rotating_twice_changes_nothing(moments: set[datetime]) -> None:
    kept = moments - superseded(moments, Keep(1, 0, 0))
    assert max(moments) in kept
    assert superseded(kept, Keep(1, 0, 0)) == set()
