"""What readers of one site language get: every published item in the best variant there is for them.

A shelf is put together in a few queries and kept by each process until something changes (one short query tells) or
the clock passes the moment at which something appears or ends.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar, cast

from django.db.models import F, Q
from django.utils import timezone

from teilhabe.outreach.body.inline import fill
from teilhabe.outreach.content.fact_readings import facts_as_html, facts_as_text
from teilhabe.outreach.content.models import Edition, EventDates, InfoItem, PlaceDetails, Stamp
from teilhabe.outreach.content.plans import is_readable
from teilhabe.outreach.languages import Level, is_rtl, language_of, wishes

logger = logging.getLogger("teilhabe.outreach")
Wish = tuple[str, Level]


@dataclass(frozen=True)
class Reading:
    """One item as a reader gets it, facts filled in. `language` is that of the text, which need not be the reader's.

    `offered` are all variants of the item that are published.
    """

    item_id: int
    revision_id: int
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
    checked_on: date | None
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


def kept(name: str, state: str, make: Callable[[T | None], T]) -> T:
    """What `make` made of this state of the contents, kept per process; of each name only the newest state stays.

    It gets what it made of the state before, of which most is usually the same; None at first.
    """
    with _MAKING:
        former, made = _MADE.get(name, ("", None))
        if former != state:
            made = make(cast(T | None, made))
            _MADE[name] = (state, made)
        return cast(T, made)


def forget() -> None:
    """Empty what this process keeps: after another database takes the place of the first."""
    with _LOCK, _MAKING:
        _KEPT.clear()
        _MADE.clear()


def _put_together(site_language: str, level: str, number: int, now: datetime) -> Shelf:
    until = min(_boundaries(now), default=None)
    offered, wanted = _offered(now), wishes(site_language, level)
    return Shelf(
        site_language,
        f"{number}-{language_of(site_language)}{level}-{until.timestamp() if until else 0:.6f}",
        tuple(sorted(_readings(offered, wanted), key=lambda each: (each.position, each.title.casefold()))),
        dict(_dates(offered)),
        {
            each.item_id: each
            for each in PlaceDetails.objects.filter(item__in=offered)
            .select_related("address", "hours")
            .prefetch_related("contacts")
        },
        until,
    )


def _boundaries(now: datetime) -> Iterator[datetime]:
    for field in ("publish_at", "publish_until"):
        following = InfoItem.objects.filter(**{f"{field}__gt": now}).order_by(field).values_list(field, flat=True)
        yield from (moment for moment in following[:1] if moment is not None)


def _offered(now: datetime) -> dict[int, dict[Wish, int]]:
    """Of every item that can be read now, its published variants with their editions: names only, texts are long."""
    visible = Q(variant__item__publish_at=None) | Q(variant__item__publish_at__lte=now)
    not_over = Q(variant__item__publish_until=None) | Q(variant__item__publish_until__gt=now)
    rows = (
        Edition.objects.filter(visible, not_over, variant__item__withdrawn_at=None)
        .order_by("variant__item_id", "pk")
        .values_list("variant__item_id", "variant__language", "variant__level", "pk")
    )
    found: dict[int, dict[Wish, int]] = {}
    for item, language, level, edition in rows:
        found.setdefault(item, {})[language, Level(level)] = edition
    return found


def _readings(offered: Mapping[int, Mapping[Wish, int]], wanted: Sequence[Wish]) -> Iterator[Reading]:
    """Each item in the variant that its reader wants most, else in any."""
    best = [next((each[wish] for wish in wanted if wish in each), min(each.values())) for each in offered.values()]
    categories = _categories()
    values: dict[str, tuple[Mapping[str, str], Mapping[str, str]]] = {}
    for row in Edition.objects.filter(pk__in=best).values(*_OF_THE_EDITION, **_OF_THE_ITEM):
        if row["language"] not in values:
            values[row["language"]] = facts_as_html(row["language"]), facts_as_text(row["language"])
        item = row["item_id"]
        yield _reading(row, *values[row["language"]], tuple(categories.get(item, ())), tuple(offered[item]))


def _dates(items: Iterable[int]) -> Iterator[tuple[int, EventDates]]:
    """An event whose dates nobody can read is shown without them, and the others are not lost over it."""
    for each in EventDates.objects.filter(item__in=items).select_related("place"):
        if is_readable(each):
            yield each.item_id, each
        else:
            logger.warning("The dates of the event %d cannot be read: %r.", each.item_id, each.recurrence)


def _categories() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    through = InfoItem.categories.through
    for item, key in through.objects.order_by("pk").values_list("infoitem_id", "category__key"):
        found.setdefault(item, []).append(key)
    return found


_OF_THE_EDITION = (
    "revision_id", "title", "summary", "html", "text", "outdated", "borrowed", "has_machine_text", "published_at",
    "changed_at",
)  # fmt: skip
_OF_THE_ITEM = {
    "language": F("variant__language"),
    "level": F("variant__level"),
    "item_id": F("variant__item_id"),
    "item_changed_at": F("variant__item__changed_at"),
    **{
        name: F(f"variant__item__{name}")
        for name in ("key", "kind", "risk", "districts", "picture_id", "is_urgent", "is_sample", "position")
    },
    "publish_until": F("variant__item__publish_until"),
    "checked_on": F("variant__item__checked_on"),
}
"""Plain values under the names that `Reading` gives them: models of a whole list cost more than everything else."""


def _reading(
    row: Mapping[str, Any],
    as_html: Mapping[str, str],
    as_text: Mapping[str, str],
    categories: tuple[str, ...],
    offered: tuple[Wish, ...],
) -> Reading:
    filled = {name: fill(row[name], as_html if name == "html" else as_text) for name in _WITH_FACTS}
    lists = {name: tuple(row[name]) for name in ("districts", "outdated", "borrowed")}
    plain = {name: value for name, value in row.items() if name != "item_changed_at"}
    made = {"level": Level(row["level"]), "changed_at": max(row["changed_at"], row["item_changed_at"])}
    return Reading(**{**plain, **filled, **lists, **made}, categories=categories, offered=offered)


_WITH_FACTS = ("title", "summary", "html", "text")
