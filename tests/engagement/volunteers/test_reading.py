"""What foreign lists say about weeks, languages and days is understood, or refused in one sentence."""

from __future__ import annotations

from datetime import date

import pytest

from teilhabe.engagement.volunteers.reading import read_day, read_hours, read_levels, read_week
from teilhabe.engagement.volunteers.timetable import in_words
from teilhabe.errors import InputError


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mo vormittags", "Mo vormittags"),
        ("mo, mi abends", "Mo abends, Mi abends"),
        ("Di-Do nachm.", "Di–Do nachmittags"),
        ("Montag bis Freitag vormittags und Sa ganztags", "Mo–Fr vormittags, Sa ganztags"),
        ("Wochenende", "Sa, So ganztags"),
        ("werktags abends", "Mo–Fr abends"),
        ("täglich morgens", "Mo–So vormittags"),
        ("Dienstagabend", "Di abends"),
        ("dienstags", "Di ganztags"),
        ("Fr–Mo abends", "Mo abends, Fr–So abends"),
        ("abends", "Mo–So abends"),
        ("jederzeit", "jederzeit"),
        ("Sa/So nachmittags", "Sa, So nachmittags"),
    ],
)
def test_a_week_in_words_is_understood(text: str, words: str) -> None:
    assert in_words(read_week(text)) == words


@pytest.mark.parametrize("text", ["nach Absprache", "x", "Mo 14 Uhr irgendwo", "Mo 14-18", "soso", ";"])
def test_what_is_no_week_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(InputError) as refused:
        read_week(text)
    assert "Mo vormittags" in refused.value.text.de
    assert len(text) < 2 or text not in refused.value.text.de


def test_languages_come_with_and_without_levels() -> None:
    assert read_levels("Deutsch B2, Arabisch; Türkisch (a1)") == {"de": "b2", "ar": "", "tr": "a1"}
    with pytest.raises(InputError):
        read_levels("Klingonisch C2")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3.2.2024", date(2024, 2, 3)),
        ("2024-02-03", date(2024, 2, 3)),
        ("2024-02-03 00:00:00", date(2024, 2, 3)),
        ("02/2024", date(2024, 2, 1)),
        ("2024", date(2024, 1, 1)),
    ],
)
def test_a_day_is_read_as_offices_write_it(text: str, day: date) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize("text", ["31.2.2024", "gestern", "24", "2024-13-01"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_day(text)


def test_hours_are_whole_and_no_more_than_a_week_of_work() -> None:
    assert [read_hours(text) for text in ("5", "5 Std.", " 12 h")] == [5, 5, 12]
    for text in ("0", "41", "100", "viel"):
        with pytest.raises(InputError):
            read_hours(text)
