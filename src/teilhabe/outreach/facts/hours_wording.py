"""Opening hours in words and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from teilhabe.outreach.facts import hours
from teilhabe.outreach.facts.shape import Shape, Value, isolating
from teilhabe.outreach.wording.reading import WEEKDAYS, days, in_a_row, text_in, times, weekday, weekdays, word


@dataclass(frozen=True)
class HoursRow:
    """One day of the week; `code` is its code of RFC 5545, `times` "geschlossen" where it is not open."""

    code: str
    day: str
    times: str
    is_closed: bool


def hours_table(value: Value, language: str) -> list[HoursRow]:
    """Seven rows, Monday first."""
    return [
        HoursRow(
            WEEKDAYS[number],
            weekday(number, language),
            times(spans, language) if spans else word("closed", language),
            not spans,
        )
        for number, spans in enumerate(hours.week_of(value))
    ]


def closures(value: Value, language: str, today: date | None = None) -> list[str]:
    """ "24.–31. Dez. 2026 (Betriebsferien)"; those that were over before `today` are left out."""
    return [
        _closure(row, language) for row in value["closed"] if today is None or date.fromisoformat(row["to"]) >= today
    ]


def _closure(row: Value, language: str) -> str:
    span = days(date.fromisoformat(row["from"]), date.fromisoformat(row["to"]), language)
    reason = text_in(row["reason"], language)
    return f"{span} ({reason})" if reason else span


def hours_text(value: Value, language: str, today: date | None = None) -> str:
    """ "Mo–Do 8–12 und 14–16 Uhr, Fr 8–12 Uhr; geschlossen: 24.–31. Dez. 2026"."""
    shut = closures(value, language, today)
    parts = [
        in_a_row(list(_week(hours.week_of(value), language)), language),
        text_in(value["note"], language),
        f"{word('closed', language)}: {in_a_row(shut, language)}" if shut else "",
    ]
    return word("semicolon", language).join(part for part in parts if part)


def _week(week: hours.Week, language: str) -> Iterator[str]:
    """Days with the same times stand together, at the place of the first of them."""
    alike: dict[tuple[hours.Span, ...], list[int]] = {}
    for number, spans in enumerate(week):
        if spans:
            alike.setdefault(spans, []).append(number)
    for spans, numbers in alike.items():
        yield f"{weekdays(numbers, language)} {times(spans, language)}"


HOURS = Shape(hours.checked, hours_text, isolating(hours_text))
