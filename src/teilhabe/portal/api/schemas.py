"""The shapes of all answers; their names and fields stay as they are for as long as the address says v1."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema


class Offered(Schema):
    """A variant that is published."""

    language: str
    level: str


class Event(Schema):
    """When and where; `recurrence` is an RRULE of RFC 5545, "" for once, `exceptions` are days without it."""

    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    recurrence: str
    exceptions: list[str]
    place: str
    place_text: str
    registration: str


class Fact(Schema):
    """A typed value: `kind` says what `value` is made of, `text` is the same in words of the language asked for."""

    key: str
    kind: str
    value: dict[str, Any]
    text: str


class Place(Schema):
    """Where a place is, when it is open, and who speaks which language there."""

    address: Fact | None
    hours: Fact | None
    contacts: list[Fact]
    languages: list[str]
    is_accessible: bool | None
    latitude: float | None
    longitude: float | None


class Picture(Schema):
    """The picture of an item; `alternative` is "" where it only decorates, in `alternative_language` else.

    Its address stops answering once its rights or the consent of somebody shown end: show the credit, keep no copy.
    """

    address: str
    width: int
    height: int
    alternative: str
    alternative_language: str
    credit: str


class Item(Schema):
    """One item in the best language there is for the readers of the language asked for; `language` says which."""

    key: str
    kind: str
    risk: str
    language: str
    level: str
    direction: str
    title: str
    summary: str
    html: str
    address: str
    categories: list[str]
    districts: list[str]
    is_urgent: bool
    is_sample: bool
    has_machine_text: bool
    outdated: list[str]
    borrowed: list[str]
    position: int
    published_at: datetime
    changed_at: datetime
    visible_until: datetime | None
    offered: list[Offered]
    event: Event | None
    place: Place | None
    picture: Picture | None


class Source(Schema):
    """Who publishes this, and under which licence it may be used."""

    publisher: str
    address: str
    licence: str


class Items(Schema):
    """The whole list, or with `since` what changed after that moment; `as_of` is the next `since`.

    Where `is_complete` is true the list replaces what was known before; else `items` replace those with the same key,
    and those named in `removed` go.
    """

    language: str
    level: str
    as_of: datetime
    is_complete: bool
    source: Source
    removed: list[str]
    items: list[Item]


class Variant(Schema):
    """One published variant with its text."""

    language: str
    level: str
    direction: str
    title: str
    summary: str
    html: str
    text: str
    changed_at: datetime


class ItemWithVariants(Item):
    """An item with everything that is published of it."""

    variants: list[Variant]


class Occurrence(Schema):
    """One time at which an event takes place."""

    key: str
    title: str
    language: str
    address: str
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    place: str
    place_text: str


class Category(Schema):
    """A way in: audience, situation or topic, with its name and how many items it has."""

    key: str
    kind: str
    name: str
    parent: str
    items: int


class Found(Schema):
    """An item that answers a search; `excerpt` is HTML whose only element is `mark`."""

    key: str
    kind: str
    language: str
    title: str
    excerpt: str
    address: str


class Problem(Schema):
    """What is wrong and what there is instead, in one sentence."""

    detail: str


class Date(Schema):
    """A shift of an opportunity; `place` is "" where it is that of the opportunity."""

    id: int
    starts_at: datetime
    ends_at: datetime
    place: str
    places: int
    free: int


class Opportunity(Schema):
    """Something volunteers are wanted for.

    `kind` is long term, series, shifts, one-off or tandem; `fields` are codes of fields of action, `week` numbers of
    the parts of a week: 0 is Monday morning, 1 its afternoon, 2 its evening, 20 Sunday evening, none by arrangement.
    `title` and `task` are in `language`, `requirements` in the language asked for; `languages` are those required.
    `checked_on` is when the organisation last said that it is still right. Show no sample as a real one.
    """

    id: int
    title: str
    task: str
    language: str
    address: str
    organisation: str
    kind: str
    fields: list[str]
    district: str
    place: str
    is_remote: bool
    is_urgent: bool
    is_sample: bool
    places: int
    hours_per_week: int | None
    week: list[int]
    starts_on: date | None
    ends_on: date | None
    published_at: datetime | None
    checked_on: date
    requirements: list[str]
    languages: list[str]
    dates: list[Date]
