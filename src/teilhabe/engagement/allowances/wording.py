"""Sums and sentences about lump sums as several pages say them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from teilhabe.engagement.allowances.extensions import AT_STAKE
from teilhabe.engagement.allowances.limits import card_is_at_stake
from teilhabe.engagement.allowances.models import euros
from teilhabe.engagement.allowances.selectors import STANDINGS
from teilhabe.engagement.volunteers.models import Volunteer


@dataclass(frozen=True)
class Sum:
    """What somebody got in a year by one kind of lump sum, in words."""

    year: int
    kind: str
    total: str
    limit: str
    left: str
    is_fine: bool
    standing: str | Promise

    def __str__(self) -> str:
        return _("%(year)s: %(kind)s %(total)s von %(limit)s, %(standing)s.") % vars(self)


def sums(rows: Iterable[Any]) -> list[Sum]:
    """Of rows of `selectors.totals_of`, in their order."""
    return [
        Sum(
            year=row.year,
            kind=row.get_kind_display(),
            total=euros(row.total),
            limit=euros(row.limit),
            left=euros(max(0, row.limit - row.total)),
            is_fine=row.standing == "fine",
            standing=STANDINGS[row.standing],
        )
        for row in rows
    ]


def at_stake(volunteer: Volunteer, today: date) -> list[str]:
    """What somebody should know before they take a lump sum."""
    known = AT_STAKE.collect(volunteer)
    if not card_is_at_stake(today):
        return known
    card = _(
        "Wer eine Pauschale bekommt, bekommt in der Regel ein Jahr lang keine Ehrenamtskarte. Ersatz von Auslagen "
        "gegen Beleg schadet nicht."
    )
    return [*known, card]
