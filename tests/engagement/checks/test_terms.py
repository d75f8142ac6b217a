"""From when to when a certificate counts, and when its record goes."""

from __future__ import annotations

from datetime import date

import pytest

from teilhabe.engagement.checks.terms import counts_until, delete_on, due_on, oldest_certificate

SEEN = date(2026, 3, 2)


def test_a_certificate_counts_for_five_years() -> None:
    assert counts_until(SEEN) == date(2031, 3, 2)


def test_a_certificate_may_be_three_months_old_when_it_is_inspected() -> None:
    assert oldest_certificate(date(2026, 5, 31)) == date(2026, 2, 28)


def test_there_are_eight_weeks_to_bring_it() -> None:
    assert due_on(date(2026, 1, 1)) == date(2026, 2, 26)


@pytest.mark.parametrize(
    ("ends", "day"),
    [
        ([None], None),
        ([date(2026, 6, 30), None], None),
        ([date(2026, 6, 30)], date(2026, 9, 30)),
        ([date(2026, 11, 30), date(2026, 6, 30)], date(2027, 2, 28)),
        ([], date(2026, 3, 30)),
        ([date(2025, 12, 31)], date(2026, 3, 30)),
    ],
    ids=["running", "one runs", "ended", "the last end", "never began", "ended before"],
)
def test_a_record_goes_three_months_after_the_last_end_and_soon_where_nothing_began(
    ends: list[date | None], day: date | None
) -> None:
    assert delete_on(SEEN, ends) == day
