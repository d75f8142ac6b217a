from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.errors import InputError
from teilhabe.outreach.facts.amounts import CITY
from teilhabe.outreach.facts.hours import next_opening, open_until
from teilhabe.outreach.facts.values import FactKind, checked, closures, fact_text, hours_table, is_open
from teilhabe.outreach.wording.reading import WEEKDAYS


def row(days: str, begins: str, ends: str) -> dict[str, Any]:
    return {"days": days.split(), "from": begins, "to": ends}


OFFICE = checked(
    FactKind.HOURS,
    {
        "weekly": [row("mo tu we th", "14:00", "16:00"), row("mo tu we th fr", "08:00", "12:00")],
        "closed": [{"from": "2026-12-24", "to": "2026-12-31", "reason": {"de": "Betriebsferien", "en": "holidays"}}],
    },
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CITY)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "Mo–Do 8–12 und 14–16\u00a0Uhr, Fr 8–12\u00a0Uhr; geschlossen: 24.–31. Dez. 2026 (Betriebsferien)"),
        ("en", "Mon–Thu 8:00–12:00 and 14:00–16:00, Fri 8:00–12:00; closed: 24–31 Dec 2026 (holidays)"),
        ("uk", "пн–чт 8:00–12:00 і 14:00–16:00, пт 8:00–12:00; зачинено: 24–31 груд. 2026\u202fр. (holidays)"),
    ],
)
def test_a_week_is_told_in_few_words(language: str, expected: str) -> None:
    assert fact_text(FactKind.HOURS, OFFICE, language).replace("\u00a0р", "\u202fр") == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23T08:00", True), ("2026-11-23T07:59", False), ("2026-11-23T12:00", False),
        ("2026-11-23T15:59", True), ("2026-11-27T15:00", False), ("2026-11-28T09:00", False),
        ("2026-12-24T09:00", False), ("2026-12-31T09:00", False), ("2027-01-04T09:00", True),
    ],
)  # fmt: skip
def test_it_is_open_between_from_and_to_unless_it_is_closed_that_day(moment: str, expected: bool) -> None:
    assert is_open(OFFICE, at(moment)) is expected


def test_the_next_opening_skips_the_days_on_which_it_is_closed() -> None:
    assert next_opening(OFFICE, at("2026-12-23T16:00")) == at("2027-01-01T08:00")
    assert next_opening(OFFICE, at("2026-11-23T12:30")) == at("2026-11-23T14:00")
    assert next_opening(checked(FactKind.HOURS, {"note": {"de": "auf Anfrage"}}), at("2026-11-23T12:30")) is None


def test_who_is_open_until_midnight_closes_on_the_next_day() -> None:
    always = checked(FactKind.HOURS, {"weekly": [row(" ".join(WEEKDAYS), "00:00", "24:00")]})
    assert open_until(always, at("2026-11-23T12:30")) == at("2026-11-24T00:00")
    assert fact_text(FactKind.HOURS, always, "de") == "Mo–So 0–24\u00a0Uhr"


@pytest.mark.parametrize(
    "weekly",
    [
        [row("fr", "20:00", "02:00")],
        [row("fr", "20:00", "00:00")],
        [row("mo", "09:00", "09:00")],
        [row("mo tu", "09:00", "12:00"), row("tu", "11:00", "13:00")],
        [row("mo", "09:00", "12:00"), row("mo", "09:00", "12:00")],
        [row("", "09:00", "12:00")],
        [row("di", "09:00", "12:00")],
        [row("mo", "9", "12:00")],
        [row("mo", "09:00", "24:30")],
        ["mo"],
        {},
    ],
)
def test_times_over_midnight_inverted_or_overlapping_are_refused(weekly: Any) -> None:
    with pytest.raises(InputError) as refused:
        checked(FactKind.HOURS, {"weekly": weekly})
    assert refused.value.text.de.endswith(".")


def test_a_table_has_a_row_for_every_day() -> None:
    rows = hours_table(OFFICE, "de")
    assert [each.day for each in rows][:2] == ["Montag", "Dienstag"]
    assert rows[4].times == "8–12\u00a0Uhr"
    assert [each.is_closed for each in rows] == [False] * 5 + [True] * 2


def test_closures_that_are_over_are_left_out() -> None:
    assert closures(OFFICE, "de", at("2027-01-01T00:00").date()) == []
    assert len(closures(OFFICE, "de", at("2026-12-31T00:00").date())) == 1


ROWS = st.builds(
    lambda days, begins, lasts: {
        "days": days,
        "from": f"{begins // 60:02}:{begins % 60:02}",
        "to": f"{(begins + lasts) // 60:02}:{(begins + lasts) % 60:02}",
    },
    st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7),
    st.integers(0, 20 * 60),
    st.integers(1, 4 * 60 - 1),
)


@given(st.lists(ROWS, min_size=1, max_size=6), st.integers(0, 7 * 24 * 60))
def test_normal_forms_are_stable_and_openings_follow_from_them(weekly: list[dict[str, Any]], minute: int) -> None:
    try:
        normal = checked(FactKind.HOURS, {"weekly": weekly})
    except InputError:
        return
    assert checked(FactKind.HOURS, normal) == normal
    now = at("2026-11-23T00:00") + timedelta(minutes=minute)
    opening = next_opening(normal, now)
    assert opening is not None
    assert is_open(normal, opening)
    assert (open_until(normal, now) is not None) is is_open(normal, now)
