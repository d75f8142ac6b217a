"""What readers of one site language get: every published item in the best variant there is for them.

A shelf is put together in a few queries and kept by each process until something changes (one short query tells) or
the clock passes the moment at which something appears or ends.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeVar, cast

from django.db.models import Q, QuerySet
from django.utils import timezone

from teilhabe.outreach.body.inline import fill
from teilhabe.outreach.content.fact_readings import facts_as_html, facts_as_text
from teilhabe.outreach.content.models import Edition, EventDates, InfoItem, PlaceDetails, Stamp
from teilhabe.outreach.languages import Level, is_rtl, language_of, wishes

Wish = tuple[str, Level]


@dataclass(frozen=True)
class Reading:
    """One item as a reader gets it, facts filled in. `language` is that of the text, which need not be the reader's.

    `offered` are all variants of the item that are published.
    """

    item_id: int
    key: str
    kind: str
    risk: str
    language: str
    level: Level
    title: str
    summary: str
    html: str
    text: str
    categories: tuple[str, ...]
    districts: tuple[str, ...]
    picture_id: int | None
    is_urgent: bool
    is_sample: bool
    has_machine_text: bool
    outdated: tuple[str, ...]
    borrowed: tuple[str, ...]
    position: int
    published_at: datetime
    changed_at: datetime
    publish_until: datetime | None
    offered: tuple[Wish, ...]

    @property
    def is_rtl(self) -> bool:
        return is_rtl(self.language)


@dataclass(frozen=True)
class Shelf:
    """Everything for one site language and level, in the order of lists; `stamp` names this state of it."""

    site_language: str
    stamp: str
    readings: tuple[Reading, ...]
    dates: Mapping[int, EventDates]
    places: Mapping[int, PlaceDetails]
    until: datetime | None
    """When it changes by itself."""

    @cached_property
    def by_key(self) -> Mapping[str, Reading]:
        return {reading.key: reading for reading in self.readings}

    @cached_property
    def by_id(self) -> Mapping[int, Reading]:
        return {reading.item_id: reading for reading in self.readings}

    def of(self, kind: str = "", category: str = "") -> tuple[Reading, ...]:
        """Those of one kind and in one category; "" for all."""
        return tuple(
            reading
            for reading in self.readings
            if (not kind or reading.kind == kind) and (not category or category in reading.categories)
        )


_KEPT: dict[tuple[str, str], Shelf] = {}
_LOCK = threading.Lock()
_MADE: dict[str, tuple[str, object]] = {}
_MAKING = threading.RLock()
"""Reentrant: what is made of one thing may need another."""
T = TypeVar("T")


def shelf(site_language: str, level: str = "") -> Shelf:
    """One query where nothing has changed."""
    number, now, name = _number(), timezone.now(), (site_language, level)
    with _LOCK:
        kept = _KEPT.get(name)
        if kept is None or not kept.stamp.startswith(f"{number}-") or (kept.until is not None and kept.until <= now):
            kept = _KEPT[name] = _at_rest(site_language, level, number, now)
    return kept


def _number() -> int:
    return Stamp.objects.values_list("number", flat=True).first() or 0


def _at_rest(site_language: str, level: str, number: int, now: datetime) -> Shelf:
    """Its number says what is in it: where somebody wrote while it was read, it is read again."""
    for _attempt in range(3):
        found = _put_together(site_language, level, number, now)
        former, number = number, _number()
        if number == former:
            break
    return found


def kept(name: str, state: str, make: Callable[[], T]) -> T:
    """What `make` made of this state of the contents, kept per process; of each name only the newest state stays."""
    with _MAKING:
        if _MADE.get(name, ("",))[0] != state:
            _MADE[name] = (state, make())
        return cast(T, _MADE[name][1])


def forget() -> None:
    """Empty what this process keeps: after another database takes the place of the first."""
    with _LOCK, _MAKING:
        _KEPT.clear()
        _READ.clear()
        _MADE.clear()


def _put_together(site_language: str, level: str, number: int, now: datetime) -> Shelf:
    wanted = wishes(site_language, level)
    until = min(_boundaries(now), default=None)
    found, categories = _all(f"{number}-{until}", now)
    values: dict[str, tuple[Mapping[str, str], Mapping[str, str]]] = {}
    offered: dict[int, list[Edition]] = {}
    for edition in found:
        offered.setdefault(edition.variant.item_id, []).append(edition)
    best = [_best(each, wanted) for each in offered.values()]
    texts = {
        each["pk"]: each for each in Edition.objects.filter(pk__in=[each.pk for each in best]).values("pk", *_TEXTS)
    }
    readings = [_reading(each, texts[each.pk], offered[each.variant.item_id], categories, values) for each in best]
    readings.sort(key=lambda reading: (reading.position, reading.title.casefold()))
    return Shelf(
        site_language,
        f"{number}-{language_of(site_language)}{level}-{until.timestamp() if until else 0:.6f}",
        tuple(readings),
        {each.item_id: each for each in EventDates.objects.filter(item__in=offered).select_related("place")},
        {
            each.item_id: each
            for each in PlaceDetails.objects.filter(item__in=offered)
            .select_related("address", "hours")
            .prefetch_related("contacts")
        },
        until,
    )


def _all(state: str, now: datetime) -> tuple[list[Edition], Mapping[int, list[str]]]:
    """What can be read now, without its texts: the same for all languages, so read once for each state."""
    if state not in _READ:
        _READ.clear()
        _READ[state] = list(_editions(now).defer(*_TEXTS)), _categories()
    return _READ[state]


_READ: dict[str, tuple[list[Edition], Mapping[int, list[str]]]] = {}
"""Only the newest state; guarded by `_LOCK` like the shelves."""
_TEXTS = ("title", "summary", "html", "text")
"""Read only of the variant that is shown: the others are most of what there is."""


def _editions(now: datetime) -> QuerySet[Edition]:
    visible = Q(variant__item__publish_at=None) | Q(variant__item__publish_at__lte=now)
    not_over = Q(variant__item__publish_until=None) | Q(variant__item__publish_until__gt=now)
    return (
        Edition.objects.filter(visible, not_over, variant__item__withdrawn_at=None)
        .select_related("variant__item")
        .order_by("variant__item_id")
    )


def _categories() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    through = InfoItem.categories.through
    for item, key in through.objects.order_by("pk").values_list("infoitem_id", "category__key"):
        found.setdefault(item, []).append(key)
    return found


def _boundaries(now: datetime) -> Iterator[datetime]:
    for field in ("publish_at", "publish_until"):
        following = InfoItem.objects.filter(**{f"{field}__gt": now}).order_by(field).values_list(field, flat=True)
        yield from (moment for moment in following[:1] if moment is not None)


def _best(editions: list[Edition], wanted: tuple[Wish, ...]) -> Edition:
    order = {wish: place for place, wish in enumerate(wanted)}
    return min(
        editions,
        key=lambda each: order.get((each.variant.language, Level(each.variant.level)), len(order)),
    )


def _reading(
    edition: Edition,
    texts: Mapping[str, str],
    editions: list[Edition],
    categories: Mapping[int, list[str]],
    values: dict[str, tuple[Mapping[str, str], Mapping[str, str]]],
) -> Reading:
    variant, item = edition.variant, edition.variant.item
    if variant.language not in values:
        values[variant.language] = facts_as_html(variant.language), facts_as_text(variant.language)
    as_html, as_text = values[variant.language]
    return Reading(
        item_id=item.pk,
        key=item.key,
        kind=item.kind,
        risk=item.risk,
        language=variant.language,
        level=Level(variant.level),
        title=fill(texts["title"], as_text),
        summary=fill(texts["summary"], as_text),
        html=fill(texts["html"], as_html),
        text=fill(texts["text"], as_text),
        categories=tuple(categories.get(item.pk, ())),
        districts=tuple(item.districts),
        picture_id=item.picture_id,
        is_urgent=item.is_urgent,
        is_sample=item.is_sample,
        has_machine_text=edition.has_machine_text,
        outdated=tuple(edition.outdated),
        borrowed=tuple(edition.borrowed),
        position=item.position,
        published_at=edition.published_at,
        changed_at=max(edition.changed_at, item.changed_at),
        publish_until=item.publish_until,
        offered=tuple((each.variant.language, Level(each.variant.level)) for each in editions),
    )
