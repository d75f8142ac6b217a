"""What is done to rows whose subject is erased or whose time is over: deleted, emptied or kept, as declared."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import Field, JSONField, QuerySet
from django.db.models.functions import TruncMonth

from teilhabe.core.privacy.declarations import Erasure, PersonalData, declarations
from teilhabe.core.privacy.subjects import Human, rows_of
from teilhabe.core.privacy.traces import FORGETTING, rows_that_mention, traces_of

Counts = Counter[PersonalData]


def forget(human: Human, now: datetime) -> Counts:
    """Erase a human being from every declared model and from every other store; how many rows of what."""
    traces = traces_of(human)
    counts: Counts = Counter()
    # What names them first, their own rows last: until then everything can still be found by them.
    for declared in declarations():
        counts[declared] += end(declared, rows_that_mention(declared, traces), now)
    for declared in sorted(declarations(), key=lambda each: each.subject == ""):
        counts[declared] += end(declared, rows_of(declared, human), now)
    FORGETTING.collect(traces)
    return +counts


def end(declared: PersonalData, rows: QuerySet[Any], now: datetime) -> int:
    """How many rows were deleted or emptied."""
    if declared.on_erasure is Erasure.KEEP:
        return 0
    if declared.on_erasure is Erasure.DELETE:
        return rows.delete()[1].get(declared.model._meta.label, 0)
    return not_emptied(declared, rows).update(**_emptied(declared, now))


def not_emptied(declared: PersonalData, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Without those that have been emptied already; what is deleted was not."""
    if declared.on_erasure is Erasure.DELETE:
        return rows
    if declared.stamp:
        return rows.filter(**{declared.stamp: None})
    return rows.exclude(**_blanks(declared))


def _emptied(declared: PersonalData, now: datetime) -> dict[str, Any]:
    months = {name: TruncMonth(name) for name in declared.coarsened}
    return {**_blanks(declared), **months, **({declared.stamp: now} if declared.stamp else {})}


def _blanks(declared: PersonalData) -> dict[str, Any]:
    names = (*declared.fields, *declared.withheld)
    return {name: _blank(declared.model._meta.get_field(name)) for name in names}


def _blank(field: Any) -> Any:
    assert isinstance(field, Field)
    if isinstance(field, JSONField):
        return field.get_default()
    return None if field.null else ""
