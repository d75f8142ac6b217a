"""Whose time is over, and when: read from the declarations, never from a list beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from teilhabe.core.privacy.declarations import Erasure, PersonalData, declarations, subject_kind
from teilhabe.core.privacy.erasing import not_emptied
from teilhabe.core.privacy.terms import latest_start


@dataclass(frozen=True)
class Due:
    """The rows of one declaration that end on a day; where they are the subjects, all that is known of them ends."""

    declared: PersonalData
    rows: QuerySet[Any]

    @property
    def is_about_subjects(self) -> bool:
        return is_subject(self.declared)


def is_subject(declared: PersonalData) -> bool:
    """Whether the rows are human beings themselves."""
    return declared.subject == "" and declared.subject_model == declared.model._meta.label_lower


def due(on: date) -> Iterator[Due]:
    """What has to go on this day (local time): one entry per declaration with a term, also where nothing is due."""
    for declared in declarations():
        if declared.retention.after and declared.on_erasure is not Erasure.KEEP:
            yield Due(declared, _over(declared, on))


def _over(declared: PersonalData, on: date) -> QuerySet[Any]:
    term = declared.retention
    # The field is a moment in UTC; its day is that of the office.
    end = midnight(latest_start(on, term) + timedelta(days=1))
    over = Q(**{f"{term.after}__lt": end})
    if term.extended_by:
        over &= Q(**{term.extended_by: None}) | Q(**{f"{term.extended_by}__lt": end})
    rows = declared.model._base_manager.filter(over)
    kind = subject_kind(declared.subject_model) if is_subject(declared) else None
    if kind and kind.duplicate_of:  # it ends with the one that it was merged into
        rows = rows.filter(**{kind.duplicate_of: None})
    return not_emptied(declared, rows)


def midnight(day: date) -> datetime:
    """The first moment of a day, in local time."""
    return timezone.make_aware(datetime.combine(day, time.min))
