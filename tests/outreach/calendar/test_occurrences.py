from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.errors import InputError
from teilhabe.outreach.calendar.occurrences import CITY, Happening, in_words, next_dates, occurrences
from teilhabe.outreach.calendar.recurrence import matches, normal, parse


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CITY)


def happening(rule: str = "", *without: str, starts: str = "2026-10-20T18:00", ends: str = "2026-10-20T20:00",
              is_all_day: bool = False) -> Happening:  # fmt: skip
    return Happening(at(starts), at(ends), is_all_day, rule, frozenset(map(date.fromisoformat, without)))


def test_six_in_the_evening_stays_six_when_the_clocks_change() -> None:
    found = occurrences(happening("FREQ=WEEKLY;BYDAY=TU"), date(2026, 10, 1), date(2027, 4, 30))
    assert {(each.starts_at.hour, each.ends_at.hour) for each in found} == {(18, 20)}
    assert {each.starts_at.utcoffset() for each in found} == {timedelta(hours=1), timedelta(hours=2)}


def test_the_first_day_is_there_even_where_a_moment_has_parts_of_a_second() -> None:
    starts = datetime(2026, 11, 25, 15, 31, 7, 250_000, CITY)
    happening = Happening(starts, starts + timedelta(hours=2), recurrence="FREQ=WEEKLY")
    assert next_dates(happening, starts - timedelta(days=2), 1)[0].starts_at.date() == date(2026, 11, 25)


def test_a_time_that_the_clocks_skip_is_the_one_they_show_then() -> None:
    early = happening("FREQ=WEEKLY", starts="2027-03-21T02:30", ends="2027-03-21T03:00")
    skipped = occurrences(early, date(2027, 3, 28), date(2027, 3, 28))[0]
    assert skipped.starts_at == at("2027-03-28T03:30")
    assert skipped.ends_at - skipped.starts_at == timedelta(minutes=30)


def test_days_on_which_it_is_cancelled_are_left_out() -> None:
    weekly = happening("FREQ=WEEKLY;COUNT=3", "2026-10-27")
    days = [each.starts_at.day for each in occurrences(weekly, date(2026, 1, 1), date(2027, 1, 1))]
    assert days == [20, 3]
    assert [each.starts_at.day for each in next_dates(weekly, at("2026-10-21T00:00"), 5)] == [3]
    assert next_dates(weekly, at("2026-11-03T20:00"), 5) == []


@pytest.mark.parametrize(
    ("rule", "starts", "expected"),
    [
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "2026-10-20", ["2026-10-20", "2026-10-22", "2026-11-03", "2026-11-05"]),
        ("FREQ=MONTHLY;BYDAY=3TU", "2026-10-20", ["2026-10-20", "2026-11-17", "2026-12-15", "2027-01-19"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-10-30", ["2026-10-30", "2026-11-27", "2026-12-25", "2027-01-29"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-10-31", ["2026-10-31", "2026-12-31", "2027-01-31", "2027-03-31"]),
        ("FREQ=MONTHLY", "2026-10-20", ["2026-10-20", "2026-11-20", "2026-12-20", "2027-01-20"]),
        ("FREQ=WEEKLY;UNTIL=20261103", "2026-10-20", ["2026-10-20", "2026-10-27", "2026-11-03"]),
        ("", "2026-10-20", ["2026-10-20"]),
    ],
)
def test_it_takes_place_on_the_days_of_its_rule(rule: str, starts: str, expected: list[str]) -> None:
    planned = happening(rule, starts=f"{starts}T18:00", ends=f"{starts}T20:00")
    found = occurrences(planned, date(2026, 1, 1), date(2030, 1, 1), most=4)
    assert [each.starts_at.date().isoformat() for each in found] == expected


def test_what_is_on_across_the_edges_of_a_month_is_in_both() -> None:
    camp = happening(starts="2026-10-30T10:00", ends="2026-11-02T16:00")
    for first, last in ((date(2026, 10, 1), date(2026, 10, 31)), (date(2026, 11, 1), date(2026, 11, 30))):
        assert len(occurrences(camp, first, last)) == 1
    assert occurrences(camp, date(2026, 11, 3), date(2026, 11, 30)) == []


def test_whole_days_end_at_midnight_and_are_told_without_times() -> None:
    fair = happening(starts="2026-10-20T00:00", ends="2026-10-21T00:00", is_all_day=True)
    found = occurrences(fair, date(2026, 10, 21), date(2026, 10, 21))
    assert [each.ends_at for each in found] == [at("2026-10-22T00:00")]
    assert in_words(fair, "de") == "20.–21. Okt. 2026"


def test_a_row_without_end_is_read_at_once_even_far_away() -> None:
    weekly = happening("FREQ=WEEKLY", starts="1990-10-20T18:00", ends="1990-10-20T20:00")
    assert len(occurrences(weekly, date(2026, 1, 1), date(2100, 1, 1), most=3)) == 3
    assert occurrences(weekly, date(9000, 1, 1), date(9999, 12, 30)) == []


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY", "FREQ=YEARLY", "FREQ=WEEKLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=TU", "FREQ=MONTHLY;BYDAY=2TU,3TU",
     "FREQ=WEEKLY;COUNT=3;UNTIL=20270101", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;COUNT=501", "FREQ=WEEKLY;BYHOUR=3",
     "FREQ=WEEKLY;UNTIL=20270101T000000Z", "FREQ=WEEKLY;UNTIL=20270231", "FREQ=WEEKLY;FREQ=WEEKLY", "immer", "FREQ=",
     "FREQ=MONTHLY;BYMONTHDAY=2;BYDAY=2TU", "FREQ=WEEKLY\nEXDATE:20260101"],
)  # fmt: skip
def test_any_other_rule_is_refused_with_a_sentence(rule: str) -> None:
    with pytest.raises(InputError) as refused:
        normal(rule)
    assert refused.value.text.de.endswith(".")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "jede Woche: Di und Do, 18–20\u00a0Uhr, bis 30. Juni 2027"),
        ("en", "every week: Tue and Thu, 18:00–20:00, until 30 June 2027"),
        ("ar", "كل أسبوع: الثلاثاء والخميس، 18:00–20:00، حتى 30 يونيو 2027"),
    ],
)
def test_it_is_told_in_the_readers_language(language: str, expected: str) -> None:
    assert in_words(happening("FREQ=WEEKLY;BYDAY=TH,TU;UNTIL=20270630"), language) == expected


DAYS = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), max_size=4).map(",".join)
ENDS = st.sampled_from(["", ";COUNT=4", ";UNTIL=20270630"])
RULES = st.one_of(
    st.builds(lambda n, days, end: f"FREQ=WEEKLY;INTERVAL={n}{';BYDAY=' if days else ''}{days}{end}",
              st.integers(1, 5), DAYS, ENDS),
    st.builds(lambda n, end: f"freq=monthly;BYMONTHDAY={n}{end}", st.integers(1, 31), ENDS),
    st.builds(lambda n, end: f"RRULE:FREQ=MONTHLY;BYDAY={n}WE{end}", st.sampled_from([-1, 1, 2, 3, 4, 5]), ENDS),
)  # fmt: skip


@given(rule=RULES, day=st.dates(date(2026, 1, 1), date(2027, 6, 1)), hour=st.integers(0, 23))
def test_rules_have_one_normal_form_and_occurrences_keep_their_wall_time(rule: str, day: date, hour: int) -> None:
    assert normal(normal(rule)) == normal(rule)
    starts = datetime(day.year, day.month, day.day, hour, 15, tzinfo=CITY)
    planned = Happening(starts, starts + timedelta(hours=1), False, normal(rule))
    found = occurrences(planned, date(2026, 1, 1), date(2028, 1, 1))
    assert all(each.starts_at <= each.ends_at for each in found)
    assert [each.starts_at for each in found] == sorted(each.starts_at for each in found)
    assert {each.starts_at.hour for each in found} <= {hour, (hour + 1) % 24 if hour == 2 else hour}
    if found and matches(parse(rule), day):
        assert found[0].starts_at.date() == day
