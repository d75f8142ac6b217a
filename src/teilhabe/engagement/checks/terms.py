"""From when to when an inspected certificate counts, and when its record must be gone: by the dated rules; pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from teilhabe.engagement.rules.periods import later
from teilhabe.engagement.rules.tables import value_on


def counts_until(inspected_on: date) -> date:
    """The last day before it is inspected again."""
    return later(inspected_on, years=value_on("conduct.renewal", inspected_on))


def oldest_certificate(inspected_on: date) -> date:
    """The date that a certificate has at least, to be inspected on a day."""
    return later(inspected_on, months=-value_on("conduct.age_at_inspection", inspected_on))


def due_on(requested_on: date) -> date:
    return later(requested_on, weeks=value_on("conduct.time_to_hand_in", requested_on))


def delete_on(inspected_on: date, ends: Iterable[date | None]) -> date | None:
    """The day on which the record goes; None while an activity runs (an end of None).

    `ends` are those of activities that ask for a certificate; one that ended before the inspection did not follow it.
    """
    following = [end for end in ends if end is None or end >= inspected_on]
    known = [end for end in following if end is not None]
    if len(known) < len(following):
        return None
    if not known:
        return later(inspected_on, weeks=value_on("conduct.deletion_without_start", inspected_on))
    return later(max(known), months=value_on("conduct.deletion_after_end", max(known)))


def oldest_day_that_counts(today: date) -> date:
    """Certificates that were inspected on this day or later count today."""
    return later(today, years=-value_on("conduct.renewal", today))


def oldest_day_without_notice(today: date) -> date:
    """Certificates that were inspected on this day or later count today and are not due to be renewed yet."""
    notice = later(today, weeks=value_on("conduct.renewal_notice", today))
    return later(notice, years=-value_on("conduct.renewal", today))
