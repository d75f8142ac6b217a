"""What a folder of content says, and what a database says in the same words: both become a `Parcel`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from teilhabe.errors import InputError
from teilhabe.outreach.body.blocks import Block

TITLE, SUMMARY = "title", "summary"
ORDINARY = "ordinary"


class Refused(InputError):
    """Something in a folder is wrong: one sentence with file and line; line 0 for the file as a whole."""

    def __init__(self, file: str, line: int, de: str, en: str) -> None:
        super().__init__(
            f"{file}{f', Zeile {line}' if line else ''}: {de}", f"{file}{f', line {line}' if line else ''}: {en}"
        )
        self.file, self.line = file, line


@dataclass(frozen=True)
class CategoryEntry:
    kind: str
    key: str
    names: Mapping[str, str]
    parent: str = ""
    icon: str = ""
    position: int = 0


@dataclass(frozen=True)
class CampaignEntry:
    key: str
    name: str
    goal: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class FactEntry:
    """`value` is in the normal form of `facts.values.checked`."""

    key: str
    name: str
    kind: str
    value: Mapping[str, Any]
    source: str = ""
    check_by: date | None = None


@dataclass(frozen=True)
class DatesEntry:
    starts: datetime
    ends: datetime
    all_day: bool = False
    recurrence: str = ""
    exceptions: tuple[str, ...] = ()
    place: str = ""
    place_text: str = ""
    registration: str = ""


@dataclass(frozen=True)
class PlaceEntry:
    """Address, hours and contacts are keys of facts."""

    address: str = ""
    hours: str = ""
    contacts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    is_accessible: bool | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class VariantEntry:
    """One variant; in a translation a block without text is one that nobody has translated yet.

    Segments are named "title", "summary" and "1", "2" …, the blocks of the body. `made_from` are the hashes of the
    source texts by those names; None where the file says nothing, so that it was made from what the source says now.
    `lines` tells where each segment stands in its file.
    """

    name: str
    title: str
    summary: str = ""
    blocks: tuple[Block, ...] = ()
    translated_from: str = ""
    made_from: Mapping[str, str] | None = None
    machine: frozenset[str] = frozenset()
    reviewed: frozenset[str] = frozenset()
    is_draft: bool = False
    state: str = ""
    note: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def language(self) -> str:
        return self.name.partition(".")[0]

    @property
    def level(self) -> str:
        return self.name.partition(".")[2] or "standard"

    def texts(self) -> dict[str, str]:
        """What is written, by the names of the segments; nothing for what nobody has translated."""
        head = {TITLE: self.title, SUMMARY: self.summary}
        body = {f"{number}": block.text for number, block in enumerate(self.blocks, 1)}
        return {name: text for name, text in {**head, **body}.items() if text}


@dataclass(frozen=True)
class ItemEntry:
    key: str
    kind: str = "page"
    risk: str = ORDINARY
    categories: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    campaign: str = ""
    position: int = 100
    check_by: date | None = None
    publish_at: datetime | None = None
    publish_until: datetime | None = None
    is_urgent: bool = False
    is_sample: bool = False
    is_withdrawn: bool = False
    original: str = "de"
    dates: DatesEntry | None = None
    place: PlaceEntry | None = None
    variants: tuple[VariantEntry, ...] = ()

    @property
    def folder(self) -> str:
        return f"items/{self.key}"

    def variant(self, name: str) -> VariantEntry | None:
        return next((each for each in self.variants if each.name == name), None)

    def sources_first(self) -> Iterator[VariantEntry]:
        """Every variant after the one that it was translated from."""
        done: set[str] = set()
        waiting = list(self.variants)
        while waiting:
            ready = [each for each in waiting if not each.translated_from or each.translated_from in done]
            if not ready:
                return
            yield from ready
            done |= {each.name for each in ready}
            waiting = [each for each in waiting if each.name not in done]


@dataclass(frozen=True)
class Parcel:
    """All of a folder, in the order of its files."""

    categories: tuple[CategoryEntry, ...] = ()
    campaigns: tuple[CampaignEntry, ...] = ()
    facts: tuple[FactEntry, ...] = ()
    items: tuple[ItemEntry, ...] = ()
