"""What the dated rules say about lump sums: limits, when to warn, and how long a payment is kept; pure."""

from __future__ import annotations

from datetime import date

from teilhabe.engagement.allowances.models import CENTS, AllowancePayment
from teilhabe.engagement.rules.reading import Row
from teilhabe.engagement.rules.tables import rules, value_on

Kind = AllowancePayment.Kind


def rule_of(kind: str) -> str:
    return f"allowances.{kind}"


def limit_rows() -> list[tuple[str, Row]]:
    """Every limit there has been, by kind."""
    return [(kind, row) for kind in Kind.values for row in rules()[rule_of(kind)].rows]


def limit_on(kind: str, day: date) -> int:
    """In cents, for the calendar year of the day; InputError where no limit is known for it."""
    return value_on(rule_of(kind), day) * CENTS


def may_be_both(day: date) -> bool:
    """Whether one activity may be paid by both lump sums."""
    return not value_on("allowances.not_both", day)


def declares_each_year(day: date) -> bool:
    """Whether a declaration about other payments counts for the calendar year only in which it was signed."""
    return bool(value_on("allowances.declaration", day))


def card_is_at_stake(day: date) -> bool:
    """Whether a lump sum excludes from the Ehrenamtskarte."""
    return bool(value_on("card.lump_sum_excludes", day))


def last_day_to_keep(today: date) -> date:
    """Payments of this day and of earlier ones are deleted today: the term runs from the end of their year."""
    return date(today.year - value_on("allowances.keeping", today) - 1, 12, 31)
