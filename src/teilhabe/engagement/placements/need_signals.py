"""What placements say about what the city lacks, as numbers: refusals by reason, and what open tasks find nobody for.

Numbers only, no text and no name. They are not protected here: they go to the statistics zone and nowhere else, where
the gate decides what of them may be told.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from django.db.models import Count

from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements.models import Proposal
from teilhabe.engagement.placements.selectors.reading import people, suggestible, tasks
from teilhabe.matching.crowd import Crowd
from teilhabe.matching.unfilled import lacks
from teilhabe.matching.values import Need

UNFILLED, REFUSED = "unfilled", "refused"


@dataclass(frozen=True)
class PlacementSignal:
    """One row of the file; its fields are the columns.

    Of an unfilled opportunity `kind` and `code` are the need that keeps most people away and `people` how many miss
    nothing else, added up over the opportunities; of a refusal the side and its reason.
    """

    month: str
    signal: str
    kind: str
    code: str
    opportunities: int
    people: int


def placement_signals(month: date, today: date) -> list[PlacementSignal]:
    """Refusals of the month in which this day lies, in the order of columns; and what open opportunities lack today.

    What was lacking in a month that is over nobody can tell any more.
    """
    is_running = (month.year, month.month) == (today.year, today.month)
    return sorted([*_refused(month), *(_unfilled(month) if is_running else ())], key=astuple)


def write_due(today: date, folder: Path) -> list[Path]:
    """The file of the running month anew; before it that of the last one, where every night of it was missed."""
    last = today.replace(day=1) - timedelta(days=1)
    months = [today] if path_of(last, folder).exists() else [last, today]
    return [_write(month, today, folder) for month in months]


def _write(month: date, today: date, folder: Path) -> Path:
    """One file a month, readable by its owner and group only; it is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    path = path_of(month, folder)
    unfinished = path.with_suffix(".part")
    unfinished.write_text(as_csv(placement_signals(month, today)), encoding="utf-8")
    unfinished.chmod(0o640)
    return unfinished.replace(path)


def path_of(month: date, folder: Path) -> Path:
    return folder / f"placement-signals-{month:%Y-%m}.csv"


def as_csv(signals: Sequence[PlacementSignal]) -> str:
    written = StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow([field.name for field in fields(PlacementSignal)])
    rows.writerows(astuple(each) for each in signals)
    return written.getvalue()


def _refused(month: date) -> Iterator[PlacementSignal]:
    declined = Proposal.objects.filter(state=Proposal.State.DECLINED)
    declined = declined.filter(decided_at__year=month.year, decided_at__month=month.month)
    rows = declined.values("declined_by", "reason").order_by()
    for row in rows.annotate(opportunities=Count("opportunity", distinct=True), people=Count("pk")):
        yield PlacementSignal(
            f"{month:%Y-%m}", REFUSED, row["declined_by"], row["reason"], row["opportunities"], row["people"]
        )


def _unfilled(month: date) -> Iterator[PlacementSignal]:
    """Of those that nobody meets all needs of."""
    crowd = Crowd(people(suggestible().select_related("person")))
    opportunities: Counter[tuple[str, str]] = Counter()
    near: Counter[tuple[str, str]] = Counter()
    for task in tasks(Opportunity.objects.filter(state=Opportunity.State.OPEN)):
        if not crowd.able(task):
            for lack in lacks(task, crowd)[:1]:
                opportunities[_named(lack.need)] += 1
                near[_named(lack.need)] += lack.people
    for named, number in opportunities.items():
        yield PlacementSignal(f"{month:%Y-%m}", UNFILLED, *named, number, near[named])


def _named(need: Need) -> tuple[str, str]:
    return need.kind.value, need.code
