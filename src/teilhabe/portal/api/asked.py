"""What a program asked for, checked against what there is; what there is not is said in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from teilhabe.outreach.content.models import Category, InfoItem
from teilhabe.outreach.content.published import Shelf, shelf
from teilhabe.outreach.languages import Level
from teilhabe.portal.information.search.find import LONGEST_QUESTION

USUAL_DAYS, MOST_DAYS = 60, 366
FIRST_YEAR, LAST_YEAR = 1900, 2999


class Missing(Exception):
    """There is nothing of this name; the sentence says what there is."""


class Refused(Exception):
    """What was asked cannot be answered; the sentence says why."""


def checked_language(language: str) -> str:
    _known("language", language, [code for code, _name in settings.LANGUAGES])
    return language


def checked_level(level: str) -> str:
    if level:
        _known("level", level, list(Level))
    return level


def shelf_of(language: str, level: str = "") -> Shelf:
    return shelf(checked_language(language), checked_level(level))


def _known(what: str, asked: str, known: Iterable[str]) -> None:
    if asked not in (names := list(known)):
        shown = ", ".join(names) or "none yet"
        raise Missing(f"There is no {what} “{asked[:80]}”. There are: {shown}.")


class Filters(Schema):
    """Narrows a list; "" for everything. Several filters hold together."""

    kind: str = Field("", description="page, news, event, place or faq")
    category: str = Field("", description="Key of a category: audience, situation or topic; see categories")
    audience: str = Field("", description="Key of an audience; together with category both must hold")
    district: str = Field("", description="Key of a district; items of the whole city belong to none")
    level: str = Field("", description="standard, plain or easy: which level readers would like best")
    since: datetime | None = Field(
        None, description="Only what changed after this moment (ISO 8601; without an offset it is UTC)"
    )

    def moment(self) -> datetime | None:
        if self.since is not None and timezone.is_naive(self.since):
            return self.since.replace(tzinfo=UTC)
        return self.since


@dataclass(frozen=True)
class Condition:
    """Whether an item is asked for."""

    kind: str
    categories: frozenset[str]
    district: str

    def __call__(self, item: Mapping[str, Any]) -> bool:
        return (
            (not self.kind or item["kind"] == self.kind)
            and self.categories <= set(item["categories"])
            and (not self.district or self.district in item["districts"])
        )

    @property
    def is_everything(self) -> bool:
        return not (self.kind or self.categories or self.district)


def condition_of(filters: Filters) -> Condition:
    """Missing where a kind or a category does not exist."""
    if filters.kind:
        _known("kind", filters.kind, InfoItem.Kind.values)
    asked = {"category": filters.category, "audience": filters.audience}
    if any(asked.values()):
        known = dict(Category.objects.values_list("key", "kind"))
        audiences = [key for key, kind in known.items() if kind == Category.Kind.AUDIENCE]
        for what, names in (("category", list(known)), ("audience", audiences)):
            if asked[what]:
                _known(what, asked[what], names)
    return Condition(filters.kind, frozenset(filter(None, asked.values())), filters.district)


class Span(Schema):
    """From one day to another, both included; see `bounds`."""

    first: date | None = Field(None, alias="from", description="First day; today where it is absent")
    last: date | None = Field(None, alias="to", description="Last day; 60 days later where it is absent")

    def bounds(self) -> tuple[date, date]:
        """Refused where it is longer than a year, ends before it begins, or lies where no calendar of ours reaches."""
        first = self.first or timezone.localdate()
        if not FIRST_YEAR <= first.year <= LAST_YEAR:
            raise Refused(f"“from” is a day of the years {FIRST_YEAR} to {LAST_YEAR}.")
        last = self.last or first + timedelta(days=USUAL_DAYS)
        if not first <= last <= first + timedelta(days=MOST_DAYS):
            raise Refused(f"“to” is at most {MOST_DAYS} days after “from”, and not before it.")
        return first, last


class Question(Schema):
    q: str = Field(min_length=1, max_length=LONGEST_QUESTION, description="Words in any language or script")
