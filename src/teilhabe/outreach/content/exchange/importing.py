"""A parcel goes into the database, all or nothing; what is there and not in the parcel stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from teilhabe.core.audit.action import Operator
from teilhabe.errors import InputError
from teilhabe.outreach.content.actions.facts import AddFact, ChangeFact
from teilhabe.outreach.content.exchange import collecting
from teilhabe.outreach.content.exchange.folders import CATEGORIES, FACTS, ITEM, contents
from teilhabe.outreach.content.exchange.keeping import ImportCampaign, ImportCategory, ImportItem
from teilhabe.outreach.content.exchange.parcel import CategoryEntry, FactEntry, ItemEntry, Parcel, Refused
from teilhabe.outreach.content.exchange.reading import Reader
from teilhabe.outreach.content.exchange.settling import settled
from teilhabe.outreach.content.models import Campaign, Category, Fact, InfoItem


class Part(StrEnum):
    CATEGORY = "category"
    CAMPAIGN = "campaign"
    FACT = "fact"
    ITEM = "item"


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass
class Report:
    """What an import did, or what keeps it from doing anything."""

    done: dict[tuple[Part, Outcome], list[str]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)

    def note(self, part: Part, key: str, outcome: Outcome) -> None:
        self.done.setdefault((part, outcome), []).append(key)


@dataclass(frozen=True)
class Importer:
    """`is_trial` takes everything back at the end; `publishes` lets out what the files do not call a draft."""

    by: Operator
    publishes: bool = False
    is_trial: bool = False
    report: Report = field(default_factory=Report)

    def take_folder(self, folder: Path, today: date | None = None) -> Report:
        """Nothing changes where anything is refused. `today` is what relative days count from."""
        files, foreign = contents(folder)
        reader = Reader(files, ZoneInfo(settings.TIME_ZONE), today, foreign)
        parcel = reader.parcel(collecting.known())
        self.report.refused += reader.refused
        return self.report if self.report.refused else self.take(parcel)

    def take(self, parcel: Parcel) -> Report:
        with transaction.atomic():
            self._categories(parcel.categories)
            self._campaigns(parcel)
            self._facts(parcel.facts)
            self._items(parcel.items)
            if self.is_trial or self.report.refused:
                transaction.set_rollback(True)
        return self.report

    def _categories(self, entries: Iterable[CategoryEntry]) -> None:
        there = {row.key: collecting.category_entry(row) for row in Category.objects.select_related("parent")}
        for entry in sorted(entries, key=lambda each: bool(each.parent)):
            with self._noting(CATEGORIES):
                action = ImportCategory(by=self.by, entry=entry)
                self._keep(Part.CATEGORY, entry.key, there.get(entry.key), entry, action.run)

    def _campaigns(self, parcel: Parcel) -> None:
        there = {row.key: collecting.campaign_entry(row) for row in Campaign.objects.all()}
        for entry in parcel.campaigns:
            action = ImportCampaign(by=self.by, entry=entry)
            self._keep(Part.CAMPAIGN, entry.key, there.get(entry.key), entry, action.run)

    def _facts(self, entries: Iterable[FactEntry]) -> None:
        rows = {row.key: row for row in Fact.objects.all()}
        for entry in entries:
            with self._noting(FACTS):
                row = rows.get(entry.key)
                before = collecting.fact_entry(row) if row else None
                self._keep(Part.FACT, entry.key, before, entry, self._fact(entry, row).run)

    def _fact(self, entry: FactEntry, row: Fact | None) -> AddFact | ChangeFact:
        if row is None:
            return AddFact(by=self.by, values=asdict(entry))
        if row.kind != entry.kind:
            raise InputError(
                f"„{entry.key}“ ist hier von der Art {row.kind}, in der Datei von der Art {entry.kind}.",
                f"“{entry.key}” is of kind {row.kind} here and of kind {entry.kind} in the file.",
            )
        return ChangeFact(by=self.by, fact=row, values=asdict(entry))

    def _items(self, entries: Iterable[ItemEntry]) -> None:
        """Events last: they take place at items that may come with them."""
        ordered = sorted(entries, key=lambda each: each.dates is not None)
        keys = [entry.key for entry in ordered]
        there = {entry.key: entry for entry in collecting.items(keys)}
        rows = {row.key: row for row in InfoItem.objects.filter(key__in=keys).prefetch_related("variants")}
        for entry in ordered:
            with self._noting(f"{entry.folder}/{ITEM}"):
                before = there.get(entry.key)
                wanted = settled(entry, before, publishes=self.publishes)
                unchanged = (
                    frozenset(each.name for each in before.variants if each in wanted.variants) if before else ()
                )
                action = ImportItem(by=self.by, row=rows.get(entry.key), entry=wanted, unchanged=frozenset(unchanged))
                self._keep(Part.ITEM, entry.key, before, wanted, action.run)

    def _keep(self, part: Part, key: str, before: object, wanted: object, run: Callable[[], object]) -> None:
        if before == wanted:
            self.report.note(part, key, Outcome.UNCHANGED)
            return
        run()
        self.report.note(part, key, Outcome.CHANGED if before else Outcome.ADDED)

    @contextmanager
    def _noting(self, file: str) -> Iterator[None]:
        try:
            yield
        except Refused as refused:
            self.report.refused.append(refused)
        except InputError as error:
            self.report.refused.append(Refused(file, 0, error.text.de, error.text.en))
