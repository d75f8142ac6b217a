"""A week as people read it: in words, and as a small picture of seven days with three parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teilhabe.engagement.week import ALWAYS, NEVER, PARTS, slot

PART_NAMES = (gettext_lazy("vormittags"), gettext_lazy("nachmittags"), gettext_lazy("abends"))
DAYS = range(7)


def name_of_part(number: int) -> str:
    """Of a part from 0: "Montag vormittags"."""
    day, part = divmod(number, PARTS)
    return f"{WEEKDAYS[day]} {PART_NAMES[part]}"


def in_words(week: int) -> str:
    """ "Mo–Mi abends, Sa ganztags"; "" where no part is named."""
    if week == NEVER:
        return ""
    if week == ALWAYS:
        return _("jederzeit")
    runs = [(parts, [day for day, _parts in days]) for parts, days in groupby(_days(week), key=lambda pair: pair[1])]
    return ", ".join(f"{_span(days)} {_of_day(parts)}" for parts, days in runs if any(parts))


def days_in_words(week: int) -> str:
    """Only the days, where a line must do: "Mo–Mi, Sa"."""
    if week == ALWAYS:
        return _("jederzeit")
    runs = groupby(_days(week), key=lambda pair: any(pair[1]))
    return ", ".join(_span([day for day, _parts in days]) for is_free, days in runs if is_free)


def _days(week: int) -> list[tuple[int, tuple[bool, ...]]]:
    return [(day, tuple(bool(week >> slot(day, part) & 1) for part in range(PARTS))) for day in DAYS]


def _span(days: list[int]) -> str:
    first, last = (str(WEEKDAYS_ABBR[day]) for day in (days[0], days[-1]))
    if len(days) == 1:
        return first
    return f"{first}–{last}" if len(days) > 2 else f"{first}, {last}"


def _of_day(parts: tuple[bool, ...]) -> str:
    if all(parts):
        return _("ganztags")
    one, *others = (str(name) for name, is_free in zip(PART_NAMES, parts, strict=True) if is_free)
    return _("%(one)s und %(other)s") % {"one": one, "other": others[0]} if others else one


@dataclass(frozen=True)
class PictureCell:
    """A part of the week as a rectangle of the picture, in its units."""

    x: int
    y: int
    is_free: bool


WIDTH, HEIGHT, LEFT, TOP = 34, 16, 74, 18


def picture(week: int) -> SafeString:
    """Days side by side, morning above; what it shows is said in words too."""
    context = {
        "words": in_words(week) or _("keine Zeit genannt"),
        "cells": list(_cells(week)),
        "days": [(LEFT + day * WIDTH + WIDTH // 2, str(WEEKDAYS_ABBR[day])) for day in DAYS],
        "parts": [(TOP + part * HEIGHT + HEIGHT - 4, name) for part, name in enumerate(PART_NAMES)],
    }
    return render_to_string("volunteers/_week.html", context)


def _cells(week: int) -> Iterator[PictureCell]:
    for day in DAYS:
        for part in range(PARTS):
            yield PictureCell(LEFT + day * WIDTH, TOP + part * HEIGHT, bool(week >> slot(day, part) & 1))


def times() -> list[tuple[str, str | Promise]]:
    """Every day and every part of one, for filters: the key is the mask of its parts."""
    found: list[tuple[str, str | Promise]] = []
    for day in DAYS:
        parts = [slot(day, part) for part in range(PARTS)]
        found.append((str(sum(1 << each for each in parts)), WEEKDAYS[day]))
        found += [(str(1 << each), name_of_part(each)) for each in parts]
    return found
