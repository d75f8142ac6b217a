"""A folder becomes a parcel, or a list of what is wrong with it: one sentence each, with file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar
from zoneinfo import ZoneInfo

from teilhabe.outreach.content.exchange.entries import campaign_of, categories_of, fact_of, item_of
from teilhabe.outreach.content.exchange.folders import CAMPAIGNS, CATEGORIES, FACTS, ITEM
from teilhabe.outreach.content.exchange.parcel import ItemEntry, Parcel, Refused, VariantEntry
from teilhabe.outreach.content.exchange.texts import read_variant, refuse_unknown_facts, tie
from teilhabe.outreach.content.exchange.toml import Frame, Table, parse

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Known:
    """Keys that the database holds already: a folder may name them without bringing them along."""

    categories: frozenset[str] = frozenset()
    campaigns: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


NOTHING = Known()


@dataclass
class Reader:
    """Reads file by file and goes on after a wrong one, so that all of them are told at once."""

    files: Mapping[str, str]
    zone: ZoneInfo
    today: date | None = None
    refused: list[Refused] = field(default_factory=list)

    def parcel(self, known: Known = NOTHING) -> Parcel:
        """What can be read; `refused` tells the rest."""
        found = Parcel(
            categories=tuple(self._whole(CATEGORIES, categories_of)),
            campaigns=tuple(self._whole(CAMPAIGNS, lambda table: _each(table, campaign_of))),
            facts=tuple(self._whole(FACTS, lambda table: _each(table, fact_of))),
        )
        known = _together(known, found)
        items = [item for key in self._keys() if (item := self._item(key, known))]
        places = known.places | {item.key for item in items if item.kind == "place"}
        return replace(found, items=tuple(item for item in items if self._has_its_place(item, places)))

    def _whole(self, path: str, read: Callable[[Table], Iterator[Entry]]) -> list[Entry]:
        found: list[Entry] = []
        with self._noting():
            found += read(self._table(path)) if path in self.files else ()
        return found

    def _table(self, path: str) -> Table:
        return parse(self._frame(path), self.files[path])

    def _frame(self, path: str) -> Frame:
        return Frame(path, self.zone, self.today)

    def _keys(self) -> list[str]:
        return sorted({PurePosixPath(path).parts[1] for path in self.files if path.startswith("items/")})

    def _item(self, key: str, known: Known) -> ItemEntry | None:
        path, before = f"items/{key}/{ITEM}", len(self.refused)
        with self._noting():
            if path not in self.files:
                raise Refused(path, 0, "Die Datei fehlt.", "The file is missing.")
            table = self._table(path)
            item = item_of(key, table)
            _refuse_unknown(item, table, known)
            item = replace(item, variants=tuple(self._variants(item, known)))
        return item if len(self.refused) == before else None

    def _variants(self, item: ItemEntry, known: Known) -> list[VariantEntry]:
        names = sorted(
            PurePosixPath(path).stem
            for path in self.files
            if path.startswith(f"{item.folder}/") and not path.endswith(ITEM)
        )
        found: dict[str, VariantEntry] = {}
        for name in names:
            with self._noting():
                found[name] = self._variant(item, name, known)
        if item.original not in names:
            path = f"{item.folder}/{item.original}.md"
            self.refused.append(Refused(path, 0, "Das Original fehlt.", "The original is missing."))
        elif item.original in found:
            for entry in found.values():
                with self._noting():
                    _tied(item, entry, found, names)
        return list(found.values())

    def _variant(self, item: ItemEntry, name: str, known: Known) -> VariantEntry:
        path = f"{item.folder}/{name}.md"
        entry = read_variant(self._frame(path), self.files[path], name, item.original)
        refuse_unknown_facts(path, entry, known.facts)
        return entry

    @contextmanager
    def _noting(self) -> Iterator[None]:
        try:
            yield
        except Refused as refused:
            self.refused.append(refused)

    def _has_its_place(self, item: ItemEntry, places: frozenset[str]) -> bool:
        if item.dates is None or not item.dates.place or item.dates.place in places:
            return True
        path, place = f"{item.folder}/{ITEM}", item.dates.place
        line = self._table(path).line_of("place")
        self.refused.append(Refused(path, line, f"Den Ort „{place}“ gibt es nicht.", f"There is no place “{place}”."))
        return False


def _each(table: Table, read: Callable[[str, Table], Entry]) -> Iterator[Entry]:
    for key, each in table.tables():
        yield read(key, each)


def _together(known: Known, found: Parcel) -> Known:
    return replace(
        known,
        categories=known.categories | {each.key for each in found.categories},
        campaigns=known.campaigns | {each.key for each in found.campaigns},
        facts=known.facts | {each.key for each in found.facts},
    )


def _refuse_unknown(item: ItemEntry, table: Table, known: Known) -> None:
    place = table.table("place") or table
    named = [
        (table, "categories", "Die Rubrik", "category", item.categories, known.categories),
        (table, "campaign", "Die Kampagne", "campaign", (item.campaign,), known.campaigns),
    ]
    if item.place:
        for name, keys in (
            ("address", (item.place.address,)), ("hours", (item.place.hours,)), ("contacts", item.place.contacts)
        ):  # fmt: skip
            named.append((place, name, "Die Angabe", "fact", keys, known.facts))
    for where, name, german, english, keys, there in named:
        for key in keys:
            if key and key not in there:
                raise where.refuse(name, f"{german} „{key}“ gibt es nicht.", f"There is no {english} “{key}”.")


def _tied(item: ItemEntry, entry: VariantEntry, found: Mapping[str, VariantEntry], names: list[str]) -> None:
    """Its source is there, no ring leads back to it, and block stands beside block."""
    path = f"{item.folder}/{entry.name}.md"
    seen, source = {entry.name}, entry.translated_from
    while source:
        if source not in names or source in seen:
            raise Refused(
                path, 1, f"Die Vorlage {source}.md gibt es nicht, oder sie ist selbst hieraus übersetzt.",
                f"There is no source {source}.md, or it was itself translated from this.",
            )  # fmt: skip
        seen.add(source)
        source = found[source].translated_from if source in found else ""
    if entry.translated_from in found:
        tie(path, entry, found[entry.translated_from])
