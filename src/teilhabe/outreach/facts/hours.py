"""Opening hours: a week, days on which it is closed all the same, and whether it is open now.

    {"weekly": [{"days": ["mo", "tu"], "from": "09:00", "to": "12:00"}],
     "closed": [{"from": "2026-12-24", "to": "2026-12-31", "reason": {"de": "Betriebsferien"}}],
     "note": {"de": "Termine nach Vereinbarung"}}

Days are those of RFC 5545 in lower case; times are those on the clocks of Germany. "24:00" ends a day; nothing runs
over midnight: what is open through the night is written as two times.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from teilhabe.errors import InputError
from teilhabe.outreach.facts.amounts import CITY
from teilhabe.outreach.facts.shape import Value, clock, day, minutes, refuse_others, texts
from teilhabe.outreach.wording.reading import DAY_MINUTES, WEEKDAYS
from teilhabe.text import Text

Span = tuple[int, int]
"""From and to, in minutes since midnight."""
Week = tuple[tuple[Span, ...], ...]
"""The spans of each day, Monday first, in their order."""
MOST_ROWS = 100
LOOK_AHEAD_DAYS = 366
_HOURS = Text("Die Öffnungszeit", "The opening time")
_CLOSED = Text("Geschlossen", "Closed")


def checked(value: Value) -> dict[str, Any]:
    """The normal form: times in their order, days of equal times together, times that touch joined."""
    refuse_others(value, "weekly", "closed", "note")
    note = texts(value, "note", Text("Der Hinweis", "The note"))
    week = _week(_rows(value, "weekly", _HOURS))
    closed = sorted((_closed(row) for row in _rows(value, "closed", _CLOSED)), key=lambda row: (row["from"], row["to"]))
    if not any(week) and not note:
        raise InputError(
            "Tragen Sie mindestens eine Öffnungszeit oder einen Hinweis ein.",
            "Enter at least one opening time or a note.",
        )
    return {"weekly": _grouped(week), "closed": closed, "note": note}


def _rows(value: Value, name: str, label: Text) -> list[Value]:
    rows = value.get(name) or []
    if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows) or len(rows) > MOST_ROWS:
        raise InputError(
            f"{label.de}: Erwartet wird eine Liste mit höchstens {MOST_ROWS} Zeilen.",
            f"{label.en}: expected is a list of at most {MOST_ROWS} rows.",
        )
    return list(rows)


def week_of(value: Value) -> Week:
    """The week of a checked value."""
    return _week(value["weekly"])


def _week(rows: Iterable[Value]) -> Week:
    found: list[list[Span]] = [[] for _day in WEEKDAYS]
    for row in rows:
        span = _span(row)
        for number in _days(row):
            found[number].append(span)
    return tuple(_joined(number, sorted(spans)) for number, spans in enumerate(found))


def _days(row: Value) -> Iterable[int]:
    codes = row.get("days")
    if not isinstance(codes, list | tuple) or not codes or not all(code in WEEKDAYS for code in codes):
        raise InputError(
            f"Die Öffnungszeit nennt keinen Tag. Möglich sind: {', '.join(WEEKDAYS)}.",
            f"The opening time names no day. Possible are: {', '.join(WEEKDAYS)}.",
        )
    return {WEEKDAYS.index(code) for code in codes}


def _span(row: Value) -> Span:
    refuse_others(row, "days", "from", "to")
    begins, ends = minutes(row, "from", _HOURS), minutes(row, "to", _HOURS)
    if begins >= ends:
        raise InputError(
            f"Die Öffnungszeit {clock(begins)}–{clock(ends)} endet vor ihrem Beginn. "
            "Über Mitternacht hinaus schreiben Sie zwei Zeiten: bis 24:00 und ab 00:00.",
            f"The opening time {clock(begins)}–{clock(ends)} ends before it begins. "
            "For hours past midnight write two times: until 24:00 and from 00:00.",
        )
    return begins, ends


def _joined(number: int, spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for begins, ends in spans:
        if joined and begins < joined[-1][1]:
            raise InputError(
                f"Die Öffnungszeiten überschneiden sich ({_DAYS[number].de}, ab {clock(begins)}). "
                "Ändern Sie eine davon.",
                f"The opening times overlap ({_DAYS[number].en}, from {clock(begins)}). Change one of them.",
            )
        if joined and begins == joined[-1][1]:
            joined[-1] = (joined[-1][0], ends)
        else:
            joined.append((begins, ends))
    return tuple(joined)


_DAYS = (
    Text("Montag", "Monday"),
    Text("Dienstag", "Tuesday"),
    Text("Mittwoch", "Wednesday"),
    Text("Donnerstag", "Thursday"),
    Text("Freitag", "Friday"),
    Text("Samstag", "Saturday"),
    Text("Sonntag", "Sunday"),
)


def _grouped(week: Week) -> list[dict[str, Any]]:
    days_of: dict[Span, list[str]] = {}
    for number, spans in enumerate(week):
        for span in spans:
            days_of.setdefault(span, []).append(WEEKDAYS[number])
    return [
        {"days": days_of[span], "from": clock(span[0]), "to": clock(span[1])}
        for span in sorted(days_of, key=lambda span: (span, WEEKDAYS.index(days_of[span][0])))
    ]


def _closed(row: Value) -> dict[str, Any]:
    refuse_others(row, "from", "to", "reason")
    first = day(row, "from", _CLOSED)
    last = day(row, "to", _CLOSED) if row.get("to") else first
    if last < first:
        raise InputError(
            f"Geschlossen: {last:%d.%m.%Y} liegt vor {first:%d.%m.%Y}. Tauschen Sie die Tage.",
            f"Closed: {last.isoformat()} is before {first.isoformat()}. Swap the days.",
        )
    return {"from": first.isoformat(), "to": last.isoformat(), "reason": texts(row, "reason", _CLOSED)}


def is_closed_on(value: Value, on: date) -> bool:
    """Whether a closure covers this day."""
    return any(row["from"] <= on.isoformat() <= row["to"] for row in value["closed"])


def is_open(value: Value, now: datetime) -> bool:
    """Whether it is open at this moment, by the clocks of Germany."""
    here = now.astimezone(CITY)
    minute = here.hour * 60 + here.minute
    return any(begins <= minute < ends for begins, ends in _spans_on(value, here.date()))


def next_opening(value: Value, now: datetime) -> datetime | None:
    """When it opens next after `now`; None where it does not within a year."""
    here = now.astimezone(CITY)
    return next((opening for opening in _openings(value, here.date()) if opening > here), None)


def open_until(value: Value, now: datetime) -> datetime | None:
    """When it closes, where it is open now."""
    here = now.astimezone(CITY)
    minute = here.hour * 60 + here.minute
    ends = next((end for begin, end in _spans_on(value, here.date()) if begin <= minute < end), None)
    return None if ends is None else _at(here.date(), ends)


def _spans_on(value: Value, on: date) -> tuple[Span, ...]:
    return () if is_closed_on(value, on) else week_of(value)[on.weekday()]


def _openings(value: Value, first: date) -> Iterator[datetime]:
    for offset in range(LOOK_AHEAD_DAYS):
        on = first + timedelta(days=offset)
        for begins, _ends in _spans_on(value, on):
            yield _at(on, begins)


def _at(on: date, minute: int) -> datetime:
    whole_days, rest = divmod(minute, DAY_MINUTES)
    return datetime.combine(on + timedelta(days=whole_days), datetime.min.time(), CITY).replace(
        hour=rest // 60, minute=rest % 60
    )
