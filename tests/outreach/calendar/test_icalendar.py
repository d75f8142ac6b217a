from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from teilhabe.outreach.calendar.icalendar import Entry, calendar_bytes
from teilhabe.outreach.calendar.occurrences import CITY, Happening

STARTS = datetime(2026, 10, 20, 18, tzinfo=CITY)
WEEKLY = Happening(
    STARTS, STARTS + timedelta(hours=2), False, "FREQ=WEEKLY;UNTIL=20261231", frozenset({date(2026, 11, 3)})
)


def entry(happening: Happening = WEEKLY, title: str = "Café; offen, für alle\nauch für Sie") -> Entry:
    changed = datetime(2026, 1, 1, 12, tzinfo=CITY)
    return Entry(
        "cafe@example.org", happening, title, "مرحبا " * 30, "Rathausplatz 1", "https://example.org/x", changed, "ar"
    )


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_equal_inputs_give_equal_bytes() -> None:
    assert calendar_bytes("Kalender", "de", [entry()]) == calendar_bytes("Kalender", "de", [entry()])


def test_what_another_program_reads_is_what_was_meant() -> None:
    found = events(calendar_bytes("Kalender", "de", [entry()]))[0]
    assert str(found["SUMMARY"]) == "Café; offen, für alle\nauch für Sie"
    assert found["SUMMARY"].params["LANGUAGE"] == "ar"
    assert found.decoded("DTSTART") == STARTS
    assert found["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert found["UID"] == "cafe@example.org"
    assert [each.dt for each in found["EXDATE"].dts] == [datetime(2026, 11, 3, 18, tzinfo=CITY)]


@pytest.mark.parametrize(("text", "expected"), [("FREQ=WEEKLY;UNTIL=20261231", "20261231T225959Z"),
                                                ("FREQ=WEEKLY;UNTIL=20270630", "20270630T215959Z")])  # fmt: skip
def test_the_last_day_is_the_last_moment_of_that_day_in_germany(text: str, expected: str) -> None:
    written = calendar_bytes("K", "de", [entry(Happening(STARTS, STARTS, False, text))]).decode()
    assert expected in written


def test_whole_days_are_dates_and_end_on_the_day_after() -> None:
    days = Happening(STARTS, STARTS + timedelta(days=1), True)
    found = events(calendar_bytes("K", "de", [entry(days)]))[0]
    assert (found.decoded("DTSTART"), found.decoded("DTEND")) == (date(2026, 10, 20), date(2026, 10, 22))


def test_lines_are_short_end_as_the_standard_says_and_know_germanys_clocks() -> None:
    content = calendar_bytes("Kalender", "de", [entry()])
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    clocks = Calendar.from_ical(content).walk("VTIMEZONE")[0].to_tz()
    for moment, hours in ((datetime(2027, 3, 28, 1, 59), 1), (datetime(2027, 3, 28, 3, 1), 2)):  # noqa: DTZ001
        assert moment.replace(tzinfo=clocks).utcoffset() == timedelta(hours=hours)


def test_a_title_cannot_add_lines_to_the_file() -> None:
    content = calendar_bytes("K\r\nX-EVIL:1", "de", [entry(title="x\r\nBEGIN:VALARM\r\nEND:VALARM")])
    assert b"\r\nX-EVIL" not in content
    assert b"\r\nBEGIN:VALARM" not in content
