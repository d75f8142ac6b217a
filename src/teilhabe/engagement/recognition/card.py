"""Whether somebody can have the Ehrenamtskarte, and what is missing: by dated rules, over all organisations; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from teilhabe.engagement.rules.periods import age_on, later
from teilhabe.engagement.rules.tables import value_on

MINUTES = 60


@dataclass(frozen=True)
class Engaged:
    """What is known: minutes that were confirmed within the year before a day, by organisation, and since when.

    `lump_sums` is how many were paid within that year, by whomever.
    """

    born_on: date | None
    since: date | None
    minutes: Mapping[str, int]
    lump_sums: int = 0

    @property
    def hours(self) -> int:
        """Full hours over all organisations."""
        return sum(self.minutes.values()) // MINUTES


@dataclass(frozen=True)
class Verdict:
    """One condition: whether it is met, None where nothing is known of it; what is asked and what there is."""

    condition: str
    is_met: bool | None
    asked: int
    given: int | None


def year_before(day: date) -> date:
    """The first day of the year that ends on a day."""
    return date.fromordinal(later(day, years=-1).toordinal() + 1)


def verdicts(engaged: Engaged, day: date) -> list[Verdict]:
    """Every condition that can be looked up; of lump sums others may have paid some that nobody told us of."""
    age = age_on(engaged.born_on, day) if engaged.born_on else None
    least_age, least_hours = value_on("card.minimum_age", day), value_on("card.hours_per_year", day)
    months = value_on("card.months_of_engagement", day)
    begun_by = later(day, months=-months)
    return [
        Verdict("age", None if age is None else age >= least_age, least_age, age),
        Verdict("hours", engaged.hours >= least_hours, least_hours, engaged.hours),
        Verdict("since", engaged.since is not None and engaged.since <= begun_by, months, None),
        Verdict("lump sums", not (engaged.lump_sums and value_on("card.lump_sum_excludes", day)), 0, engaged.lump_sums),
    ]
