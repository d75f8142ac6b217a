"""How many conversations began in a month, by what they are about, in which language and from where.

Numbers only, no text and no name. They are not protected here: they go to the statistics zone and nowhere else, where
the gate decides what of them may be told.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from zoneinfo import ZoneInfo

from django.db.models import Count, F
from django.utils import timezone

from teilhabe.outreach.inbox.models import Conversation

CITY = ZoneInfo("Europe/Berlin")
UNKNOWN = "unknown"
"""No topic, language or district is known; no conversation is left out."""


@dataclass(frozen=True)
class NeedSignal:
    """One row of the file; its fields are the columns."""

    month: str
    topic: str
    language: str
    district: str
    conversations: int


def need_signals(month: date) -> list[NeedSignal]:
    """Of the month in which this day lies, in the order of their columns; neither rubbish nor what was merged away."""
    first, following = _bounds(month)
    rows = (
        Conversation.objects.filter(created_at__gte=first, created_at__lt=following, merged_into=None)
        .exclude(state=Conversation.State.SPAM)
        .values("language", "district", key=F("topic__key"))
        .annotate(count=Count("pk"))
    )
    found = [
        NeedSignal(
            f"{month:%Y-%m}",
            row["key"] or UNKNOWN,
            row["language"] or UNKNOWN,
            row["district"] or UNKNOWN,
            row["count"],
        )
        for row in rows.order_by()
    ]
    return sorted(found, key=astuple)


def write_month(month: date, folder: Path) -> Path:
    """One file a month, readable by its owner and group only; it is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    path = path_of(month, folder)
    with NamedTemporaryFile("w", encoding="utf-8", newline="", dir=folder, prefix=".", delete=False) as file:
        file.write(as_csv(need_signals(month)))
        file.flush()
        os.fsync(file.fileno())
    unfinished = Path(file.name)
    unfinished.chmod(0o640)
    unfinished.replace(path)
    return path


def write_missing(folder: Path, today: date, months: int) -> list[Path]:
    """The files of the months that are over and not written yet; what was written once stays as it is.

    Conversations are deleted when their time is over: a file made anew would forget them.
    """
    over = list(_months_before(today, months))
    return [write_month(month, folder) for month in over if not path_of(month, folder).exists()]


def as_csv(signals: Sequence[NeedSignal]) -> str:
    written = StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow([field.name for field in fields(NeedSignal)])
    rows.writerows(astuple(each) for each in signals)
    return written.getvalue()


def path_of(month: date, folder: Path) -> Path:
    return folder / f"need-signals-{month:%Y-%m}.csv"


def _months_before(today: date, months: int) -> Iterator[date]:
    """From the first conversation on, at most so many, the oldest first."""
    begun = Conversation.objects.order_by("created_at").values_list("created_at", flat=True).first()
    if begun is None:
        return
    earliest = timezone.localtime(begun, CITY).date().replace(day=1)
    found: list[date] = []
    month = today.replace(day=1)
    while len(found) < months and (month := (month - timedelta(days=1)).replace(day=1)) >= earliest:
        found.append(month)
    yield from reversed(found)


def _bounds(month: date) -> tuple[datetime, datetime]:
    first = month.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return datetime(first.year, first.month, 1, tzinfo=CITY), datetime(following.year, following.month, 1, tzinfo=CITY)
