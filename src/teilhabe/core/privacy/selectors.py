"""What the pages about privacy show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Model
from django.urls import NoReverseMatch
from django.utils import timezone

from teilhabe.core.access.policy import VIEW, policy_of
from teilhabe.core.privacy.declarations import Erasure, PersonalData, declarations, subject_kind
from teilhabe.core.privacy.names import model_name
from teilhabe.core.privacy.policies import may_see_everything_about
from teilhabe.core.privacy.register import retention_text
from teilhabe.core.privacy.retention import Due, due
from teilhabe.core.privacy.subjects import Human, rows_for
from teilhabe.core.users.models import User

AHEAD = timedelta(days=30)
NAMES_SHOWN = 100


@dataclass(frozen=True)
class Ending:
    """What one rule will delete; names only for those who may see these rows anyway."""

    purpose: str
    kind: str
    count: int
    rule: str
    is_emptied: bool
    people: tuple[tuple[str, str], ...]
    """Name and address of the page."""

    @property
    def more(self) -> int:
        return self.count - len(self.people) if self.people else 0


def endings(user: User, on: date) -> list[Ending]:
    """What will have been deleted on this day, if nothing changes; what nothing is due of is left out."""
    found = ((each, each.rows.count()) for each in due(on))
    return [_ending(user, each, count) for each, count in found if count]


def _ending(user: User, each: Due, count: int) -> Ending:
    declared = each.declared
    return Ending(
        purpose=str(declared.purpose.name),
        kind=model_name(declared.model, count),
        count=count,
        rule=retention_text(declared),
        is_emptied=declared.on_erasure is Erasure.BLANK,
        people=tuple(_people(user, each)) if each.is_about_subjects else (),
    )


def _people(user: User, each: Due) -> Iterator[tuple[str, str]]:
    seen = policy_of(each.declared.model).reach(user, VIEW)
    for row in each.rows.filter(pk__in=seen.values("pk")).order_by(each.declared.retention.after)[:NAMES_SHOWN]:
        yield str(row), address_of(row)


def address_of(row: Model) -> str:
    """Its own page, where it has one."""
    try:
        return str(row.get_absolute_url()) if hasattr(row, "get_absolute_url") else ""
    except NoReverseMatch:
        return ""


def people_ending_soon(user: User) -> int:
    """How many people this user may see that will be erased within `AHEAD`; two queries."""
    seen = (
        each.rows.filter(pk__in=policy_of(each.declared.model).reach(user, VIEW).values("pk")).count()
        for each in due(timezone.localdate() + AHEAD)
        if each.is_about_subjects and each.declared.subject_model != User._meta.label_lower
    )
    return sum(seen)


def subject_row(user: User, label: str, key: Any) -> Model | None:
    """The person or account, for those who may see everything about them."""
    kind = subject_kind(label)
    row = kind.model._base_manager.filter(pk=key).first() if kind else None
    return row if row is not None and may_see_everything_about(user, row) else None


@dataclass(frozen=True)
class Holding:
    """How much of what is stored about somebody, and what erasing does to it."""

    declared: PersonalData
    count: int

    @property
    def kind(self) -> str:
        return model_name(self.declared.model, self.count)

    @property
    def fate(self) -> str:
        return self.declared.on_erasure.value

    @property
    def reason(self) -> str:
        return retention_text(self.declared)


def holdings(human: Human, reader: User) -> list[Holding]:
    counted = (Holding(declared, rows_for(declared, human, reader).count()) for declared in declarations())
    return [each for each in counted if each.count]
