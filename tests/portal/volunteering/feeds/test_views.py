"""Other programs get what is listed, and nothing that could run in a spreadsheet."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar
from tests.engagement.rows import make_opportunity, make_shift, make_volunteer

from teilhabe.core.audit.action import Operator
from teilhabe.core.users.models import Organisation
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.shifts.models import Shift
from teilhabe.engagement.shifts.scheduling import ChangeShift

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
TABLE = "/de/mitmachen/freiwilligendatenbank.csv"


def _rows(client: Client) -> list[dict[str, str]]:
    text = client.get(TABLE).content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def test_the_calendar_has_every_date_with_a_free_place(client: Client, shift: Shift) -> None:
    full = make_shift(shift.opportunity, shift.ends_at, places=1)
    full.sign_ups.create(volunteer=make_volunteer())
    found = Calendar.from_ical(client.get("/de/mitmachen/termine.ics").content)
    assert [str(each["uid"]) for each in found.walk("VEVENT")] == [f"shift-{shift.pk}@teilhabe"]


def test_one_date_can_be_taken_along(client: Client, shift: Shift) -> None:
    content = client.get(f"/ar/volunteering/{shift.opportunity_id}/date/{shift.pk}.ics").content
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["summary"]) == "مرافقة مقهى اللغة"


def test_the_table_is_german_and_names_no_person(client: Client, opportunity: Opportunity) -> None:
    opportunity.contact_name, opportunity.contact = "Geheime Person", "geheim@probe.example"
    opportunity.save()
    (row,) = _rows(client)
    assert (row["Titel"], row["Organisation"], row["Stadtteil"]) == (
        "Sprachcafé begleiten", "Verein Probe", "Innenstadt",
    )  # fmt: skip
    assert "geheim" not in str(row).lower()


def test_the_table_runs_nothing_and_tells_nothing_invented(client: Client, organisation: Organisation) -> None:
    make_opportunity(organisation, "=HYPERLINK(1)")
    make_opportunity(organisation, "Erfunden", is_sample=True)
    assert [row["Titel"] for row in _rows(client)] == ["'=HYPERLINK(1)"]


def _addresses(shift: Shift) -> list[str]:
    return ["/de/mitmachen/termine.ics", f"/de/mitmachen/{shift.opportunity_id}/termin/{shift.pk}.ics", TABLE]


def test_who_has_it_already_gets_304_until_something_changes(client: Client, shift: Shift) -> None:
    tags = {address: client.get(address).headers["ETag"] for address in _addresses(shift)}
    for address, tag in tags.items():
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    Opportunity.objects.filter(pk=shift.opportunity_id).update(title="Anders")
    for address, tag in tags.items():
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_the_calendar_is_one_that_every_program_can_follow(client: Client, shift: Shift) -> None:
    make_shift(shift.opportunity, shift.ends_at, places=2)
    found = Calendar.from_ical(client.get("/de/mitmachen/termine.ics").content)
    assert found.errors == []
    assert (found["VERSION"], found["METHOD"]) == ("2.0", "PUBLISH")
    events = found.walk("VEVENT")
    assert len({str(each["UID"]) for each in events}) == len(events) == 2
    for each in events:
        assert each.errors == []
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "URL"} <= set(each)
        assert each.decoded("DTSTART") < each.decoded("DTEND")
    assert {each.to_ical() for each in found.walk("VTIMEZONE")} != set()


def test_moving_a_date_reaches_who_follows_the_calendar(client: Client, shift: Shift) -> None:
    def event() -> Any:
        (found,) = Calendar.from_ical(client.get("/de/mitmachen/termine.ics").content).walk("VEVENT")
        return found

    before = event()
    moved = {"starts_at": shift.starts_at + timedelta(hours=1), "ends_at": shift.ends_at + timedelta(hours=1)}
    ChangeShift(by=Operator("Probe"), shift=shift, values={}, **moved).run()
    after = event()
    assert (before["UID"], before["SEQUENCE"] + 1) == (after["UID"], after["SEQUENCE"])
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt
